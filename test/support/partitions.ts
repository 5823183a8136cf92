import type { DataSource } from 'typeorm';
import { until } from './until';

/** Resolves when a session waits for a lock of a table. */
export function waitsForLock(dataSource: DataSource, table: string): Promise<void> {
  return until(`a session waits for ${table}`, async () => {
    const rows = await dataSource.query<unknown[]>(
      `SELECT 1 FROM pg_locks WHERE relation = $1::regclass AND NOT granted`,
      [table],
    );
    return rows.length > 0;
  });
}
