import { pipeline } from 'node:stream/promises';
import { escapeIdentifier, type PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../migrations';
import { adopted } from '../migrations/former-migrations';
import {
  BackupError,
  type BackupHeader,
  type BackupSource,
  type Partition,
  QUEUED_JOBS,
  type Sequences,
  type TableRows,
} from '../platform/backups/backup-source';
import { RowDigest } from '../platform/backups/row-digest';
import { BACKGROUND_MIGRATIONS } from '../platform/background-migrations/background-migration';
import { backgroundMigrations } from '../platform/background-migrations/background-migrations';
import { createIndexConcurrently } from '../platform/background-migrations/concurrent-index';
import { prepareJobQueue } from '../platform/jobs/job-queue-schema';
import { createDataSource } from './data-source';
import { lockPreparation, PreparationFailed } from './prepare-database';
import { readyTables } from './ready-tables';

export interface RestoredTable {
  readonly table: string;
  readonly rows: number;
  /** See RowDigest; the same in the source and here. */
  readonly sha256: string;
}

/** A restore fills empty databases only. */
export class DatabaseNotEmpty extends BackupError {}

/** @param table is not one of Keyward's, and is left out */
export type OnForeignTable = (table: string) => void;

/**
 * Fills an empty database, in one transaction: all of it is there, or nothing. Counts and digests are read again and compared
 * before the commit. Servers that start meanwhile wait. Throws BackupError if the database is not empty or if this release
 * cannot read the backup.
 * @param directUrl URL without a pooler
 */
export async function restoreDatabase(
  directUrl: string,
  source: BackupSource,
  onForeignTable: OnForeignTable,
): Promise<RestoredTable[]> {
  const migrations = migrationsOf(source.header);
  const dataSource = createDataSource(directUrl);
  await dataSource.initialize();
  const session = dataSource.createQueryRunner();
  try {
    await lockPreparation(session);
    await refuseUsed(session);
    // Commits by itself, and is empty: a repeated restore finds it.
    await prepareJobQueue(directUrl);
    await session.startTransaction();
    const restored = await fill(session, source, migrations, onForeignTable);
    await session.commitTransaction();
    const filled = restored.filter(({ table }) => table !== QUEUED_JOBS);
    await session.query(`ANALYZE ${filled.map(({ table }) => escapeIdentifier(table)).join(', ')}`);
    return restored;
  } catch (error) {
    if (session.isTransactionActive) {
      await session.rollbackTransaction().catch(() => undefined);
    }
    throw error instanceof BackupError ? error : new PreparationFailed('the restore', error);
  } finally {
    await session.release();
    await dataSource.destroy();
  }
}

async function fill(
  session: QueryRunner,
  source: BackupSource,
  migrations: readonly MigrationInterface[],
  onForeignTable: OnForeignTable,
): Promise<RestoredTable[]> {
  await migrate(session, migrations, source.header);
  await createPartitions(session, source.header.partitions);
  const ready = await readyTables(session);
  const client = (await session.connect()) as PoolClient;
  const restored: RestoredTable[] = [];
  for await (const { table, columns, rows } of source.tables()) {
    const digest = new RowDigest();
    if (table === QUEUED_JOBS) {
      await session.query(TEMPORARY_JOBS);
      await copy({ table: 'restored_jobs', columns, rows }, client, digest);
      await session.query(QUEUE_JOBS);
      restored.push({ table, rows: digest.rows, sha256: digest.digest() });
    } else if (ready.tables.has(table)) {
      await copy({ table, columns, rows }, client, digest);
      restored.push({ table, rows: digest.rows, sha256: digest.digest() });
    } else {
      onForeignTable(table);
      for await (const chunk of rows) {
        digest.update(chunk);
      }
    }
  }
  await setSequences(session, await source.sequences());
  await ready.finish();
  await buildBackgroundIndexes(session);
  await source.confirm();
  return restored;
}

/** Indexes that no migration of the start builds, as far as the source had them. */
async function buildBackgroundIndexes(session: QueryRunner): Promise<void> {
  const progress = new Map((await backgroundMigrations(session.manager)).map((one) => [one.name, one]));
  for (const migration of BACKGROUND_MIGRATIONS) {
    const indexes = 'indexes' in migration ? migration.indexes : [];
    for (const index of indexes.slice(0, progress.get(migration.name)?.done ?? 0)) {
      await createIndexConcurrently(session, index);
    }
  }
}

/** The migrations of this release that make the schema of the backup; throws for a backup of a later release. */
function migrationsOf({ migrations, release }: BackupHeader): MigrationInterface[] {
  const known = new Map(MIGRATIONS.map((migration) => [migration.name, migration]));
  return adopted(migrations, MIGRATIONS).map(({ name }) => {
    const migration = known.get(name);
    if (!migration) {
      const needed = migrations.find((each) => each.name === name)?.version ?? release;
      throw new BackupError(
        `The backup is of a later release (${name} of Keyward ${needed} is unknown): restore it with Keyward ${needed} or a later one`,
      );
    }
    return new migration();
  });
}

/** Any table that a restore would create is one too many. */
async function refuseUsed(session: QueryRunner): Promise<void> {
  const [used] = await session.manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = to_regnamespace(current_schema()) AND relkind IN ('r', 'p') AND relname IN ('migrations', 'licenses')`,
  );
  if (used) {
    throw new DatabaseNotEmpty('The database is not empty');
  }
}

async function migrate(
  session: QueryRunner,
  migrations: readonly MigrationInterface[],
  { migrations: run }: BackupHeader,
): Promise<void> {
  await session.query(MIGRATIONS_TABLE);
  for (const migration of migrations) {
    await migration.up(session);
  }
  for (const { timestamp, name, version } of run) {
    await session.manager.query(`INSERT INTO migrations (timestamp, name, version) VALUES ($1, $2, $3)`, [
      timestamp,
      name,
      version,
    ]);
  }
}

const BOUND = /^FOR VALUES FROM \((MINVALUE|'[^'\\]+')\) TO \((MAXVALUE|'[^'\\]+')\)$/;

async function createPartitions(session: QueryRunner, partitions: readonly Partition[]): Promise<void> {
  for (const { table, name, bound } of partitions.filter((partition) => BOUND.test(partition.bound))) {
    await session.query(
      `CREATE TABLE IF NOT EXISTS ${escapeIdentifier(name)} PARTITION OF ${escapeIdentifier(table)} ${bound}`,
    );
  }
}

/** Writes the rows, reads them again and compares. */
async function copy({ table, columns, rows }: TableRows, client: PoolClient, digest: RowDigest): Promise<void> {
  const names = columns.map(escapeIdentifier).join(', ');
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of rows) {
      digest.update(chunk);
      yield chunk;
    }
  };
  const target = client.query(copyFrom(`COPY ${escapeIdentifier(table)} (${names}) FROM STDIN`));
  // Thrown by the pipeline; the stream may fail again when the connection ends.
  target.on('error', () => undefined);
  await pipeline(counted(), target);
  const there = new RowDigest();
  for await (const chunk of client.query(copyTo(`COPY (SELECT ${names} FROM ${escapeIdentifier(table)}) TO STDOUT`))) {
    there.update(chunk as Buffer);
  }
  if (there.rows !== digest.rows || there.digest() !== digest.digest()) {
    throw new BackupError(
      `The table ${table} has ${there.rows} rows here that differ from the ${digest.rows} of the backup: nothing was restored`,
    );
  }
}

async function setSequences(session: QueryRunner, sequences: Sequences): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    await session.manager.query(
      `SELECT setval(oid::regclass, $2::bigint, $3) FROM pg_class
       WHERE relname = $1 AND relkind = 'S' AND relnamespace = to_regnamespace(current_schema())`,
      [name, last ?? 1, last !== null],
    );
  }
}

// The table that TypeORM makes; the column `version` is a migration's.
const MIGRATIONS_TABLE = `
  CREATE TABLE migrations (id serial NOT NULL, timestamp bigint NOT NULL, name varchar NOT NULL,
    CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id))`;

const TEMPORARY_JOBS = `
  CREATE TEMPORARY TABLE restored_jobs (
    task text, payload json, run_at timestamptz, max_attempts integer, job_key text
  ) ON COMMIT DROP`;

const QUEUE_JOBS = `
  SELECT count(graphile_worker.add_job(
    task, payload => payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key
  )) FROM restored_jobs`;
