import { Logger, runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { DatabaseClient } from '../database/database-client';
import { liftTimeLimits } from '../database/time-limits';
import { ensureHomeFolder } from '../config/home-folder';

const silent = new Logger(() => () => undefined);
const ignoreError = (): void => undefined;

/** Migrates the tables of the job queue, in their own schema. */
export async function prepareJobQueue(directUrl: string): Promise<void> {
  const pgPool = new Pool({
    Client: DatabaseClient,
    connectionString: directUrl,
    max: 1,
    application_name: 'keyward',
    keepAlive: true,
    verify: (client, ready) => void liftTimeLimits(client).then(() => ready(), ready),
  });
  pgPool.on('error', ignoreError);
  pgPool.on('connect', (client) => client.on('error', ignoreError));
  ensureHomeFolder();
  try {
    await runMigrations({ pgPool, logger: silent });
  } finally {
    await pgPool.end();
  }
}
