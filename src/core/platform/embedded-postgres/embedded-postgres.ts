import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startServer, type Setup } from './start-server';
import { openCluster } from './cluster';
import { assertReachable, defaultDataDir, makeDataFolder } from './data-folder';
import { findBinaries } from './find-binaries';
import { SupervisedServer } from './supervised-server';
import { chooseAccount } from './run-as-user';
import { ServerLog } from './server-log';

export { defaultDataDir };

export interface EmbeddedOptions {
  /** Parent folder of the cluster, e.g. `<project>/.data`; `defaultDataDir()` by default. */
  dataDir?: string;
  /** Folder with initdb and postgres, instead of the npm package's. */
  pgBin?: string;
  /** Most connections at a time; 60 by default. */
  connections?: number;
  /** Memory in MB for pages of tables; 128 by default. */
  sharedBuffersMb?: number;
  /** false only in tests: no fsync. */
  durable?: boolean;
  /** Receives messages for the operator, one line each. */
  log?: (line: string) => void;
  /** Called when a program of PostgreSQL runs and nothing can be done until it is ready. */
  whileStarting?: () => void;
  /** Called when the server ends unexpectedly and cannot be restarted. */
  onLost?: (reason: Error) => void;
}

export interface EmbeddedPostgres {
  /** URL of the database `keyward`, by Unix socket if possible. */
  readonly url: string;
  /** Another process started the server: `stop()` does not stop it. If that process ends first, this one takes over. */
  readonly attached: boolean;
  stop(): Promise<void>;
}

export const DEFAULT_CONNECTIONS = 60;
const PROJECT_DIR = resolve(__dirname, '../../../..');

/** Starts the PostgreSQL server of a data folder, recovering from any earlier crash. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const setup = await prepare(options);
  const cancel = new AbortController();
  const running = await startServer(setup, undefined, cancel.signal);
  return new SupervisedServer(setup, running, cancel, options.onLost);
}

async function prepare(options: EmbeddedOptions): Promise<Setup> {
  const { dataDir, pgBin, connections = DEFAULT_CONNECTIONS, sharedBuffersMb = 128, durable = true } = options;
  const { log = () => undefined, whileStarting = () => undefined } = options;
  const wanted = resolve(dataDir ?? defaultDataDir(PROJECT_DIR));
  await makeDataFolder(wanted);
  const folder = await realpath(wanted);

  const account = await chooseAccount(folder);
  await assertReachable(folder, account);
  const binaries = await findBinaries(pgBin, account);
  const cluster = await openCluster({ dataDir: folder, binaries, account, durable, whileStarting });
  const serverLog = new ServerLog(join(folder, 'postgres.log'));
  return {
    binaries,
    account,
    cluster,
    connections,
    sharedBuffersMb,
    durable,
    log: serverLog,
    notify: log,
    whileStarting,
  };
}
