import type { INestApplication } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../src/core/platform/database/unit-of-work';

/**
 * Refuses a second connection to code that already holds one, because many of these at once would deadlock. Returns a
 * list of the refusals, which grows with later ones.
 */
export function guardPool(app: INestApplication): readonly Error[] {
  const faults: Error[] = [];
  const work = app.get(UnitOfWork);
  const { master: pool } = app.get(DataSource).driver as unknown as { master: Pool };
  const connect = pool.connect.bind(pool) as (callback: unknown) => unknown;
  const guarded = (callback?: unknown): unknown => {
    if (work.isRunning) {
      const fault = new Error('A unit of work asked for a connection besides its own');
      faults.push(fault);
      throw fault;
    }
    return connect(callback);
  };
  pool.connect = guarded as Pool['connect'];
  return faults;
}
