import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './error-facts';
import type { Binaries } from './find-binaries';
import { type Account, run } from './run-as-user';

/** A folder created by initdb, and the password of its only role. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

export interface ClusterOptions {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly durable: boolean;
  /** Called when initdb runs. */
  readonly whileStarting: () => void;
}

export const ROLE = 'app';
const PASSWORD_FILE = 'keyward.password';
const STAGING_PREFIX = 'pg.tmp-';
const ABANDONED_AFTER_MS = 600_000;

/** Opens the cluster of a data folder, and creates it if it is missing. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = join(options.dataDir, 'pg');
  await removeAbandonedStagingDirectories(options.dataDir);
  if ((await readMajor(folder)) === undefined) {
    await initialise(folder, options);
  }
  assertSameMajor(folder, await readMajor(folder), options.binaries.major);
  return { folder, password: await readPassword(folder) };
}

/** Version of the PostgreSQL that made a cluster; undefined if there is none. */
export async function readMajor(folder: string): Promise<number | undefined> {
  try {
    return Number(await readFile(join(folder, 'PG_VERSION'), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function assertSameMajor(folder: string, made: number | undefined, runs: number): void {
  if (made !== runs) {
    throw new Error(
      `${folder} was made by PostgreSQL ${made ?? 'of an unknown version'}, and this is PostgreSQL ${runs}. Keyward does not upgrade a database by itself: ` +
        `set PG_BIN to the programs of version ${made ?? 'that made it'}, or move the data over with pg_dump and set DATABASE_URL.`,
    );
  }
}

/** Password of the only role. */
export async function readPassword(folder: string): Promise<string> {
  return (await readFile(join(folder, PASSWORD_FILE), 'utf8')).trim();
}

// The cluster is created in a staging directory and renamed, so that it is never incomplete. Of two starts, the first wins.
async function initialise(folder: string, options: ClusterOptions): Promise<void> {
  const draft = await mkdtemp(join(options.dataDir, STAGING_PREFIX));
  try {
    await giveTo(options.account, draft);
    await fillStagingDirectory(draft, options);
    await rename(join(draft, 'pg'), folder);
  } catch (error) {
    if ((await readMajor(folder)) === undefined) {
      throw error;
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function fillStagingDirectory(draft: string, options: ClusterOptions): Promise<void> {
  const { binaries, account, durable, whileStarting } = options;
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  await giveTo(account, passwordFile);

  const created = run(
    account,
    join(binaries.folder, 'initdb'),
    '--pgdata',
    join(draft, 'pg'),
    '--username',
    ROLE,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--data-checksums',
    ...localeArguments(binaries.major),
    ...(durable ? [] : ['--no-sync']),
  );
  whileStarting();
  await created;
  await rename(passwordFile, join(draft, 'pg', PASSWORD_FILE));
}

// The built-in provider sorts alike on every machine and survives an upgrade of the system's libc.
function localeArguments(major: number): string[] {
  return major >= 17
    ? ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C']
    : ['--locale', 'C.UTF-8'];
}

async function giveTo(account: Account | undefined, path: string): Promise<void> {
  if (account) {
    await chown(path, account.uid, account.gid);
  }
}

// Left by killed starts; a recent one may belong to a start in progress.
async function removeAbandonedStagingDirectories(dataDir: string): Promise<void> {
  const drafts = (await readdir(dataDir)).filter((name) => name.startsWith(STAGING_PREFIX));
  for (const draft of drafts.map((name) => join(dataDir, name))) {
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) {
      await rm(draft, { recursive: true, force: true });
    }
  }
}
