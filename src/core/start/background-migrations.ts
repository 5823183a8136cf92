import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Migration } from '../migrations/migration';
import type { BackgroundMigration } from '../platform/background-migrations/background-migration';
import type { BackgroundMigrationProgress } from '../platform/background-migrations/background-migration-progress.entity';
import { BackgroundMigrationRunner } from '../platform/background-migrations/background-migration-runner';
import {
  backgroundMigrations,
  nextMigration,
  registerBackgroundMigrations,
  smallMigrations,
} from '../platform/background-migrations/background-migrations';
import { inMigrationSession } from '../platform/background-migrations/migration-session';

export const FINISHING = {
  retryIntervalMs: 500,
  /** Failures in a row, such as rows that are locked for a second. */
  maxFailures: 4,
};
/** A start does not wait longer for a backup to end, which the build of an index does. */
const LOCK_TIMEOUT = '5s';

/** A migration needs a background migration that has not finished. */
export class BackgroundMigrationUnfinished extends Error {
  constructor(
    readonly migration: string,
    readonly needed: string,
    readonly progress: BackgroundMigrationProgress | undefined,
  ) {
    super(`The migration ${migration} needs the background migration ${needed}`);
  }
}

/** A background migration failed while somebody waited for it. */
export class BackgroundMigrationFailed extends Error {
  constructor(name: string, reason: string) {
    super(`The background migration ${name} failed: ${reason}`);
  }
}

/**
 * Notes background migrations, and finishes those of small tables immediately. A migration that fails is left to the servers, as are all
 * while another node runs some.
 */
export async function beginBackgroundMigrations(
  directUrl: string,
  manager: EntityManager,
  migrations: readonly BackgroundMigration[],
  now: Date,
): Promise<void> {
  await registerBackgroundMigrations(manager, migrations, now);
  const small = await smallMigrations(manager, migrations);
  const next = (): Promise<BackgroundMigration | undefined> => nextMigration(manager, small, now);
  if (await next()) {
    await inMigrationSession(directUrl, async (session) => {
      await session.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
      const runner = new BackgroundMigrationRunner(session, () => now);
      for (let migration = await next(); migration; migration = await next()) {
        await runner.advance(migration);
      }
    });
  }
}

/** Finishes registered migrations, however long it takes. Throws BackgroundMigrationFailed. */
export async function finishBackgroundMigrations(
  directUrl: string,
  manager: EntityManager,
  migrations: readonly BackgroundMigration[],
): Promise<void> {
  const finish = async (session: QueryRunner): Promise<void> => {
    const runner = new BackgroundMigrationRunner(session, () => new Date());
    const all = await backgroundMigrations(manager);
    const finished = new Set(all.flatMap(({ name, finishedAt }) => (finishedAt ? [name] : [])));
    for (const migration of migrations.filter(({ name }) => !finished.has(name))) {
      await finishOne(runner, migration);
    }
  };
  while (!(await inMigrationSession(directUrl, finish))) {
    // Another node has the lock.
    await pause(FINISHING.retryIntervalMs);
  }
}

async function finishOne(runner: BackgroundMigrationRunner, migration: BackgroundMigration): Promise<void> {
  let failures = 0;
  for (let outcome = await runner.advance(migration); outcome !== 'done'; outcome = await runner.advance(migration)) {
    failures = outcome === 'failed' ? failures + 1 : 0;
    if (failures === FINISHING.maxFailures) {
      throw new BackgroundMigrationFailed(migration.name, runner.lastError);
    }
    if (failures > 0) {
      await pause(FINISHING.retryIntervalMs);
    }
  }
}

/** Throws BackgroundMigrationUnfinished. */
export async function refuseUnfinished(manager: EntityManager, { name = '', needs = [] }: Migration): Promise<void> {
  const all = needs.length > 0 ? await backgroundMigrations(manager) : [];
  for (const needed of needs) {
    const progress = all.find((one) => one.name === needed);
    if (!progress?.finishedAt) {
      throw new BackgroundMigrationUnfinished(name, needed, progress);
    }
  }
}
