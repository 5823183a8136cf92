import type { EntityManager } from 'typeorm';

/** Waits for the lock of this name and holds it until the end of the transaction. The name is shared by all nodes. */
export async function advisoryLock(manager: EntityManager, name: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

/** Like `advisoryLock`, but several transactions can share the lock. */
export async function sharedAdvisoryLock(manager: EntityManager, name: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [name]);
}

/** Shares the first lock and waits for the second, in one statement. */
export async function nestedAdvisoryLock(manager: EntityManager, shared: string, name: string): Promise<void> {
  await manager.query(
    'SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0)), pg_advisory_xact_lock(hashtextextended($2, 0))',
    [shared, name],
  );
}
