import { PartitionsService } from '../../../src/core/platform/logs/partitions.service';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { MANAGEMENT_REQUEST_LOG } from '../../../src/core/licensing/requests/management-request.entity';
import { VERIFICATION_LOG } from '../../../src/core/verification/log/verification-log';
import { makePartitions } from '../../../src/core/platform/logs/make-partitions';
import { PARTITION_LIMITS } from '../../../src/core/platform/logs/attach-partitions';
import { AUDIT_LOG, EVENT_LOG } from '../../../src/core/platform/logs/record-logs';
import { holdLocks } from '../../testkit/database';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';

/** With the two that follow each. */
const MONTHS = ['2031-08', '2031-11'];
const TABLES = [VERIFICATION_LOG, EVENT_LOG, AUDIT_LOG, MANAGEMENT_REQUEST_LOG];
const LOGS = TABLES.map(({ name }) => name);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  for (const month of MONTHS) {
    for (const table of TABLES) {
      await makePartitions(server.dataSource.manager, table, new Date(`${month}-10T00:00:00Z`));
    }
  }
  server.clock.holdAt('2031-11-20T12:00:00Z');
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.sdk.settings.update({
    'retention.verifications_days': null,
    'retention.events_days': null,
    'retention.audit_days': null,
    'retention.requests_days': null,
  });
});
afterAll(async () => {
  const made = await server.dataSource.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname ~ '_203\\d_\\d\\d$'`,
  );
  await server.dataSource.query(`DROP TABLE ${made.map(({ name }) => name).join()}`);
  // Those of the start, which the job has dropped.
  for (const table of TABLES) {
    await makePartitions(server.dataSource.manager, table, new Date());
  }
  await server.stop();
});

async function run(name: string): Promise<void> {
  const job = server.app.get(JobsService).all.find((one) => one.name === name);
  await job?.run({});
}

async function months(table: string): Promise<string[]> {
  const rows = await server.dataSource.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass AND relname ~ '_2031_' ORDER BY relname`,
    [table],
  );
  return rows.map(({ name }) => name.slice(-2));
}

const set = (settings: object) => server.asAdmin('PATCH', '/api/v1/settings', { body: settings });

it('keeps everything by default', async () => {
  await run('log-retention');
  for (const table of LOGS) {
    expect(await months(table)).toEqual(['08', '09', '10', '11', '12']);
  }
  const kept = (await server.app.get(PartitionsService).months()).flatMap((log) => log.months);
  expect(kept.filter(({ from }) => !(from instanceof Date))).toEqual([]);
});

it.each([
  ['verifications', 'retention.verifications_days'],
  ['events', 'retention.events_days'],
  ['audit_entries', 'retention.audit_days'],
  ['management_requests', 'retention.requests_days'],
])('drops the months of %s that are older, and of no other log', async (table, setting) => {
  expect(await set({ [setting]: 50 })).toMatchObject({ status: 200 });
  await run('log-retention');
  // September's last day is 51 days ago; a day earlier it is one too few.
  expect(await months(table)).toEqual(['10', '11', '12']);
  for (const other of LOGS.filter((one) => one !== table)) {
    expect(await months(other)).toHaveLength(5);
  }
});

it('keeps a month until its last moment is old enough', async () => {
  await set({ 'retention.verifications_days': 51 });
  await run('log-retention');
  expect(await months('verifications')).toEqual(['09', '10', '11', '12']);
});

it('keeps this month, however short the retention', async () => {
  await set({ 'retention.verifications_days': 1 });
  await run('log-retention');
  expect(await months('verifications')).toEqual(['11', '12']);
});

it('never drops a month that an operator detached', async () => {
  await server.dataSource.query(`ALTER TABLE events DETACH PARTITION events_2031_08`);
  await set({ 'retention.events_days': 1 });
  await run('log-retention');
  await run('log-partitions');
  expect(await months('events')).toEqual(['11', '12']);
  expect(await server.dataSource.query(`SELECT to_regclass('events_2031_08')::text AS name`)).toEqual([
    { name: 'events_2031_08' },
  ]);
  await server.dataSource.query('DROP TABLE events_2031_08');
});

it('refuses impossible values', async () => {
  for (const days of [-1, 1.5, 40_000, '7', [7]]) {
    expect((await set({ 'retention.events_days': days })).status).toBe(400);
  }
});

it('lets programs through while a backup keeps a month, and drops it later', async () => {
  const { key } = await issued(server);
  expect(await activate(server, key, 'desk')).toMatchObject({ status: 201 });
  await set({ 'retention.verifications_days': 50 });
  const backup = await holdLocks(
    server.databaseUrl,
    `LOCK TABLE verifications, verifications_2031_08 IN ACCESS SHARE MODE`,
  );
  const limit = jest.replaceProperty(PARTITION_LIMITS, 'lockTimeoutMs', 50);
  const dropping = roundTripsOf(() => expect(run('log-retention')).rejects.toThrow('lock timeout'));
  const check = validate(server, key, 'desk');
  // The connection has a longer one.
  expect(await dropping).toContain('SET LOCAL lock_timeout = 50');
  expect(await check).toMatchObject({ status: 200, body: { valid: true } });
  await backup.end();
  limit.restore();
  await run('log-retention');
  expect(await months('verifications')).toEqual(['10', '11', '12']);
});
