import { readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PROJECT_DIR } from '../../common/project';
import { urlOf } from './address';
import { readMajor, readPassword } from './cluster';
import { defaultDataDir } from './data-folder';
import { DATABASE } from './login';
import { packageFolder } from './packaged-binaries';
import { inspectPidFile } from './pid-file';
import { run } from './run-as-user';

/** The embedded database of a data folder. */
export interface InspectedCluster {
  /** The data folder, which may not exist yet. */
  readonly dataDir: string;
  /** The folder of the cluster. */
  readonly folder: string;
  /** Version of the PostgreSQL that made it; undefined before the first start. */
  readonly major: number | undefined;
  /** Permissions of the cluster's folder, such as 0o700. */
  readonly mode: number | undefined;
}

/** Finds the embedded database. Nothing is started, stopped or repaired. */
export async function inspectCluster(dataDir: string | undefined): Promise<InspectedCluster> {
  const wanted = resolve(dataDir ?? defaultDataDir(PROJECT_DIR));
  const found = await realpath(wanted).catch(() => wanted);
  const folder = join(found, 'pg');
  const mode = await stat(folder).then(
    (status) => status.mode & 0o777,
    () => undefined,
  );
  return { dataDir: found, folder, major: await readMajor(folder).catch(() => undefined), mode };
}

/** URL of the running server of a cluster; undefined if none runs. Throws if the password cannot be read. */
export async function urlOfRunning(folder: string): Promise<string | undefined> {
  const found = await inspectPidFile(folder);
  return found?.isRunning ? urlOf(found.address, await readPassword(folder), DATABASE) : undefined;
}

/** Version of the programs in PG_BIN, otherwise of the npm package; undefined if there are none. */
export async function installedMajor(pgBin: string | undefined): Promise<number | undefined> {
  const version = pgBin === undefined ? packagedVersion() : await run(undefined, join(pgBin, 'postgres'), '--version');
  const [major] = /\d+/.exec(version) ?? [];
  return major === undefined ? undefined : Number(major);
}

function packagedVersion(): string {
  const home = packageFolder();
  if (home === undefined) {
    return '';
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return version;
}
