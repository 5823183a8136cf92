import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../core/platform/embedded-postgres/embedded-postgres';
import { createDataSource } from '../core/start/data-source';

/** An empty database that lasts as long as a server of tests. */
export interface TemporaryDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** @param server URL of a PostgreSQL server in which a database may be made; without it, one is started for the test. */
export function temporaryDatabase(server: string | undefined): Promise<TemporaryDatabase> {
  return server === undefined ? startedDatabase() : databaseOf(server);
}

async function startedDatabase(): Promise<TemporaryDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-testkit-'));
  // The account that PostgreSQL runs under needs access.
  chmodSync(folder, 0o711);
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: false });
  return {
    url: database.url,
    remove: async () => {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function databaseOf(server: string): Promise<TemporaryDatabase> {
  const name = `keyward_testkit_${process.pid}_${Date.now()}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  return { url: url.href, remove: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const dataSource = await createDataSource(url).initialize();
  try {
    await dataSource.query(statement);
  } finally {
    await dataSource.destroy();
  }
}
