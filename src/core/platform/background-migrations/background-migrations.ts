import type { EntityManager } from 'typeorm';
import { VERSION } from '../../common/version';
import type { BackgroundMigration } from './background-migration';
import { BackgroundMigrationProgress } from './background-migration-progress.entity';

/** Migrations of at most this many bytes are made at the start. */
const SMALL_BYTES = 16 * 1024 * 1024;
const LISTED = 100;

/** Notes migrations that this release brings. */
export async function registerBackgroundMigrations(
  manager: EntityManager,
  migrations: readonly BackgroundMigration[],
  now: Date,
): Promise<void> {
  for (const migration of migrations) {
    const unit = 'indexes' in migration ? 'indexes' : 'rows';
    await manager.query(
      `INSERT INTO background_migrations (name, until, release, unit, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (name) DO NOTHING`,
      [migration.name, migration.until, VERSION, unit, now],
    );
  }
}

/** The next one of them to advance: neither finished, nor failed a short while ago. */
export async function nextMigration(
  manager: EntityManager,
  migrations: readonly BackgroundMigration[],
  now: Date,
): Promise<BackgroundMigration | undefined> {
  const [next] = await manager.query<{ name: string }[]>(
    `SELECT name FROM background_migrations
     WHERE finished_at IS NULL AND (retry_at IS NULL OR retry_at <= $2) AND name = ANY ($1) ORDER BY id LIMIT 1`,
    [migrations.map(({ name }) => name), now],
  );
  return migrations.find(({ name }) => name === next?.name);
}

/** The newest first; empty in a database of a release without them. */
export async function backgroundMigrations(manager: EntityManager): Promise<BackgroundMigrationProgress[]> {
  const [{ isThere }] = await manager.query<[{ isThere: boolean }]>(
    `SELECT to_regclass('background_migrations') IS NOT NULL AS "isThere"`,
  );
  return isThere ? manager.find(BackgroundMigrationProgress, { order: { id: 'DESC' }, take: LISTED }) : [];
}

/** Those of tables that are so small that nobody notices the change. */
export async function smallMigrations(
  manager: EntityManager,
  migrations: readonly BackgroundMigration[],
): Promise<BackgroundMigration[]> {
  const small: BackgroundMigration[] = [];
  for (const migration of migrations) {
    const [{ bytes }] = await manager.query<[{ bytes: number }]>(SIZE, [tablesOf(migration)]);
    small.push(...(bytes <= SMALL_BYTES ? [migration] : []));
  }
  return small;
}

function tablesOf(migration: BackgroundMigration): string[] {
  return 'indexes' in migration ? migration.indexes.map(({ table }) => table) : [migration.table];
}

// With the partitions of a table.
const SIZE = `
  SELECT coalesce(sum(pg_table_size(oid)), 0)::bigint AS bytes FROM pg_class LEFT JOIN pg_inherits ON inhrelid = oid
  WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r'
    AND coalesce(inhparent, oid) = ANY (ARRAY(SELECT to_regclass(format('%I', name)) FROM unnest($1::text[]) AS name))`;
