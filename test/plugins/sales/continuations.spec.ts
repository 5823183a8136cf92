import { aProductWith } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/orders';
const NOW = '2026-03-01T12:00:00.000Z';

let server: TestServer;
let pro: string;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'studio', { duration_days: 365, max_activations: 3 });
  ({ id: pro } = (
    await server.asAdmin('POST', '/api/v1/policies', {
      body: { name: 'Studio Pro', duration_days: 365, max_activations: 10, max_users: 7 },
    })
  ).body);
  for (const code of ['export', 'reports']) {
    await server.asAdmin('PUT', `/api/v1/products/studio/entitlements/${code}`, { body: { name: code, type: 'boolean' } });
  }
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const customer = { email: 'ada@example.com' };
const place = (lines: object[], more: Record<string, unknown> = {}) =>
  server.asAdmin('POST', PATH, { body: { customer, lines, ...more } });
const license = async (id: string) => (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
const placed = async (line: object, more: Record<string, unknown> = {}) => {
  const { status, body } = await place([line], more);
  expect([status, body.error]).toEqual([201, undefined]);
  return body;
};
const refund = async (id: string, body: object = {}) => {
  const answer = await server.asAdmin('POST', `${PATH}/${id}/refund`, { body });
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
  return answer.body;
};
const termsOf = async (id: string) => {
  const { expires_at, max_activations, max_users, policy, grants } = await license(id);
  return { expires_at, max_activations, max_users, policy: policy?.name ?? policy, grants };
};

describe('a line that continues a license', () => {
  it('renews it by the term of its policy, with its key and its devices', async () => {
    const { id, key } = await issued(server, { product: 'studio' });
    await activate(server, key, 'desk');
    const order = await placed({ license: key, action: 'renew', price: 4900, currency: 'EUR' });
    expect(order).toMatchObject({
      state: 'paid',
      total: 4900,
      lines: [{ action: 'renew', product: 'studio', license: { id, key, status: 'active' }, licenses: [] }],
    });
    expect(await license(id)).toMatchObject({ key, expires_at: '2028-02-29T12:00:00.000Z', active_devices: 1 });
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true });
    expect(await eventsOf(server, 'order.paid')).toMatchObject({ data: { licenses: [id] } });
  });

  it('counts from the payment once the license has ended', async () => {
    const { id } = await issued(server, { product: 'studio', expires_at: '2025-01-01' });
    await placed({ license: id, action: 'renew' });
    expect(await license(id)).toMatchObject({ expires_at: '2027-03-01T12:00:00.000Z', status: 'active' });
  });
});
