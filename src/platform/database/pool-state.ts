import type { DataSource } from 'typeorm';

/** Connections of the pool, and requests that wait for one. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** All 0 before the database is connected. */
export function poolState({ driver }: DataSource): PoolState {
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  return isPool(pool)
    ? { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }
    : { total: 0, idle: 0, waiting: 0 };
}

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

// TypeORM declares the pool as `any`.
function isPool(value: unknown): value is Pool {
  return typeof value === 'object' && value !== null && 'totalCount' in value && 'waitingCount' in value;
}
