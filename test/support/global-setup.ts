import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/settings';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';
import { prepareDatabase } from '../../src/start/prepare-database';
import { addFirstRows } from '../../src/start/first-start';
import { ADMIN_PASSWORD } from './credentials';
import { scratchFolder } from './scratch';

declare global {
  var cluster: { database: EmbeddedPostgres; folder: string } | undefined;
}

/** Starts a temporary cluster for all spec files, with a prepared database that each one copies. */
export default async function startCluster(): Promise<void> {
  // Far from UTC, so that local time used instead of UTC fails a test.
  process.env.TZ = 'America/New_York';

  const folder = scratchFolder();
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: false });
  globalThis.cluster = { database, folder };

  const settings = readSettings({ ADMIN_PASSWORD });
  let systemKey = '';
  await prepareDatabase(database.url, new Date(), (manager) =>
    addFirstRows(manager, settings, new Date(), (secrets) => {
      systemKey = secrets.systemKey ?? '';
    }),
  );
  // The same code is compiled in each worker and in each server process.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
  process.env.KEYWARD_TEST_DATABASE = database.url;
  process.env.KEYWARD_TEST_SYSTEM_KEY = systemKey;
}
