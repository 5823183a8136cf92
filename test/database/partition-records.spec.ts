import { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource } from '../../src/start/data-source';
import { PartitionRecords1792010000100 } from '../../src/platform/database/migrations/1792010000100-partition-records';
import { VERIFICATION_LOG } from '../../src/licensing/verifications/verification-log';
import { makePartitions } from '../../src/platform/partitions/make-partitions';
import { AUDIT_LOG, EVENT_LOG } from '../../src/platform/records/record-logs';
import { freshDatabase, holdLocks } from '../support/database';
import { waitsForLock } from '../support/partitions';

const TABLES = ['events', 'audit_entries'] as const;
const migration = new PartitionRecords1792010000100();

let database: DataSource;
let runner: QueryRunner;
let url: string;

beforeEach(async () => {
  url = await freshDatabase();
  database = await createDataSource(url).initialize();
  runner = database.createQueryRunner();
  await migration.down(runner);
});

afterEach(async () => {
  await runner.release();
  await database.destroy();
});

const EVENT = `INSERT INTO events (name, target_type, target_id, data, at)
  SELECT 'license.issued', 'licenses', n, '{}', $1::timestamptz FROM generate_series(1, $2) AS n RETURNING id`;
const ENTRY = `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
  SELECT 'system', 'system', 'license.issued', 'licenses', n, $1::timestamptz FROM generate_series(1, $2) AS n RETURNING id`;

async function fill(count: number, at = new Date()): Promise<void> {
  await database.query(EVENT, [at, count]);
  await database.query(ENTRY, [at, count]);
}

async function partitionsOf(table: string): Promise<{ name: string; rows: number; file: number }[]> {
  const names = await database.query<{ name: string; file: number }[]>(
    `SELECT relname AS name, relfilenode::integer AS file FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass ORDER BY relname`,
    [table],
  );
  return Promise.all(
    names.map(async ({ name, file }) => {
      const [{ rows }] = await database.query<[{ rows: number }]>(`SELECT count(*)::integer AS rows FROM ${name}`);
      return { name, file, rows };
    }),
  );
}

const nameOfMonth = (table: string, date: Date) => `${table}_${date.toISOString().slice(0, 7).replace('-', '_')}`;

it.each(TABLES)('keeps all rows of %s where they are, and continues their numbers', async (table) => {
  await fill(1_000);
  const [{ file, last }] = await database.query<[{ file: number; last: number }]>(
    `SELECT relfilenode::integer AS file, (SELECT max(id) FROM ${table}) AS last FROM pg_class WHERE relname = '${table}'`,
  );
  await migration.up(runner);
  const tomorrow = new Date(Date.now() + 86_400_000);
  expect(await partitionsOf(table)).toEqual([
    { name: nameOfMonth(table, tomorrow), rows: 1_000, file },
    { name: `${table}_default`, rows: 0, file: expect.any(Number) },
  ]);
  const [{ id }] = await database.query<[{ id: number }]>(table === 'events' ? EVENT : ENTRY, [new Date(), 1]);
  expect(id).toBeGreaterThan(last);
  expect(id).toBeLessThan(last + 10);
});

it('keeps every index, and builds none while the table is locked', async () => {
  await fill(10);
  const files = () =>
    database.query<{ file: number }[]>(
      `SELECT pg_class.relfilenode::integer AS file FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
       WHERE indrelid::regclass::text ~ '^(events|audit_entries)(_20\\d\\d_\\d\\d)?$' AND relkind = 'i'
       AND pg_get_indexdef(indexrelid) !~ '_pkey ON public.(events|audit_entries) .*\\(id\\)$' ORDER BY 1`,
    );
  const before = await files();
  await migration.up(runner);
  expect(await files()).toEqual(before);
});

it('makes the months after the rows from before, and none that these cover', async () => {
  await fill(10, new Date('2031-11-10T12:00:00Z'));
  await migration.up(runner);
  await makePartitions(database.manager, EVENT_LOG, new Date('2031-11-20T12:00:00Z'));
  expect((await partitionsOf('events')).map(({ name }) => name)).toEqual([
    'events_2031_11',
    'events_2031_12',
    'events_2032_01',
    'events_default',
  ]);
});

it('needs no month of its own for a table without rows', async () => {
  await migration.up(runner);
  expect((await partitionsOf('events')).map(({ name }) => name)).toEqual(['events_default']);
});

it('waits for those who write, without holding up others, and can be repeated', async () => {
  await fill(10);
  const writer = await holdLocks(url, `LOCK TABLE events IN ROW EXCLUSIVE MODE`);
  const done = migration.up(runner);
  await waitsForLock(database, 'events');
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query(EVENT, [new Date(), 1]);
  await other.end();
  await writer.end();
  await done;
  await migration.up(runner);
  expect((await partitionsOf('events'))[0]?.rows).toBe(11);
});

it('protects the audit log in its partitions, too, and still moves rows to their month', async () => {
  const at = new Date('2031-11-10T12:00:00Z');
  await migration.up(runner);
  await fill(6_000, at);
  await makePartitions(database.manager, AUDIT_LOG, at);
  expect((await partitionsOf('audit_entries'))[0]).toMatchObject({ name: 'audit_entries_2031_11', rows: 6_000 });
  for (const table of ['audit_entries', 'audit_entries_2031_11']) {
    await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    await expect(database.query(`UPDATE ${table} SET actor = 'x'`)).rejects.toThrow('append-only');
  }
});

it('lists the newest by the index of each partition', async () => {
  for (const month of ['2031-10', '2031-11', '2031-12']) {
    await makePartitions(database.manager, VERIFICATION_LOG, new Date(`${month}-10T12:00:00Z`));
  }
  await migration.up(runner);
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
