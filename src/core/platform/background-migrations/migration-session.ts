import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { connectionOptions, PREPARATION_LIMITS } from '../database/connection-options';
import { liftTimeLimits } from '../database/time-limits';

const LOCK = `hashtextextended('keyward: background migrations', 0)`;

/**
 * Does work on a connection of its own that may run background migrations: on one node at a time. The lock ends with the
 * connection, and so with a killed node. Returns false if another node has it.
 * @param directUrl URL without a pooler
 */
export async function inMigrationSession(
  directUrl: string,
  work: (session: QueryRunner) => Promise<void>,
): Promise<boolean> {
  const options = connectionOptions(directUrl, { ...PREPARATION_LIMITS, connections: 1 });
  const dataSource = new DataSource({
    ...options,
    applicationName: 'keyward migrations',
    extra: { ...options.extra, onConnect: liftTimeLimits },
  });
  await dataSource.initialize();
  const session = dataSource.createQueryRunner();
  try {
    const isLocked = await tryMigrationLock(session.manager);
    if (isLocked) {
      await work(session);
    }
    return isLocked;
  } finally {
    await session.release();
    await dataSource.destroy();
  }
}

async function tryMigrationLock(manager: EntityManager): Promise<boolean> {
  const [{ locked }] = await manager.query<[{ locked: boolean }]>(`SELECT pg_try_advisory_lock(${LOCK}) AS locked`);
  return locked;
}
