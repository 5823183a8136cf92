import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from './data-source';
import { prepareJobQueue } from './job-queue-schema';
import { makePartitions } from './partitions';

/** Names the lock under which one node at a time prepares the database. */
export const PREPARING = `hashtextextended('keyward: prepare the database', 0)`;

/**
 * Brings the schema up to date and lets `firstRows` add what a new installation needs, all under one lock: of several
 * nodes that start together, one does it and the others find it done.
 * @param directUrl past any pooler, because the lock belongs to a session
 */
export async function prepareDatabase(
  directUrl: string,
  now: Date,
  firstRows: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  const dataSource = createDataSource(directUrl);
  await dataSource.initialize();
  try {
    await underLock(dataSource, async () => {
      await dataSource.runMigrations();
      await prepareJobQueue(directUrl);
      // What cannot be made now, a job makes: it is due at each start, and tells what is wrong.
      await makePartitions(dataSource.manager, now, false).catch(() => undefined);
      await dataSource.transaction(firstRows);
    });
  } finally {
    await dataSource.destroy();
  }
}

async function underLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  const session = dataSource.createQueryRunner();
  try {
    // Another node may be migrating for longer than any ordinary statement may take.
    await session.query(`SET statement_timeout = 0`);
    await session.query(`SELECT pg_advisory_lock(${PREPARING})`);
    await work();
  } finally {
    await session.query(`SELECT pg_advisory_unlock(${PREPARING})`);
    await session.query(`RESET statement_timeout`);
    await session.release();
  }
}
