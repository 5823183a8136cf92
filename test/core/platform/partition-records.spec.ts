import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/core/start/data-source';
import { VERIFICATION_LOG } from '../../../src/core/verification/log/verification-log';
import { makePartitions } from '../../../src/core/platform/logs/make-partitions';
import { AUDIT_LOG, EVENT_LOG } from '../../../src/core/platform/logs/record-logs';
import { freshDatabase } from '../../testkit/database';

let database: DataSource;

beforeEach(async () => {
  database = await createDataSource(await freshDatabase()).initialize();
});

afterEach(() => database.destroy());

const EVENT = `INSERT INTO events (name, target_type, target_id, data, at)
  SELECT 'license.issued', 'licenses', n, '{}', $1::timestamptz FROM generate_series(1, $2) AS n RETURNING id`;
const ENTRY = `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
  SELECT 'system', 'system', 'license.issued', 'licenses', n, $1::timestamptz FROM generate_series(1, $2) AS n RETURNING id`;

async function fill(count: number, at = new Date()): Promise<void> {
  await database.query(EVENT, [at, count]);
  await database.query(ENTRY, [at, count]);
}

it('protects the audit log in its partitions, too, and still moves rows to their month', async () => {
  const at = new Date('2031-11-10T12:00:00Z');
  await fill(6_000, at);
  await makePartitions(database.manager, AUDIT_LOG, at);
  expect(await database.query('SELECT count(*)::integer AS rows FROM audit_entries_2031_11')).toEqual([
    { rows: 6_000 },
  ]);
  for (const table of ['audit_entries', 'audit_entries_2031_11']) {
    await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    await expect(database.query(`UPDATE ${table} SET actor = 'x'`)).rejects.toThrow('append-only');
  }
});

it('lists the newest by the index of each partition', async () => {
  for (const month of ['2031-10', '2031-11', '2031-12']) {
    await makePartitions(database.manager, VERIFICATION_LOG, new Date(`${month}-10T12:00:00Z`));
  }
  await makePartitions(database.manager, EVENT_LOG, new Date('2031-10-10T12:00:00Z'));
  for (const month of ['2031-10', '2031-11', '2031-12']) {
    await fill(2_000, new Date(`${month}-10T12:00:00Z`));
  }
  await database.query('ANALYZE events');
  const plan = async (where: string) =>
    JSON.stringify(await database.query(`EXPLAIN SELECT * FROM events ${where} ORDER BY id DESC LIMIT 21`));
  for (const where of ['', 'WHERE id < 4000', `WHERE name = 'license.issued'`]) {
    expect(await plan(where)).not.toMatch(/Seq Scan on events_2031|Sort +\(/);
  }
});
