import { BATCH } from '../../../src/core/verification/log/verification-counts.service';
import { VerificationStatsService } from '../../../src/core/licensing/verifications/verification-stats.service';
import { activate, heartbeat, issued, validate } from '../../testkit/issue';
import { keyOf } from '../../testkit/callers';
import { holdLocks } from '../../testkit/database';
import { runJob } from '../../testkit/jobs';
import { untilWaiting } from '../../testkit/race';
import { countOf, countsAndRows } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const HOUR = 3_600_000;
const DEVICES = 200;
/** Past quarter hours, with counts in more than one batch. */
const QUARTERS = 60;

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  jest.replaceProperty(BATCH, 'size', 500);
  [server, second] = await TestServer.sharedPair();
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

const totalChecks = async () => (await server.app.get(VerificationStatsService).read(1)).total;
const shardsBefore = async (instant: Date) =>
  server.dataSource.query('SELECT at, shard, count FROM verification_counts WHERE at < $1 AND shard > 0', [instant]);

/** Spreads 120 checks of each past quarter hour over all shards. */
async function addPastChecks(): Promise<void> {
  await server.dataSource.query(
    `INSERT INTO verification_counts
     SELECT date_bin('15 minutes', $1::timestamptz, 'epoch') - quarter * interval '15 minutes', 'native', 'check', 'VALID', shard, shard
     FROM generate_series(5, 4 + $2::integer) AS quarter, generate_series(0, 15) AS shard`,
    [server.clock.now(), QUARTERS],
  );
}

it('merges past counts without changing their sums, on two nodes at once and with checks going on', async () => {
  const license = await issued(server, {});
  await activate(server, license.key, 'desk');
  await addPastChecks();
  const checks = await totalChecks();
  await Promise.all([
    runJob(server, 'merge-verification-counts'),
    runJob(second, 'merge-verification-counts'),
    ...Array.from({ length: 20 }, () => validate(server, license.key, 'desk')),
  ]);
  await runJob(server, 'merge-verification-counts');

  expect(await totalChecks()).toBe(checks + 20);
  expect(await shardsBefore(new Date(server.clock.now().getTime() - HOUR))).toEqual([]);
  const { counts } = await countsAndRows(server);
  expect(counts).toContainEqual({ what: 'native check VALID', n: QUARTERS * 120 + 20 });
});

it('merges past counts of API keys without changing their sums, on two nodes at once', async () => {
  const { id } = await server.sdk.apiKeys.create({ name: 'Studio', kind: 'external' });
  await server.dataSource.query(
    `INSERT INTO api_key_counts (api_key_id, at, shard, total, refused)
     SELECT id, date_bin('15 minutes', $1::timestamptz, 'epoch') - quarter * interval '15 minutes', shard, 3, 1
     FROM api_keys, generate_series(5, 4 + $3::integer) AS quarter, generate_series(0, 15) AS shard WHERE uid = $2`,
    [server.clock.now(), id, QUARTERS],
  );
  const countsOf = async () => (await server.sdk.apiKeys.getUsage(id)).total;
  expect(await countsOf()).toBe(QUARTERS * 16 * 3);
  await Promise.all([runJob(server, 'merge-verification-counts'), runJob(second, 'merge-verification-counts')]);
  await runJob(server, 'merge-verification-counts');
  expect(await countsOf()).toBe(QUARTERS * 16 * 3);
  expect(await countOf(server, 'api_key_counts')).toBe(QUARTERS);
});

it('merges counts beside one that is locked, which the next run merges', async () => {
  const at = new Date('2026-01-01T00:00:00.000Z');
  await server.dataSource.query(
    `INSERT INTO verification_counts SELECT $1, 'native', 'check', 'VALID', shard, 1 FROM generate_series(0, 15) AS shard`,
    [at],
  );
  const lock = await holdLocks(server.databaseUrl, 'SELECT 1 FROM verification_counts WHERE shard = 7 FOR UPDATE');
  const merging = runJob(server, 'merge-verification-counts');
  await untilWaiting(server.databaseUrl, 1, merging);
  const left = await shardsBefore(new Date(at.getTime() + HOUR));
  await lock.end();
  await merging;
  expect(left).toMatchObject([{ shard: 7 }]);
  await runJob(server, 'merge-verification-counts');
  expect(await shardsBefore(new Date(at.getTime() + HOUR))).toEqual([]);
});

it('adds up the calls of an API key that fall in the same shard', async () => {
  server.clock.holdAt('2031-03-01T12:00:00.000Z');
  const { id, key } = await keyOf(server, 'external');
  // There are 16 shards.
  const calls = 17;
  for (let call = 0; call < calls; call++) {
    await server.withKey('POST', '/api/license/verify', { body: { license_key: 'KEY', hardware_hash: 'desk' } }, key);
  }
  expect((await server.sdk.apiKeys.getUsage(id)).total).toBe(calls);
  server.clock.reset();
});

it('merges the counts of an hour only when it is over', async () => {
  const license = await issued(server, {});
  await Promise.all(Array.from({ length: 30 }, () => validate(server, license.key)));
  const rows = await countOf(server, 'verification_counts');
  await runJob(server, 'merge-verification-counts');
  expect(await countOf(server, 'verification_counts')).toBe(rows);
});

it('updates devices in the page where they are, with room for several updates between two cleanups', async () => {
  const license = await issued(server, { max_activations: DEVICES });
  await server.dataSource.query(
    `INSERT INTO activations (license_id, fingerprint, name, app_version, ip, activated_at, last_seen_at)
     SELECT $1, md5(n::text), 'DESKTOP-' || n, '1.0.0', '192.0.2.1', $2, $2 FROM generate_series(1, ${DEVICES}) AS n`,
    [license.number, server.clock.now()],
  );
  const before = await pagesOf(license);
  for (const { fingerprint } of before.slice(0, 10)) {
    expect((await heartbeat(server, license.key, fingerprint)).status).toBe(200);
  }
  expect(await pagesOf(license)).toEqual(before);
});

it.each([
  // The version of the app is written with every check, but changes with an update alone: PostgreSQL compares the values.
  ['activations', ['last_seen_at', 'check_count']],
  ['verification_counts', ['count']],
  ['api_key_counts', ['total', 'refused']],
])('has no index of what every check changes in %s', async (table, columns) => {
  const indexed: { name: string }[] = await server.dataSource.query(
    `SELECT attname AS name FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
     WHERE indrelid = $1::regclass`,
    [table],
  );
  expect(indexed.length).toBeGreaterThan(0);
  expect(indexed.filter(({ name }) => columns.includes(name))).toEqual([]);
});

/** The devices of a license with the page of the table in which each is stored. */
function pagesOf({ number }: { number: number }): Promise<{ fingerprint: string; page: string }[]> {
  return server.dataSource.query(
    `SELECT fingerprint, split_part(ctid::text, ',', 1) AS page FROM activations WHERE license_id = $1 ORDER BY id`,
    [number],
  );
}
