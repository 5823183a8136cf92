import { activate, changed, issued } from '../../testkit/issue';
import { metered, use } from '../../support/meters';
import { roundTripsOf } from '../../testkit/statements';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt('2031-05-17T10:00:00.000Z'));
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const REPORTS = { reports: { limit: 3, window: 'day' } };

/** A license under a policy with these rate limits. */
async function limited(rate_limits: object = REPORTS, more: Record<string, unknown> = {}) {
  const { body } = await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Limited', rate_limits } });
  return issued(server, { policy: body.id, ...more });
}

const take = (license_key: string, more: object = {}) =>
  server.call('POST', '/api/v1/rate-limits/take', { body: { license_key, limit: 'reports', ...more } });
const problemIn = ({ status, body }: Answer) => [status, body.error.code, body.error.details?.[0]?.field];

it('is taken by the program, which learns what is left and when the window ends', async () => {
  const { key } = await limited();
  const { status, body, headers } = await take(key);
  expect([status, body]).toEqual([200, { limit: 3, remaining: 2, resets_at: '2031-05-18T10:00:00.000Z' }]);
  expect(headers['ratelimit-policy']).toContain('"reports";q=3;w=86400');
  expect(headers.ratelimit).toContain('"reports";r=2;t=86400');
});

it('takes nothing of a cost that does not fit, and says when to try again', async () => {
  const { key } = await limited();
  expect((await take(key, { cost: 2 })).body.remaining).toBe(1);
  server.clock.advance(3_600_000);
  const refused = await take(key, { cost: 2 });
  expect([refused.status, refused.body.error.code, refused.headers['retry-after']]).toEqual([
    429,
    'RATE_LIMIT_EXCEEDED',
    '82800',
  ]);
  expect((await take(key)).body).toMatchObject({ remaining: 0 });
  server.clock.advance(82_800_000);
  expect((await take(key, { cost: 3 })).body).toMatchObject({ remaining: 0, resets_at: '2031-05-19T10:00:00.000Z' });
});

it('takes nothing for a cost of 0, also when nothing is left', async () => {
  const { key } = await limited();
  expect((await take(key, { cost: 0 })).body).toEqual({ limit: 3, remaining: 3, resets_at: null });
  await take(key, { cost: 3 });
  const { status, body } = await take(key, { cost: 0 });
  expect([status, body]).toEqual([200, { limit: 3, remaining: 0, resets_at: '2031-05-18T10:00:00.000Z' }]);
});

it('gives calls at the same time no more than the limit', async () => {
  const { key } = await limited({ reports: { limit: 10, window: 'hour' } });
  const answers = await Promise.all(Array.from({ length: 15 }, () => take(key)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
});

it('counts each license and each name alone, and all devices of a license together', async () => {
  const { key } = await limited({ ...REPORTS, scans: { limit: 1, window: 'month' } }, { max_activations: 2 });
  const other = await limited();
  await activate(server, key, 'desk');
  await activate(server, key, 'laptop');
  await take(key, { hardware_id: 'desk' });
  expect((await take(key, { hardware_id: 'laptop' })).body.remaining).toBe(1);
  expect((await take(key, { limit: 'scans' })).body.remaining).toBe(0);
  expect((await take(other.key)).body.remaining).toBe(2);
});

it('follows the overrides of a license, and begins anew with another window', async () => {
  const license = await limited();
  await take(license.key, { cost: 3 });
  const override = (rate_limits: object) => changed(server, license, { policy_overrides: { rate_limits } });
  await override({ reports: { limit: 5, window: 'day' } });
  expect((await take(license.key)).body).toMatchObject({ limit: 5, remaining: 1 });
  await override({ reports: { limit: 5, window: 'week' } });
  expect((await take(license.key)).body).toMatchObject({ limit: 5, remaining: 4 });
  await override({});
  expect(problemIn(await take(license.key))).toEqual([404, 'NOT_FOUND', 'limit']);
});

it('refuses an unknown limit, a cost above the limit, and a license that cannot be used', async () => {
  const { id, key } = await limited();
  expect(problemIn(await take(key, { limit: 'toString' }))).toEqual([404, 'NOT_FOUND', 'limit']);
  expect(problemIn(await take(key, { cost: 4 }))).toEqual([400, 'VALIDATION_ERROR', 'cost']);
  expect(problemIn(await take(key, { cost: -1 }))).toEqual([400, 'VALIDATION_ERROR', 'cost']);
  expect((await take(key, { hardware_id: 'desk' })).body.error.code).toBe('NOT_ACTIVATED');
  await server.sdk.licenses.revoke(id);
  expect(problemIn(await take(key))).toEqual([403, 'REVOKED', undefined]);
  expect((await take('unknown')).status).toBe(404);
});

it('reads the license, and writes nothing to the database', async () => {
  const { key } = await limited();
  expect(await roundTripsOf(() => take(key))).toEqual(['find_plain_contexts']);
});

it('leaves the use of meters of other licenses as it is', async () => {
  const { key } = await metered(server, { exports: { limit: 1 } });
  expect((await use(server, key, { exports: 1 })).status).toBe(200);
  expect(problemIn(await take(key))).toEqual([404, 'NOT_FOUND', 'limit']);
});

describe('with an API key', () => {
  const aKey = (more: object = { rate_limits: REPORTS }) =>
    server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'Reports', kind: 'external', ...more } });
  const takeWith = (apiKey: string | undefined, more: object = {}) =>
    server.call('POST', '/api/v1/rate-limits/take', {
      headers: apiKey === undefined ? {} : { 'x-api-key': apiKey },
      body: { limit: 'reports', ...more },
    });

  it('takes from the limit of the key, which a rotation keeps', async () => {
    const { body: made } = await aKey();
    expect(made.rate_limits).toEqual(REPORTS);
    const { status, body, headers } = await takeWith(made.key, { cost: 2 });
    expect([status, body]).toEqual([200, { limit: 3, remaining: 1, resets_at: '2031-05-18T10:00:00.000Z' }]);
    expect(headers.ratelimit).toContain('"reports";r=1;t=86400');
    const { body: rotated } = await server.asAdmin('POST', `/api/v1/api-keys/${made.id}/rotate`, { body: {} });
    expect(rotated.rate_limits).toEqual(REPORTS);
    expect((await takeWith(made.key)).status).toBe(401);
    expect((await takeWith(rotated.key)).body.remaining).toBe(0);
    expect((await takeWith(rotated.key)).status).toBe(429);
    expect((await takeWith((await aKey()).body.key)).body.remaining).toBe(2);
  });

  it('takes from the limit of the license if the call names one', async () => {
    const [{ key }, { body: made }] = [await limited(), await aKey()];
    expect((await takeWith(made.key, { license_key: key })).body.remaining).toBe(2);
    expect((await takeWith(made.key)).body.remaining).toBe(2);
  });

  it('gives calls at the same time no more than the limit', async () => {
    const { body: made } = await aKey();
    const answers = await Promise.all(Array.from({ length: 6 }, () => takeWith(made.key)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  it('refuses unknown limits and keys, keys elsewhere, and calls without any', async () => {
    const { body: made } = await aKey();
    expect(problemIn(await takeWith(made.key, { limit: 'toString' }))).toEqual([404, 'NOT_FOUND', 'limit']);
    expect(problemIn(await takeWith(made.key, { cost: 4 }))).toEqual([400, 'VALIDATION_ERROR', 'cost']);
    expect((await takeWith('kwx_unknown')).status).toBe(401);
    const { body: elsewhere } = await aKey({ rate_limits: REPORTS, allowed_ips: ['192.0.2.1'] });
    expect((await takeWith(elsewhere.key)).status).toBe(401);
    expect(problemIn(await takeWith(undefined))).toEqual([400, 'VALIDATION_ERROR', 'license_key']);
    expect(problemIn(await aKey({ rate_limits: { reports: { limit: 0, window: 'day' } } }))).toEqual([
      400,
      'VALIDATION_ERROR',
      'rate_limits',
    ]);
  });
});

it.each([
  ['a list', []],
  ['a limit of 0', { reports: { limit: 0, window: 'day' } }],
  ['a fraction', { reports: { limit: 0.5, window: 'day' } }],
  ['an unknown window', { reports: { limit: 1, window: 'year' } }],
  ['an unknown field', { reports: { limit: 1, window: 'day', burst: 2 } }],
  ['a name with blanks', { 'my reports': { limit: 1, window: 'day' } }],
  ['21 names', Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`n${at}`, { limit: 1, window: 'day' }]))],
])('refuses rate limits of a policy with %s', async (_case, rate_limits) => {
  const answer = await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Wrong', rate_limits } });
  expect(problemIn(answer)).toEqual([400, 'VALIDATION_ERROR', 'rate_limits']);
});
