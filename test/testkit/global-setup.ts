import { join } from 'node:path';
import { readSettings } from '../../src/core/platform/config/read-settings';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/core/platform/embedded-postgres/embedded-postgres';
import { prepareDatabase } from '../../src/core/start/prepare-database';
import { addFirstRows } from '../../src/core/start/first-start';
import { ADMIN_PASSWORD } from './credentials';
import { onCluster, urlOf } from './database';
import { IS_DEEP, SEED } from './sample';
import { scratchFolder } from './scratch';
import './jest/quick-hashes';

declare global {
  var cluster: { database: EmbeddedPostgres; folder: string } | undefined;
}

interface Cached {
  readonly cacheDirectory: string;
}

/** Starts a temporary cluster for all spec files, with a prepared database that each one copies. */
export default async function startCluster(_global: unknown, { cacheDirectory }: Cached): Promise<void> {
  // In all workers, also after midnight.
  process.env.SEED = String(SEED);
  process.stderr.write(IS_DEEP ? `Complete samples, seed ${SEED}\n` : `Samples by SEED=${SEED}\n`);
  // Before the temporary folder is another one.
  process.env.KEYWARD_TEST_CACHE = cacheDirectory;
  // The same code is compiled in each worker, in each server process and in the next run.
  process.env.NODE_COMPILE_CACHE = join(cacheDirectory, 'compiled');
  // Far from UTC, so that local time used instead of UTC fails a test.
  process.env.TZ = 'America/New_York';

  const url = process.env.KEYWARD_TEST_DATABASE ? await databaseOfOuterRun() : await newCluster();
  const settings = readSettings({ ADMIN_PASSWORD });
  let systemKey = '';
  await prepareDatabase(url, new Date(), (manager) =>
    addFirstRows(manager, settings, new Date(), (secrets) => {
      systemKey = secrets.systemKey ?? '';
    }),
  );
  process.env.KEYWARD_TEST_DATABASE = url;
  process.env.KEYWARD_TEST_SYSTEM_KEY = systemKey;
}

async function newCluster(): Promise<string> {
  const folder = scratchFolder();
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: false });
  globalThis.cluster = { database, folder };
  return database.url;
}

/** Tests that run Jest share their cluster with it. */
async function databaseOfOuterRun(): Promise<string> {
  const name = `keyward_${process.pid}`;
  await onCluster(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY file_copy`);
  return urlOf(name);
}
