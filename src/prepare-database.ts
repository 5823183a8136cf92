import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { InvalidSettings } from './platform/config/settings';
import { createDataSource } from './data-source';
import { prepareJobQueue } from './platform/jobs/job-queue-schema';
import { makePartitions } from './licensing/verifications/partitions';

/** Names the lock under which one node at a time prepares the database. */
export const PREPARING = `hashtextextended('keyward: prepare the database', 0)`;
const ASK_AGAIN_AFTER_MS = 200;

/** The database can be reached, but a step failed that has to be done before the server starts. */
export class PreparationFailed extends Error {
  /** @param step e.g. `migration CreateProducts1790000000000` */
  constructor(
    readonly step: string,
    override readonly cause: unknown,
  ) {
    super(`${step} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * Brings the schema up to date and lets `firstRows` add what a new installation needs, all under one lock: of several
 * nodes that start together, one does it and the others find it done. Nothing here has a time limit.
 * @param directUrl past any pooler, because the lock belongs to a session
 */
export async function prepareDatabase(
  directUrl: string,
  now: Date,
  firstRows: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  const dataSource = createDataSource(directUrl);
  await dataSource.initialize();
  const session = dataSource.createQueryRunner();
  try {
    await lock(session);
    await runMigrations(dataSource);
    await step('the schema of the job queue', () => prepareJobQueue(directUrl));
    // What cannot be made now, a job makes: it is due at each start, and tells what is wrong.
    await makePartitions(dataSource.manager, now, false).catch(() => undefined);
    await step('the first rows', () => dataSource.transaction(firstRows));
  } finally {
    // The lock ends with its session.
    await session.release();
    await dataSource.destroy();
  }
}

/**
 * Asks again and again instead of waiting inside PostgreSQL: a session that waits there holds a snapshot, and the node that
 * has the lock could not build an index concurrently until that snapshot is gone.
 */
async function lock(session: QueryRunner): Promise<void> {
  for (;;) {
    const [{ locked }] = await session.manager.query<[{ locked: boolean }]>(
      `SELECT pg_try_advisory_lock(${PREPARING}) AS locked`,
    );
    if (locked) {
      return;
    }
    await pause(ASK_AGAIN_AFTER_MS);
  }
}

async function runMigrations(dataSource: DataSource): Promise<void> {
  for (const migration of dataSource.migrations) {
    const up = migration.up.bind(migration);
    migration.up = (queryRunner) => step(`migration ${migration.name ?? ''}`, () => up(queryRunner));
  }
  await step('the migrations', () => dataSource.runMigrations());
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A setting that is wrong is for the operator to mend, whichever step noticed.
    const isKnown = error instanceof PreparationFailed || error instanceof InvalidSettings;
    throw isKnown ? error : new PreparationFailed(name, error);
  }
}
