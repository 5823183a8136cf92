import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const NOW = '2026-03-01T12:00:00.000Z';
const BATCH = 'import-of-renewals';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'moved', { duration_days: 365 });
  await aProductWith(server, 'other', { duration_days: 365 });
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const moved = async (expires_at: string | null, product = 'moved') => {
  const license = await issued(server, { product, expires_at });
  await server.dataSource.query('UPDATE licenses SET batch = $2 WHERE uid = $1', [license.id, BATCH]);
  return license;
};
const renewals = async (query: Record<string, string> = {}) => {
  const answer = await server.asAdmin('GET', '/api/v1/renewals', { query: { batch: BATCH, ...query } });
  expect(answer.status).toBe(200);
  return answer.body;
};
const renew = async (license: string) => {
  const { status, body } = await server.asAdmin('POST', '/api/v1/orders', {
    body: { customer: { email: 'ada@example.com' }, lines: [{ license, action: 'renew' }] },
  });
  expect(status).toBe(201);
  return body.id;
};

it('counts each license of a batch once, by payment and end', async () => {
  const { id } = await moved('2026-03-11T00:00:00Z');
  await moved('2026-03-31T12:00:00Z');
  await moved('2026-03-31T12:00:01Z');
  await moved('2026-02-01T00:00:00Z');
  await moved(null);
  await issued(server, { product: 'moved', expires_at: '2026-03-11T00:00:00Z' });
  const before = { licenses: 5, paid: 0, ends_soon: 2, ends_later: 1, ended: 1, without_end: 1 };
  expect(await renewals()).toEqual(before);
  expect(await renewals({ days: '31' })).toEqual({ ...before, ends_soon: 3, ends_later: 0 });

  const order = await renew(id);
  expect(await renewals()).toEqual({ ...before, paid: 1, ends_soon: 1 });
  await server.asAdmin('POST', `/api/v1/orders/${order}/refund`, { body: {} });
  expect(await renewals()).toEqual(before);
});

it('counts for an API key of a product the licenses of that product alone', async () => {
  await moved('2026-03-11T00:00:00Z', 'other');
  const { body } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: 'other', kind: 'internal', products: ['other'] },
  });
  const answer = await server.withKey('GET', '/api/v1/renewals', { query: { batch: BATCH } }, body.key);
  expect(answer.body).toMatchObject({ licenses: 1, ends_soon: 1 });
});

it('refuses days that are none', async () => {
  const answer = await server.asAdmin('GET', '/api/v1/renewals', { query: { batch: BATCH, days: '0' } });
  expect([answer.status, answer.body.error.details]).toEqual([
    400,
    [expect.objectContaining({ field: 'days', reason: 'min' })],
  ]);
});
