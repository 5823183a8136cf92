import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { timestampedIn } from '../common/declarations/declarations';
import { stopPlugin } from '../common/plugins/stopped-plugins';
import { namedOutsidePlugins, tablePrefix } from './plugin-tables';

/** A plug-in whose migration failed. It is stopped; the server starts without it. */
export interface FailedPlugin {
  readonly name: string;
  readonly entry: string;
  /** A sentence that names the plug-in and the migration. */
  readonly reason: string;
}

type MigrationClass = new () => MigrationInterface;

/** Runs the migrations of plug-ins from outside, each in a transaction. The caller holds the lock of the preparation. */
export async function runPluginMigrations(dataSource: DataSource): Promise<FailedPlugin[]> {
  const failed: FailedPlugin[] = [];
  for (const { name, entry, folder } of namedOutsidePlugins()) {
    const reason = await migrate(dataSource, name, join(folder, 'migrations'));
    if (reason !== undefined) {
      stopPlugin(name, reason);
      failed.push({ name, entry, reason });
    }
  }
  return failed;
}

async function migrate(dataSource: DataSource, name: string, folder: string): Promise<string | undefined> {
  const migrations = existsSync(folder) ? timestampedIn<MigrationClass>(folder) : [];
  if (migrations.length === 0) {
    return undefined;
  }
  const table = `${tablePrefix(name)}migrations`;
  await dataSource.query(`CREATE TABLE IF NOT EXISTS ${table} (name text PRIMARY KEY, at timestamptz NOT NULL)`);
  const done = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${table}`);
  const pending = migrations.filter((migration) => !done.some((each) => each.name === migration.name));
  for (const migration of pending) {
    try {
      await runOne(dataSource, name, table, migration);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return `The migration ${migration.name} of the plug-in ${name} failed, so that the plug-in is left out: ${message}.`;
    }
  }
  return undefined;
}

/** Rolls back a migration that makes tables with other names: they could be those of the server or of another plug-in. */
async function runOne(dataSource: DataSource, plugin: string, table: string, migration: MigrationClass): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const before = await tablesOf(runner);
    await new migration().up(runner);
    const foreign = (await tablesOf(runner)).find(
      (name) => !before.includes(name) && !name.startsWith(tablePrefix(plugin)),
    );
    if (foreign !== undefined) {
      throw new Error(`it makes the table ${foreign}, whose name does not begin with ${tablePrefix(plugin)}`);
    }
    await runner.query(`INSERT INTO ${table} (name, at) VALUES ($1, now())`, [migration.name]);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function tablesOf(runner: QueryRunner): Promise<string[]> {
  const rows = await runner.manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace`,
  );
  return rows.map(({ name }) => name);
}
