import type { DataSource } from 'typeorm';
import { HealthCheckedPool } from './health-checked-pool';

/** Connections of the pool, and requests that wait for one. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** Undefined before the database is connected. */
export function poolOf({ driver }: DataSource): HealthCheckedPool | undefined {
  return 'master' in driver && driver.master instanceof HealthCheckedPool ? driver.master : undefined;
}

/** All 0 before the database is connected. */
export function poolState(dataSource: DataSource): PoolState {
  const { totalCount: total = 0, idleCount: idle = 0, waitingCount: waiting = 0 } = poolOf(dataSource) ?? {};
  return { total, idle, waiting };
}
