import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asError } from '../../../../core/platform/embedded-postgres/error-facts';
import { assertReachable } from '../../../../core/platform/embedded-postgres/data-folder';
import { type InspectedCluster, installedMajor } from '../../../../core/platform/embedded-postgres/inspect-cluster';
import { inspectPidFile } from '../../../../core/platform/embedded-postgres/pid-file';
import { canWrite, chooseAccount } from '../../../../core/platform/embedded-postgres/run-as-user';
import { type Check, type Finding, findingIf, NotChecked } from './check';
import type { Context } from './context';

const MIN_FREE_BYTES = 1024 ** 3;
const MIN_FREE_FILES = 1_000;
const MB = 1024 ** 2;
/** PostgreSQL refuses a folder that others may read, or that its group may change. */
const REFUSED_MODES = 0o027;

/** The data folder of the embedded database. */
export const EMBEDDED_CHECKS: readonly Check[] = [
  {
    name: 'data-folder',
    finds:
      'a data folder of another user, that cannot be written, or that PostgreSQL refuses because others can read it',
    run: dataFolder,
  },
  {
    name: 'disk-space',
    finds: 'less than 1 GB or hardly any file left on the disk of the data folder',
    run: diskSpace,
  },
  {
    name: 'database-lock',
    finds: 'an embedded database that was killed, or a lock that prevents its start',
    run: lock,
  },
  { name: 'database-files', finds: 'an embedded database of another version of PostgreSQL', run: clusterVersion },
];

async function dataFolder(context: Context): Promise<readonly Finding[]> {
  const { dataDir, folder, mode } = await context.cluster();
  const existing = await nearestExisting(dataDir);
  return [
    ...(await accessProblems(existing, { dataDir, folder, mode })),
    ...findingIf(
      mode !== undefined && (mode & REFUSED_MODES) !== 0 && process.platform !== 'win32',
      `PostgreSQL does not start on ${folder}, because other users may use it (mode ${mode?.toString(8)}).`,
      `chmod 700 '${folder}'`,
    ),
  ];
}

async function accessProblems(
  existing: string,
  { dataDir, folder, mode }: Pick<InspectedCluster, 'dataDir' | 'folder' | 'mode'>,
): Promise<readonly Finding[]> {
  const remedy = `Run the server as the owner, or give the folder to its user: chown -R USER '${dataDir}'.`;
  try {
    const account = await chooseAccount(dataDir);
    await assertReachable(existing, account);
    // Root makes the folder for another account, which writes to the cluster in it.
    const isWritable = account ? mode === undefined || (await canWrite(account, folder)) : await isOurs(existing);
    return findingIf(!isWritable, `The embedded database cannot write to ${account ? folder : existing}.`, remedy);
  } catch (error) {
    return [{ problem: asError(error).message, remedy }];
  }
}

function isOurs(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function diskSpace(context: Context): Promise<readonly Finding[]> {
  const { dataDir } = await context.cluster();
  const { bavail, bsize, blocks, files, ffree } = await statfs(await nearestExisting(dataDir));
  if (blocks === 0) {
    throw new NotChecked(`the file system of ${dataDir} does not tell its size`);
  }
  return spaceProblems(dataDir, { bytes: bavail * bsize, files: files === 0 ? undefined : ffree });
}

/** @param free `files` is undefined where the file system has no limit */
export function spaceProblems(folder: string, free: { bytes: number; files: number | undefined }): readonly Finding[] {
  const remedy = `Make room on that disk, or enlarge it: \`df '${folder}'\` and \`df --inodes '${folder}'\` show what is left.`;
  return [
    ...findingIf(
      free.bytes < MIN_FREE_BYTES,
      `The disk of ${folder} has ${Math.floor(free.bytes / MB)} MB left: PostgreSQL stops when it is full.`,
      remedy,
    ),
    ...findingIf(
      free.files !== undefined && free.files < MIN_FREE_FILES,
      `The disk of ${folder} has room for ${free.files} more files: PostgreSQL stops when it has none.`,
      remedy,
    ),
  ];
}

async function lock(context: Context): Promise<readonly Finding[]> {
  const { folder } = await context.cluster();
  try {
    const found = await inspectPidFile(folder);
    return findingIf(
      found?.isRunning === false,
      `The embedded database in ${folder} was not shut down: its process ${found?.pid} is gone, its lock is there.`,
      'Start the server: it recovers the database. Do not delete postmaster.pid, which protects the data.',
    );
  } catch (error) {
    return [
      {
        problem: asError(error).message,
        remedy: `\`ps -C postgres -o pid,args\` shows each PostgreSQL that runs. If none has '${folder}', delete the file.`,
      },
    ];
  }
}

async function clusterVersion(context: Context): Promise<readonly Finding[]> {
  const { PG_BIN } = context.settings;
  const { folder, major } = await context.cluster();
  const installed = await installedMajor(PG_BIN).catch(() => undefined);
  if (installed === undefined && PG_BIN === undefined) {
    throw new NotChecked('no npm package has PostgreSQL for this platform: the server looks for an installed one');
  }
  if (installed === undefined) {
    const remedy =
      'Set PG_BIN to the folder with `postgres` and `initdb`, such as /usr/lib/postgresql/17/bin, or remove it.';
    return [{ problem: `No PostgreSQL runs from ${PG_BIN} (PG_BIN).`, remedy }];
  }
  return findingIf(
    major !== undefined && major !== installed,
    `${folder} was made by PostgreSQL ${major}, and PostgreSQL ${installed} is installed.`,
    `Set PG_BIN to the programs of version ${major}, or move the data with pg_dump and set DATABASE_URL.`,
  );
}

async function nearestExisting(path: string): Promise<string> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  return exists || dirname(path) === path ? path : nearestExisting(dirname(path));
}
