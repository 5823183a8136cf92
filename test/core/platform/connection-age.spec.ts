import { CONNECTION_AGE } from '../../../src/core/platform/database/connection-options';
import { HealthCheckedPool } from '../../../src/core/platform/database/health-checked-pool';
import { freshDatabase } from '../../testkit/database';

afterEach(() => jest.useRealTimers());

it('closes a connection at the age of two minutes, however long it is idle before', async () => {
  const connectionString = await freshDatabase();
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
  const pool = new HealthCheckedPool({ connectionString, ...CONNECTION_AGE });
  (await pool.connect()).release();
  jest.advanceTimersByTime(119_000);
  expect(pool.idleCount).toBe(1);
  jest.advanceTimersByTime(1_000);
  expect(pool.totalCount).toBe(0);
  jest.useRealTimers();
  await pool.end();
});
