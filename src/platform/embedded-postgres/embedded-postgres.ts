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
  /** Folder of the cluster's parent, e.g. `<project>/.data`; left out: defaultDataDir(). */
  dataDir?: string;
  /** Folder with initdb and postgres, instead of the npm package's. */
  pgBin?: string;
  /** false only in tests: no fsync. */
  durable?: boolean;
  /** One line to tell the operator something (recovering, adopting, ...). */
  log?: (line: string) => void;
  /** Called when the server ends without our having asked it to and cannot be started again, whoever started it first. */
  onLost?: (reason: Error) => void;
}

export interface EmbeddedPostgres {
  /** For the database `keyward`, by Unix socket where that is possible. */
  readonly url: string;
  /** Another process started it: stop() leaves it alone. Where that one ends first, this one starts it and stops it. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

const PROJECT_DIR = resolve(__dirname, '../../..');

/** Brings up the PostgreSQL of this data folder, whatever state an earlier run left it in. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const setup = await prepare(options);
  const cancel = new AbortController();
  const running = await startServer(setup, undefined, cancel.signal);
  return new SupervisedServer(setup, running, cancel, options.onLost);
}

async function prepare({ dataDir, pgBin, durable = true, log = () => undefined }: EmbeddedOptions): Promise<Setup> {
  const wanted = resolve(dataDir ?? defaultDataDir(PROJECT_DIR));
  await makeDataFolder(wanted);
  const folder = await realpath(wanted);

  const account = await chooseAccount(folder);
  await assertReachable(folder, account);
  const binaries = await findBinaries(pgBin, account);
  const cluster = await openCluster({ dataDir: folder, binaries, account, durable });
  return { binaries, account, cluster, durable, log: new ServerLog(join(folder, 'postgres.log')), tell: log };
}
