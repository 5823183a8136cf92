import { inOneBatch } from '../../support/in-one-batch';
import { commit, credited, ratesOf, release, reserve, useFeatures } from '../../support/credits';
import { metered, setTerms, use } from '../../support/meters';
import { validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, raceInOrder } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('licenses', 'meters'));
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const limited = (limit = '1') => credited(server, { limit }, { image: '0.25', text: '0.1' });
const balanceOf = async (key: string) => (await validate(server, key)).body.credits[0];
const tokenOf = async (key: string, uses: Record<string, number>, more: object = {}): Promise<string> => {
  const { status, body } = await reserve(server, key, uses, more);
  expect(status).toBe(201);
  return body.reservation_token;
};

it('keeps amounts until they are committed', async () => {
  server.clock.holdAt('2031-01-01T00:00:00Z');
  const { key } = await limited();
  const { status, body } = await reserve(server, key, { image: 3 }, { expires_in: 90 });
  expect([status, body.expires_at]).toEqual([201, '2031-01-01T00:01:30.000Z']);
  expect(await balanceOf(key)).toMatchObject({ used: '0', left: '0.25', reserved: '0.75' });
  expect((await useFeatures(server, key, { image: 2 })).body.error.code).toBe('METER_EXHAUSTED');
  expect((await reserve(server, key, { image: 2 })).body.error.code).toBe('METER_EXHAUSTED');
  const committed = await commit(server, body.reservation_token);
  expect([committed.status, committed.body]).toMatchObject([
    200,
    { meters: [], credits: [{ used: '0.75', left: '0.25' }] },
  ]);
  expect(committed.body.credits[0]).not.toHaveProperty('reserved');
  expect(await balanceOf(key)).toMatchObject({ used: '0.75', total: '0.75', left: '0.25' });
});

it('keeps no more than is left for calls that share a batch', async () => {
  const { key } = await limited();
  const calls = [3, 2, 1].map((image) => () => reserve(server, key, { image }));
  const answers = await inOneBatch(server, 'usage', calls);
  expect(answers.map(({ status }) => status)).toEqual([201, 409, 201]);
  expect(await balanceOf(key)).toMatchObject({ left: '0', reserved: '1' });
});

it('gives back what a commit does not take', async () => {
  const { key } = await limited();
  const token = await tokenOf(key, { image: 2, text: 3 });
  expect((await balanceOf(key)).left).toBe('0.2');
  expect((await commit(server, token, { image: 1, text: 2 })).body.credits).toMatchObject([
    { used: '0.45', left: '0.55' },
  ]);
});

const EXCEEDING: [string, Record<string, number>][] = [
  ['more of a feature', { image: 3 }],
  ['another feature', { text: 1 }],
];

it.each(EXCEEDING)('does not take %s than was reserved', async (_case, uses) => {
  const { key } = await limited();
  const token = await tokenOf(key, { image: 2 });
  expect((await commit(server, token, uses)).status).toBe(409);
  expect(await balanceOf(key)).toMatchObject({ used: '0', reserved: '0.5' });
  expect((await commit(server, token)).status).toBe(200);
});

it('is committed once, however often a program repeats it', async () => {
  const { key } = await limited();
  const token = await tokenOf(key, { image: 2 });
  const answers = await Promise.all([commit(server, token), commit(server, token), commit(server, token)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await balanceOf(key)).used).toBe('0.5');
  expect((await release(server, token)).body.error.code).toBe('RESERVATION_ENDED');
});

it('is not committed if it was deleted while the commit waited for the license', async () => {
  const { key } = await limited();
  const token = await tokenOf(key, { image: 2 });
  const [answer] = await raceInOrder(
    { databaseUrl: server.databaseUrl, ...licenseOf(key) },
    [() => commit(server, token)],
    () => server.emptyTables('meter_reservations'),
  );
  expect([answer?.status, answer?.body.error.code]).toEqual([409, 'RESERVATION_ENDED']);
});

it('is released, and then cannot be committed', async () => {
  const { key } = await limited();
  const token = await tokenOf(key, { image: 4 });
  expect((await release(server, token)).status).toBe(204);
  expect((await release(server, token)).status).toBe(204);
  expect(await balanceOf(key)).toMatchObject({ used: '0', left: '1' });
  expect((await commit(server, token)).body.error.code).toBe('RESERVATION_ENDED');
});

it('ends by itself, without a job', async () => {
  server.clock.holdAt('2031-01-01T00:00:00Z');
  const { key } = await limited();
  const token = await tokenOf(key, { image: 4 });
  server.clock.holdAt('2031-01-01T00:00:59.999Z');
  expect((await balanceOf(key)).left).toBe('0');
  server.clock.holdAt('2031-01-01T00:01:00Z');
  expect((await useFeatures(server, key, { image: 4 })).status).toBe(200);
  expect((await commit(server, token)).body.error.code).toBe('RESERVATION_ENDED');
  expect((await release(server, token)).status).toBe(204);
});

it('is deleted a day after its time', async () => {
  server.clock.holdAt('2031-01-01T00:00:00Z');
  const { key } = await limited();
  const token = await tokenOf(key, { image: 1 });
  await commit(server, token);
  const count = async () => (await server.dataSource.query('SELECT FROM meter_reservations')).length;
  server.clock.holdAt('2031-01-02T00:01:00Z');
  await runJob(server, 'sweep-reservations');
  expect(await count()).toBe(1);
  server.clock.holdAt('2031-01-02T00:01:01Z');
  await runJob(server, 'sweep-reservations');
  expect(await count()).toBe(0);
  expect((await commit(server, token)).status).toBe(404);
});

it('has the rates of its start', async () => {
  server.clock.holdAt('2031-01-01T00:00:00Z');
  const next_rates = { from: '2031-01-01T00:00:30Z', rates: ratesOf({ image: '1' }) };
  const { key } = await credited(server, { limit: '4' }, { image: '0.5' }, { policy: { next_rates } });
  const token = await tokenOf(key, { image: 4 });
  server.clock.holdAt('2031-01-01T00:00:30Z');
  expect((await commit(server, token, { image: 3 })).body.credits).toMatchObject([{ used: '1.5', left: '2.5' }]);
});

it('counts in the period of its commit, draws from grants then, and reports thresholds', async () => {
  server.clock.holdAt('2031-01-31T23:59:30Z');
  const { id, key } = await credited(server, { limit: '1', period: 'month' }, { image: '0.5' });
  const token = await tokenOf(key, { image: 2 });
  server.clock.holdAt('2031-02-01T00:00:00Z');
  const grants = `/api/v1/licenses/${id}/meters/ai/grants`;
  await server.asAdmin('POST', grants, { body: { amount: '0.5', priority: 1 } });
  expect((await commit(server, token)).body.credits).toMatchObject([{ used: '1', left: '0.5', granted: '0' }]);
  expect((await useFeatures(server, key, { image: 1 })).body.credits).toMatchObject([{ used: '1.5', left: '0' }]);
  const { items } = (await server.asAdmin('GET', '/api/v1/events?type=meter.threshold_reached')).body;
  expect(items[0].data).toMatchObject({ meter: 'ai', threshold: 100, used: 1_000_000, decimals: 6 });
});

it('reserves meters too, all or none', async () => {
  const license = await metered(server, { exports: { limit: 5 }, jobs: { kind: 'held', limit: 5 } });
  const { key } = license;
  const items = (amounts: Record<string, number>) => ({
    items: Object.entries(amounts).map(([meter, amount]) => ({ meter, amount })),
  });
  const token = await tokenOf(key, {}, items({ exports: 4 }));
  expect((await validate(server, key)).body.meters[0]).toMatchObject({ meter: 'exports', left: 1, reserved: 4 });
  expect((await reserve(server, key, {}, items({ exports: 2 }))).status).toBe(409);
  expect((await reserve(server, key, {}, items({ jobs: 1 }))).body.error.code).toBe('CONFLICT');
  expect((await reserve(server, key, {}, items({ pages: 1 }))).body.error.code).toBe('METER_NOT_FOUND');
  await setTerms(server, license, { exports: { limit: 3 }, jobs: { limit: 5 } });
  expect((await commit(server, token)).body.error.code).toBe('METER_EXHAUSTED');
  expect((await use(server, key, { exports: 1 })).status).toBe(409);
  await setTerms(server, license, { exports: { limit: 5 }, jobs: { limit: 5 } });
  expect((await commit(server, token)).body.meters).toMatchObject([{ used: 4, left: 1 }]);
});

it.each([
  ['an unknown token', () => commit(server, 'unknown'), 404],
  ['an unknown token to release', () => release(server, 'unknown'), 404],
  ['an unknown license', () => reserve(server, 'unknown', { image: 1 }), 404],
  ['a negative amount', async () => reserve(server, (await limited()).key, { image: -1 }), 400],
  ['too long a time', async () => reserve(server, (await limited()).key, { image: 1 }, { expires_in: 3601 }), 400],
])('refuses %s', async (_case, call, status) => {
  expect((await call()).status).toBe(status);
});
