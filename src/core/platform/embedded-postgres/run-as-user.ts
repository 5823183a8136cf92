import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A user from /etc/passwd. PostgreSQL does not run as root or as an unknown uid. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const execute = promisify(execFile);
const RUN_LIMIT_MS = 120_000;

// Not our own environment: PGDATA, TZ and the locale would affect initdb.
const POSIX_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Spawn options for an account, or the current user. Every user must be able to enter the working directory. */
export function spawnOptionsFor(account: Account | undefined, variables: Record<string, string> = {}) {
  return {
    cwd: '/',
    windowsHide: true,
    ...(process.platform === 'win32' ? {} : { env: { ...POSIX_ENVIRONMENT, ...variables } }),
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
}

/** Runs a program and returns its standard output. */
export async function run(account: Account | undefined, program: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute(program, args, { ...spawnOptionsFor(account), timeout: RUN_LIMIT_MS });
  return stdout;
}

/** Whether the account may walk to this folder. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return passes(account, 'cd "$1"', folder);
}

/** Whether the account may read this file. */
export async function canRead(account: Account, file: string): Promise<boolean> {
  return passes(account, 'test -r "$1"', file);
}

/** Whether the account may create files in this folder. */
export async function canWrite(account: Account, folder: string): Promise<boolean> {
  return passes(account, 'test -w "$1" && test -x "$1"', folder);
}

async function passes(account: Account, test: string, path: string): Promise<boolean> {
  return run(account, '/bin/sh', '-c', test, 'sh', path).then(
    () => true,
    () => false,
  );
}

/** The account for PostgreSQL: undefined for the current user, another account for root. */
export async function chooseAccount(dataDir: string): Promise<Account | undefined> {
  const self = process.getuid?.();
  if (self === undefined) {
    return undefined;
  }

  const cluster = join(dataDir, 'pg');
  const clusterOwner = await ownerOf(cluster);
  if (self === 0) {
    return accountForRoot(cluster, clusterOwner, await ownerOf(dataDir));
  }
  if (clusterOwner !== undefined && clusterOwner !== self) {
    throw new Error(`${cluster} belongs to the user with id ${clusterOwner}: start Keyward as that user or as root.`);
  }
  return undefined;
}

async function accountForRoot(cluster: string, clusterOwner?: number, folderOwner?: number): Promise<Account> {
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'));
  const withId = (uid?: number) => accounts.find((account) => account.uid === uid && uid !== 0);
  const named = (name: string) => accounts.find((account) => account.name === name);

  const account =
    clusterOwner === undefined ? (withId(folderOwner) ?? named('postgres') ?? named('nobody')) : withId(clusterOwner);
  if (account) {
    return account;
  }
  throw new Error(
    clusterOwner === undefined
      ? 'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.'
      : `PostgreSQL cannot run as the owner of ${cluster} (id ${clusterOwner}): give the folder to another user with chown -R.`,
  );
}

function parseAccounts(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
}
