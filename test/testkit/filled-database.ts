import { Client } from 'pg';
import { createDataSource } from '../../src/core/start/data-source';
import { freshDatabase, nameIn, onCluster, onDatabase, preparedName, urlOf } from './database';
import { fillTables, vacuum } from './fill-tables';
import { FILL, FILLED_TABLES } from './filled-tables';

/**
 * Creates a copy of the prepared database for tests of plans, or of another one. Plans are those of tables too large to be
 * read whole: PostgreSQL reads one whole only where no index serves. No vacuum in the background changes the statistics.
 */
export async function databaseOfPlans(original?: string): Promise<string> {
  const url = await freshDatabase('plans', original);
  await onDatabase(url, `ALTER DATABASE ${nameIn(url)} SET enable_seqscan = off`, WITHOUT_AUTOVACUUM);
  return url;
}

const WITHOUT_AUTOVACUUM = `
  DO $$ DECLARE part regclass; BEGIN
    FOR part IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', part);
    END LOOP;
  END $$`;

/** As `databaseOfPlans`, with large tables. The first spec file of a run that needs them fills them. */
export async function filledDatabase(): Promise<string> {
  const original = preparedName();
  const filled = `${original}_filled`;
  await inTurn(async (cluster) => {
    const { rowCount } = await cluster.query('SELECT 1 FROM pg_database WHERE datname = $1', [filled]);
    if (rowCount === 0) {
      await fill(original, `${filled}_in_part`);
      await cluster.query(`ALTER DATABASE ${filled}_in_part RENAME TO ${filled}`);
    }
  });
  return databaseOfPlans(urlOf(filled));
}

async function inTurn(work: (cluster: Client) => Promise<void>): Promise<void> {
  const cluster = new Client({ connectionString: urlOf('postgres') });
  await cluster.connect();
  try {
    await cluster.query(`SELECT pg_advisory_lock(hashtextextended('fill a database', 0))`);
    await work(cluster);
  } finally {
    // Releases the lock.
    await cluster.end();
  }
}

async function fill(original: string, name: string): Promise<void> {
  await onCluster(`DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name} TEMPLATE ${original} STRATEGY file_copy`);
  const database = await createDataSource(urlOf(name)).initialize();
  try {
    await database.query(WITHOUT_AUTOVACUUM);
    await fillTables(database, FILLED_TABLES, ...FILL);
    await vacuum(database, ...FILLED_TABLES);
  } finally {
    await database.destroy();
  }
}
