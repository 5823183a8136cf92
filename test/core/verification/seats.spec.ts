import type { Pool } from 'pg';
import { activate, issued, validate } from '../../testkit/issue';
import { licenseOf, race, untilWaiting } from '../../testkit/race';
import { countsAndRows, activeSeatsOf, seatsOf, tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
/** A second node over the same database, with connections of its own. */
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
  // On a busy machine a crowd may queue for connections longer than a request would.
  for (const { dataSource } of [server, other]) {
    (dataSource.driver as unknown as { master: Pool }).master.options.connectionTimeoutMillis = 0;
  }
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));

/** So many at once, every other one at the second node. */
function atOnce<T>(
  over: { hold: string; values: unknown[] },
  count: number,
  run: (node: TestServer, index: number) => Promise<T>,
): Promise<T[]> {
  const racers = Array.from({ length: count }, (_, index) => () => run(index % 2 === 0 ? server : other, index));
  return race({ databaseUrl: server.databaseUrl, ...over }, racers);
}

it('gives N seats to exactly N of 10 devices that ask at once at two servers', async () => {
  const license = await issued(server, { max_activations: 4 });
  const answers = await atOnce(licenseOf(license.key), 10, (node, index) =>
    activate(node, license.key, `device ${index}`),
  );

  expect(statuses(answers)).toEqual({ 201: 4, 409: 6 });
  expect(await activeSeatsOf(server, license)).toBe(4);
  const log = await verificationsOf(server, license.key);
  expect(tally(log.map(({ outcome }) => outcome))).toEqual({ VALID: 4, SEATS_EXHAUSTED: 6 });
  expect(new Set(log.map(({ fingerprint }) => fingerprint)).size).toBe(10);

  const { counts, rows } = await countsAndRows(server);
  expect(counts).toEqual(rows);
});

it('tells each seated device a seat of its own', async () => {
  const license = await issued(server, { max_activations: 12 });
  const answers = await atOnce(licenseOf(license.key), 12, (node, index) =>
    activate(node, license.key, `device ${index}`),
  );
  expect(new Set(answers.map(({ body }) => body.activation_id)).size).toBe(12);
});

it('gives one device one seat however often it asks at once', async () => {
  const license = await issued(server, { max_activations: 5 });
  const answers = await atOnce(licenseOf(license.key), 12, (node) => activate(node, license.key, 'desk'));

  expect(statuses(answers)).toEqual({ 200: 11, 201: 1 });
  expect(new Set(answers.map(({ body }) => body.activation_id)).size).toBe(1);
  expect(await seatsOf(server, license)).toHaveLength(1);
});

it('lets no more devices in than a license has uses, though its seats are unlimited', async () => {
  const license = await issued(server, { max_activations: null, uses_limit: 3 });
  const answers = await atOnce(licenseOf(license.key), 12, (node, index) =>
    activate(node, license.key, `device ${index}`),
  );

  expect(statuses(answers)).toEqual({ 201: 3, 409: 9 });
  expect(tally(answers.map(({ body }) => body.error?.code ?? 'seated'))).toEqual({ seated: 3, USES_EXHAUSTED: 9 });
  expect(await seatsOf(server, license)).toHaveLength(3);
});

/** Fields of two licenses that have their scope in common, and that of the second of them may differ. */
const UNIQUE: readonly [string, string, () => Promise<Record<string, unknown>>][] = [
  ['policy', 'policy', async () => ({ policy: (await server.sdk.policies.create({ name: 'One seat each' })).id })],
  ['customer', 'customer', async () => ({ customer_id: (await server.sdk.customers.create({ name: 'One' })).id })],
  ['group', 'group', async () => ({ group: (await server.sdk.groups.create({ name: 'One seat each' })).id })],
  [
    'customer and product',
    'product',
    async () => ({ customer_id: (await server.sdk.customers.create({ name: 'Two' })).id }),
  ],
];
it.each(UNIQUE)(
  'gives one of two licenses to a device that is unique within their %s',
  async (_name, other, common) => {
    const shared = await common();
    const scope = other === 'product' ? 'customer' : other;
    const of = (within: string) => issued(server, { ...shared, policy_overrides: { device_unique_within: within } });
    const licenses = [await of(scope), await of(other)];
    const device = `desk of ${licenses[0]?.id}`;
    const answers = await atOnce(licenseOf(...licenses.map(({ key }) => key)), 8, (node, index) =>
      activate(node, licenses[(index >> 1) % 2]?.key ?? '', device),
    );
    expect(tally(answers.map(({ body }) => body.error?.code ?? 'seated'))).toEqual({
      seated: 4,
      DEVICE_BOUND_ELSEWHERE: 4,
    });
    const live = await Promise.all(licenses.map((license) => activeSeatsOf(server, license)));
    expect(live.sort()).toEqual([0, 1]);
  },
);

it('gives one of two licenses to a device that is unique within their product', async () => {
  await server.sdk.products.create({ reference: 'one seat each', name: 'One seat each' });
  const unique = { product: 'one seat each', policy_overrides: { device_unique_within: 'product' } };
  const licenses = [await issued(server, unique), await issued(server, unique)];
  const answers = await atOnce(licenseOf(...licenses.map(({ key }) => key)), 12, (node, index) =>
    activate(node, licenses[(index >> 1) % 2]?.key ?? '', 'desk'),
  );

  expect(tally(answers.map(({ body }) => body.error?.code ?? 'seated'))).toEqual({
    seated: 6,
    DEVICE_BOUND_ELSEWHERE: 6,
  });
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const live = await Promise.all(licenses.map((license) => activeSeatsOf(server, license)));
  expect(live.sort()).toEqual([0, 1]);
});

it('leaves each device where its last answer said while it comes and goes at once', async () => {
  const license = await issued(server, { max_activations: 2 });
  const leave = (node: TestServer, device: string) =>
    node.call('POST', '/api/v1/deactivate', { body: { license_key: license.key, hardware_id: device } });
  const answers = await atOnce(licenseOf(license.key), 24, (node, index) =>
    index % 3 === 0 ? leave(node, `device ${index % 4}`) : activate(node, license.key, `device ${index % 4}`),
  );

  expect(answers.every(({ status }) => [200, 201, 403, 409].includes(status))).toBe(true);
  expect(await activeSeatsOf(server, license)).toBeLessThanOrEqual(2);

  const log = await verificationsOf(server, license.key);
  expect(log).toHaveLength(24);
  for (const { fingerprint, live } of await seatsOf(server, license)) {
    const last = log.filter((entry) => entry.fingerprint === fingerprint && entry.outcome === 'VALID').at(-1);
    expect({ fingerprint, live }).toEqual({ fingerprint, live: last?.operation === 'activate' });
  }
});

it('keeps exactly N devices seated where the oldest make room for a crowd', async () => {
  const license = await issued(server, {
    max_activations: 3,
    policy_overrides: { when_full: 'deactivate_oldest' },
  });
  const answers = await atOnce(licenseOf(license.key), 12, (node, index) =>
    activate(node, license.key, `device ${index}`),
  );

  expect(statuses(answers)).toEqual({ 201: 12 });
  expect(await activeSeatsOf(server, license)).toBe(3);
  expect(await seatsOf(server, license)).toHaveLength(12);
});

it('binds one of many unknown devices that check at once to the only free seat', async () => {
  const license = await issued(server, { max_activations: 1, policy_overrides: { bind_on_check: true } });
  const answers = await atOnce(licenseOf(license.key), 12, (node, index) =>
    validate(node, license.key, `device ${index}`),
  );

  expect(tally(answers.map(({ body }) => body.code))).toEqual({ VALID: 1, DEVICE_MISMATCH: 11 });
  expect(await activeSeatsOf(server, license)).toBe(1);
  expect(await verificationsOf(server, license.key)).toHaveLength(12);
});

it('loses no check of one device that asks at many connections at once', async () => {
  const license = await issued(server, {});
  await activate(server, license.key, 'desk');
  const device = { hold: 'SELECT 1 FROM activations WHERE license_id = $1 FOR UPDATE', values: [license.number] };
  await atOnce(device, 8, (node) => validate(node, license.key, 'desk'));
  expect(await seatsOf(server, license)).toMatchObject([{ check_count: 8 }]);
});

it('admits nobody while an admin lowers the limit below what is taken', async () => {
  const license = await issued(server, { max_activations: 4 });
  await atOnce(licenseOf(license.key), 4, (node, index) => activate(node, license.key, `device ${index}`));
  await server.sdk.licenses.update(license.id, { max_activations: 2 });

  const strangers = await atOnce(licenseOf(license.key), 6, (node, index) =>
    activate(node, license.key, `stranger ${index}`),
  );
  const seated = await atOnce(licenseOf(license.key), 4, (node, index) =>
    activate(node, license.key, `device ${index}`),
  );
  expect([statuses(strangers), statuses(seated)]).toEqual([{ 409: 6 }, { 200: 4 }]);
  expect(await activeSeatsOf(server, license)).toBe(4);
});

it('answers every program while a license is deleted under them', async () => {
  const license = await issued(server, { max_activations: null });
  const [deletion, ...answers] = await Promise.all([
    server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`),
    ...Array.from({ length: 6 }, (_, index) => activate(other, license.key, `device ${index}`)),
  ]);
  expect(deletion.status).toBe(204);
  expect(answers.every(({ status }) => status === 201 || status === 404)).toBe(true);
  expect(await seatsOf(server, license)).toEqual([]);
});

it('counts a verification only once its device is free, so that no two requests wait for each other', async () => {
  const license = await issued(server, {});
  await activate(server, license.key, 'desk');
  await server.dataSource.query(
    `INSERT INTO verification_counts SELECT date_bin('15 minutes', $1::timestamptz, 'epoch'), 'native', 'check', 'VALID', shard, 0
     FROM generate_series(0, 15) AS shard ON CONFLICT DO NOTHING`,
    [server.clock.now()],
  );
  const transaction = server.dataSource.createQueryRunner();
  await transaction.startTransaction();
  await transaction.query(`UPDATE activations SET name = 'held' WHERE license_id = $1`, [license.number]);
  const waiting = validate(server, license.key, 'desk');
  await untilWaiting(server.databaseUrl, 1);

  const counts = await transaction.query(COUNTS_AT_ONCE).finally(() => transaction.rollbackTransaction());
  await transaction.release();
  expect(counts).not.toHaveLength(0);
  expect((await waiting).body).toMatchObject({ valid: true });
});

/** Fails where somebody else holds one of these rows. */
const COUNTS_AT_ONCE = `SELECT 1 FROM verification_counts WHERE operation = 'check' AND outcome = 'VALID' FOR UPDATE NOWAIT`;
