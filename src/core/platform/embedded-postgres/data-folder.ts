import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { type Account, canEnter } from './run-as-user';

/** Folder for files of root that another user must reach: a checkout may be in a private folder such as /root. */
export const ROOT_FOLDER = '/var/lib/keyward';

/**
 * `.data` in the checkout, or in the working directory if npm has installed the server, because npm replaces its own folders; for
 * root, a separate folder for each of them below ROOT_FOLDER.
 */
export function defaultDataDir(projectDir: string): string {
  const home = projectDir.split(sep).includes('node_modules') ? process.cwd() : projectDir;
  const beside = join(home, '.data');
  // Keep using a cluster that was created without root.
  if (process.getuid?.() !== 0 || existsSync(join(beside, 'pg'))) {
    return beside;
  }
  const path = realpathSync(home);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return join(ROOT_FOLDER, `${basename(path)}-${hash}`);
}

/** Creates the data folder, or uses an empty one. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  await makeFolder(dataDir);
  if (process.getuid?.() === 0 && (await readdir(dataDir)).length === 0) {
    await chmod(dataDir, 0o711);
  }
}

/** For root, created folders can be entered by all users, regardless of the umask. */
export async function makeFolder(folder: string): Promise<void> {
  const outermost = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (outermost === undefined || process.getuid?.() !== 0) {
    return;
  }
  for (let made = folder; made.length >= outermost.length; made = dirname(made)) {
    await chmod(made, 0o711);
  }
}

export async function assertReachable(dataDir: string, account: Account | undefined): Promise<void> {
  if (account && !(await canEnter(account, dataDir))) {
    throw new Error(
      `PostgreSQL does not run as root, and the user "${account.name}" cannot enter ${dataDir}: ` +
        `set DATA_DIR to a folder that others may enter, such as ${ROOT_FOLDER}/data.`,
    );
  }
}
