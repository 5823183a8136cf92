import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packagedBinaries } from './packaged-binaries';
import { type Account, run } from './run-as-user';

/** PostgreSQL programs that run on this machine. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
}

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** Searches PG_BIN if given, otherwise the npm package and the system. */
export async function findBinaries(pgBin: string | undefined, account: Account | undefined): Promise<Binaries> {
  for await (const folder of pgBin === undefined ? candidates(account) : [pgBin]) {
    const major = await majorVersion(folder, account);
    if (major !== undefined) {
      return { folder, major };
    }
  }
  throw new Error(
    pgBin === undefined
      ? `No PostgreSQL runs on this machine (${process.platform}-${process.arch}): set DATABASE_URL to one elsewhere, or PG_BIN to the folder of its programs.`
      : `No PostgreSQL runs from ${pgBin} (PG_BIN).`,
  );
}

async function* candidates(account: Account | undefined): AsyncGenerator<string> {
  const packaged = await packagedBinaries(account);
  if (packaged !== undefined) {
    yield packaged;
  }
  yield* await debianFolders();
  yield* await folderOnPath();
}

async function debianFolders(): Promise<string[]> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN_FOLDER, version, 'bin'));
}

async function folderOnPath(): Promise<string[]> {
  try {
    const program = await run(undefined, '/bin/sh', '-c', 'command -v postgres');
    return [dirname(await realpath(program.trim()))];
  } catch {
    return [];
  }
}

// Also tests whether the program runs: on musl, the npm package's does not.
async function majorVersion(folder: string, account: Account | undefined): Promise<number | undefined> {
  try {
    const version = await run(account, join(folder, 'postgres'), '--version');
    const major = /\(PostgreSQL\) (\d+)/.exec(version)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}
