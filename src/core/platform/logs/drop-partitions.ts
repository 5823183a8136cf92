import type { EntityManager } from 'typeorm';
import { PARTITION_LIMITS } from './attach-partitions';
import { type Month, monthNamed } from './month';

/**
 * Drops the partitions whose month ended before a date. Throws if a partition is in use, for example by a backup; retrying
 * is safe.
 */
export async function dropPartitions(manager: EntityManager, table: string, before: Date): Promise<void> {
  for (const { name } of (await monthsOf(manager, table)).filter(({ to }) => to <= before)) {
    await manager.transaction(async (inside) => {
      await inside.query(`SET LOCAL lock_timeout = ${PARTITION_LIMITS.lockTimeoutMs}`);
      await inside.query(`DROP TABLE IF EXISTS "${name}"`);
    });
  }
}

/** Attached partitions only: an operator may have detached one to keep it. Oldest first. */
async function monthsOf(manager: EntityManager, table: string): Promise<Month[]> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass ORDER BY relname`,
    [table],
  );
  return rows.flatMap(({ name }) => monthNamed(table, name) ?? []);
}
