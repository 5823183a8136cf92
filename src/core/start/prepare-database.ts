import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { InvalidSettings } from '../platform/config/settings';
import { sqlStateOf } from '../platform/database/database-error';
import { createDataSource } from './data-source';
import { MIGRATIONS } from '../migrations';
import type { Migration } from '../migrations/migration';
import { adopted, adoptFormerMigrations, FormerDatabase } from '../migrations/former-migrations';
import { prepareJobQueue } from '../platform/jobs/job-queue-schema';
import {
  BACKGROUND_MIGRATIONS,
  type BackgroundMigration,
} from '../platform/background-migrations/background-migration';
import { MANAGEMENT_REQUEST_LOG } from '../licensing/requests/management-request.entity';
import { VERIFICATION_LOG } from '../verification/log/verification-log';
import {
  BackgroundMigrationFailed,
  beginBackgroundMigrations,
  finishBackgroundMigrations,
  refuseUnfinished,
} from './background-migrations';
import { noteMigrations, refuseNewer } from './oldest-release';
import { runPluginMigrations } from './plugin-migrations';
import { makePartitions } from '../platform/logs/make-partitions';
import { AUDIT_LOG, EVENT_LOG } from '../platform/logs/record-logs';

/** Key of the advisory lock for preparing the database. */
export const PREPARING = `hashtextextended('keyward: prepare the database', 0)`;
const RETRY_INTERVAL_MS = 200;
export const MIGRATION_LIMITS = {
  /**
   * For a migration in a transaction. Less than half of PostgreSQL's deadlock_timeout (1 s): in a deadlock with a running node,
   * the migration gives up before PostgreSQL ends a statement of the node, which may have waited behind it as long.
   */
  lockTimeoutMs: 400,
  /** Longer than deadlock_timeout, after which an autovacuum gives way: for some attempts. */
  patientTimeoutMs: 1_500,
};
const PATIENT_EACH = 10;
/** A table was in use for too long, or running nodes lock tables in another order. */
const LOCKED = ['55P03', '40P01'];

/** A step of preparing a reachable database failed. */
export class PreparationFailed extends Error {
  /** @param step e.g. `migration CreateProducts1790000000000` */
  constructor(
    readonly step: string,
    override readonly cause: unknown,
  ) {
    super(`${step} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

export interface PrepareOptions {
  /** Finishes all background migrations, too, however long that takes. */
  readonly finish?: boolean;
}

/**
 * Migrates the schema and lets `firstRows` insert the rows of a new installation. An advisory lock ensures that only one of
 * several starting nodes does it. There are no time limits. Throws NewerDatabase before it changes anything, unless this release
 * runs on what later ones have made of the database; BackgroundMigrationUnfinished before a migration that needs one.
 * @param directUrl URL without a pooler, because the lock belongs to a session
 */
export async function prepareDatabase(
  directUrl: string,
  now: Date,
  firstRows: (manager: EntityManager) => Promise<void>,
  { finish = false }: PrepareOptions = {},
): Promise<void> {
  const dataSource = createDataSource(directUrl);
  await dataSource.initialize();
  const session = dataSource.createQueryRunner();
  try {
    await lockPreparation(session);
    if (await isPrepared(dataSource.manager)) {
      await step('the former migrations', () => adoptFormerMigrations(dataSource.manager, MIGRATIONS));
      await refuseNewer(dataSource.manager);
    }
    await runMigrations(dataSource, async (migrations) => {
      const { manager } = dataSource;
      await beginBackgroundMigrations(directUrl, manager, migrations, now);
      if (finish) {
        await finishBackgroundMigrations(directUrl, manager, migrations);
      }
    });
    for (const { reason } of await step('the migrations of plug-ins', () => runPluginMigrations(dataSource))) {
      process.stderr.write(`${reason}\n`);
    }
    await step('the schema of the job queue', () => prepareJobQueue(directUrl));
    // If this fails, a job that runs at every start retries it and logs the error.
    for (const table of [VERIFICATION_LOG, EVENT_LOG, AUDIT_LOG, MANAGEMENT_REQUEST_LOG]) {
      await makePartitions(dataSource.manager, table, now, false).catch(() => undefined);
    }
    await step('the first rows', () => dataSource.transaction(firstRows));
  } finally {
    // Ending the session releases the lock.
    await session.release();
    await dataSource.destroy();
  }
}

/** The migrations that a start would run, oldest first. Throws NewerDatabase and FormerDatabase as a start would. */
export async function pendingIn(manager: EntityManager): Promise<string[]> {
  const names = MIGRATIONS.map(({ name }) => name);
  if (!(await isPrepared(manager))) {
    return names;
  }
  const run = await manager.query<{ name: string }[]>('SELECT name FROM migrations');
  const done = adopted(run, MIGRATIONS);
  const pending = names.filter((name) => !done.some((each) => each.name === name));
  // A database of the former migrations is adopted first: their names are not those of a newer release.
  if (pending.length === 0 && done === run) {
    await refuseNewer(manager);
  }
  return pending;
}

/**
 * Takes the lock, which the session holds until it ends. Polls instead of waiting inside PostgreSQL: a waiting session holds a
 * snapshot, which would block the concurrent index builds of the node that has the lock.
 */
export async function lockPreparation(session: QueryRunner): Promise<void> {
  for (;;) {
    const [{ locked }] = await session.manager.query<[{ locked: boolean }]>(
      `SELECT pg_try_advisory_lock(${PREPARING}) AS locked`,
    );
    if (locked) {
      return;
    }
    await pause(RETRY_INTERVAL_MS);
  }
}

/** The table of migrations is not there at the first start, and its column `version` not before the first migration. */
async function isPrepared(manager: EntityManager): Promise<boolean> {
  const [{ isThere }] = await manager.query<[{ isThere: boolean }]>(
    `SELECT to_regclass('migrations') IS NOT NULL AS "isThere"`,
  );
  return isThere;
}

type RunInBackground = (migrations: readonly BackgroundMigration[]) => Promise<void>;

/** Before each migration that needs background migrations, these are run; at the end, all. */
async function runMigrations(dataSource: DataSource, background: RunInBackground): Promise<void> {
  let failed = 0;
  for (const migration of dataSource.migrations) {
    const up = migration.up.bind(migration);
    migration.up = (queryRunner) =>
      step(`migration ${migration.name ?? ''}`, async () => {
        if (migration.transaction !== false) {
          await queryRunner.query(`SET LOCAL lock_timeout = ${lockTimeoutOf(failed)}`);
        }
        await up(queryRunner);
      });
  }
  const all: readonly Migration[] = [...dataSource.migrations];
  const pending = await pendingIn(dataSource.manager);
  const needing = all.flatMap(({ name = '', needs }, index) => (needs && pending.includes(name) ? [index] : []));
  for (const end of [...needing, all.length]) {
    Object.assign(dataSource, { migrations: all.slice(0, end) });
    while (!(await migrateUnlessLocked(dataSource))) {
      failed += 1;
      await pause(RETRY_INTERVAL_MS);
    }
    await step('the releases of the migrations', () => noteMigrations(dataSource));
    const next = all[end];
    const needed = BACKGROUND_MIGRATIONS.filter(({ name }) => !next || next.needs?.includes(name));
    await step('the background migrations', () => background(needed));
    if (next) {
      await refuseUnfinished(dataSource.manager, next);
    }
  }
}

function lockTimeoutOf(attempt: number): number {
  return attempt % PATIENT_EACH === PATIENT_EACH - 1
    ? MIGRATION_LIMITS.patientTimeoutMs
    : MIGRATION_LIMITS.lockTimeoutMs;
}

/**
 * Runs what is left to run. Returns false if a migration did not get its locks: statements of running nodes queue behind a
 * waiting migration, so that it is rolled back and repeated.
 */
async function migrateUnlessLocked(dataSource: DataSource): Promise<boolean> {
  try {
    await step('the migrations', () => dataSource.runMigrations());
    return true;
  } catch (error) {
    if (error instanceof PreparationFailed && LOCKED.some((state) => state === sqlStateOf(error.cause))) {
      return false;
    }
    throw error;
  }
}

const KNOWN = [FormerDatabase, PreparationFailed, InvalidSettings, BackgroundMigrationFailed];

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Invalid settings are reported as such, whichever step detects them.
    throw KNOWN.some((known) => error instanceof known) ? error : new PreparationFailed(name, error);
  }
}
