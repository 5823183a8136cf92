import { use } from '../../support/meters';
import { aProductWith } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { permutations } from '../../testkit/shops';
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
  await aProductWith(server, 'studio-later', { duration_days: 30, expiry_basis: 'first_activation' });
  for (const code of ['export', 'reports']) {
    await server.asAdmin('PUT', `/api/v1/products/studio/entitlements/${code}`, {
      body: { name: code, type: 'flag' },
    });
  }
  await server.asAdmin('PUT', '/api/v1/products/studio/meters/exports', {
    body: { name: 'Exports', kind: 'consumed' },
  });
  await server.asAdmin('PUT', '/api/v1/products/studio/meters/jobs', { body: { name: 'Jobs', kind: 'held' } });
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const METERS = { exports: { limit: 0 }, jobs: { limit: 1 } };

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
interface Grant {
  used: number;
  left: number;
}
const grantsOf = async (id: string) =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}/meters/exports/grants`)).body.items;
const termsOf = async (id: string) => {
  const { expires_at, max_activations, max_users, policy, entitlements } = await license(id);
  const held = Object.fromEntries(
    Object.entries<{ value: unknown }>(entitlements).map(([code, { value }]) => [code, value]),
  );
  return { expires_at, max_activations, max_users, policy, held };
};
const change = async (id: string, body: object) => {
  const answer = await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body });
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
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
    expect(await license(id)).toMatchObject({ key, expires_at: '2028-02-29T12:00:00.000Z', seats_used: 1 });
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true });
    expect(await eventsOf(server, order.id)).toMatchObject([{ name: 'order.paid', data: { licenses: [id] } }]);
  });

  it('counts from the payment once the license has ended, and for as often as it was bought', async () => {
    const { id } = await issued(server, { product: 'studio', expires_at: '2025-01-01' });
    await placed({ license: id, action: 'renew', quantity: 2 });
    expect(await license(id)).toMatchObject({ expires_at: '2028-02-29T12:00:00.000Z', status: 'unused' });
  });

  it('makes a term longer that is yet to start, and takes that back before or after its start', async () => {
    const { id: before } = await issued(server, {
      product: 'studio-later',
    });
    const { id: after, key } = await issued(server, {
      product: 'studio-later',
    });
    const orders = [
      await placed({ license: before, action: 'renew' }),
      await placed({ license: after, action: 'renew' }),
    ];
    expect(await license(before)).toMatchObject({ duration_days: 60, expires_at: null });
    await activate(server, key, 'desk');
    expect(await license(after)).toMatchObject({ expires_at: '2026-04-30T12:00:00.000Z' });
    for (const { id } of orders) {
      await refund(id);
    }
    expect(await license(before)).toMatchObject({ duration_days: 30, expires_at: null });
    expect(await license(after)).toMatchObject({ expires_at: '2026-03-31T12:00:00.000Z' });
  });

  it('adds seats and entitlements, and moves it to another policy with the limits of that', async () => {
    const { id } = await issued(server, { product: 'studio' });
    await placed({ license: id, action: 'add_seats', seats: 2 });
    await placed({ license: id, action: 'add_entitlements', entitlements: { export: { value: true } } });
    const { lines } = await placed({ license: id, action: 'upgrade', policy: pro });
    expect(lines).toMatchObject([{ action: 'upgrade', policy: pro, license: { id } }]);
    expect(await termsOf(id)).toMatchObject({ policy: pro, max_activations: 12, max_users: 7, held: { export: true } });
  });

  it('takes back what it gave, and nothing that others gave or people changed', async () => {
    const { id } = await issued(server, { product: 'studio' });
    const before = await termsOf(id);
    const all = [
      await placed({ license: id, action: 'renew' }),
      await placed({ license: id, action: 'add_seats', seats: 10 }),
      await placed({ license: id, action: 'upgrade', policy: pro }),
      await placed({ license: id, action: 'add_entitlements', entitlements: { export: { value: true } } }),
    ];
    await change(id, { max_activations: 25 });
    await server.asAdmin('POST', `/api/v1/licenses/${id}/extend`, { body: { days: 10 } });
    for (const { id: order } of all) {
      await refund(order);
      await refund(order);
    }
    expect(await termsOf(id)).toEqual({ ...before, max_activations: 8, expires_at: '2027-03-11T12:00:00.000Z' });
  });

  it('adds seats without a change of the term, and no end to a license that lost its own', async () => {
    const { id: endless } = await issued(server, { product: 'studio' });
    const { id: order } = await placed({ license: endless, action: 'renew' });
    await change(endless, { expires_at: null });
    const { id: later, key } = await issued(server, { product: 'studio-later', max_activations: 3 });
    await activate(server, key, 'desk');
    for (const id of [endless, later]) {
      await placed({ license: id, action: 'add_seats', seats: 2 });
    }
    await refund(order);
    expect(await license(endless)).toMatchObject({ expires_at: null, max_activations: 5 });
    expect(await license(later)).toMatchObject({
      expires_at: '2026-03-31T12:00:00.000Z',
      expiry_basis: 'first_activation',
    });
  });

  it('tops a meter up as often as it was bought, until its end', async () => {
    const { id, key } = await issued(server, { product: 'studio', meters: METERS });
    const line = {
      license: key,
      action: 'top_up',
      meter: 'exports',
      amount: 50,
      quantity: 2,
      expires_at: '2026-04-01',
    };
    const order = await placed(line, { external_id: 'top-up' });
    expect(order.lines).toMatchObject([{ action: 'top_up', license: { id } }]);
    expect(await grantsOf(id)).toMatchObject([
      { source: 'policy', amount: 0 },
      { source: 'order', amount: 100, left: 100, expires_at: '2026-04-01T23:59:59.000Z', note: 'top-up' },
    ]);
    expect((await use(server, key, { exports: 100 })).status).toBe(200);
    expect((await use(server, key, { exports: 1 })).status).toBe(409);
  });

  it('takes back what is left of a top-up alone, and reports what was used', async () => {
    const { id, key } = await issued(server, { product: 'studio', meters: METERS });
    const line = { license: key, action: 'top_up', meter: 'exports', amount: 10 };
    const orders = [await placed(line), await placed(line), await placed(line)];
    await use(server, key, { exports: 13 });
    for (const order of permutations([...orders])[3] ?? []) {
      await refund(order.id);
      await refund(order.id);
    }
    expect((await grantsOf(id)).map(({ used, left }: Grant) => [used, left])).toEqual([
      [0, 0],
      [0, 0],
      [3, 0],
      [10, 0],
    ]);
    const voided = (await eventsOf(server, id)).filter(({ name }) => name === 'meter.grant_voided');
    expect(voided.map(({ data }) => [data.used, data.unused]).sort()).toEqual([
      [0, 10],
      [10, 0],
      [3, 7],
    ]);
    expect((await use(server, key, { exports: 1 })).status).toBe(409);
    expect((await use(server, key, { exports: -13 })).status).toBe(200);
    expect((await use(server, key, { exports: 1 })).status).toBe(409);
  });

  /** Of licenses that an order which is refused leaves as they are. */
  const keys = { KEY: '', ENDLESS: '', UNLIMITED: '' };
  let id: string;
  beforeAll(async () => {
    ({ id } = await issued(server, { product: 'studio' }));
    Object.assign(keys, {
      KEY: (await issued(server, { product: 'studio', meters: METERS })).key,
      ENDLESS: (await issued(server, { product: 'studio', expires_at: null })).key,
      UNLIMITED: (await issued(server, { product: 'studio', max_activations: null })).key,
    });
  });

  it.each([
    [{ license: 'NO-SUCH-KEY', action: 'renew' }, 404, 'lines.1.license'],
    [{ license: 'KEY', action: 'renew', product: 'studio' }, 400, 'lines.1.action'],
    [{ license: 'KEY', action: 'renew', policy: 'POLICY' }, 400, 'lines.1.action'],
    [{ license: 'KEY' }, 400, 'lines.1.action'],
    [{ action: 'renew' }, 400, 'lines.1.license'],
    [{ license: 'KEY', action: 'upgrade' }, 400, 'lines.1.policy'],
    [{ license: 'KEY', action: 'upgrade', policy: 'none' }, 404, 'lines.1.policy'],
    [{ license: 'KEY', action: 'top_up' }, 400, 'lines.1.meter'],
    [{ license: 'KEY', action: 'top_up', meter: 'exports' }, 400, 'lines.1.amount'],
    [{ license: 'KEY', action: 'top_up', meter: 'none', amount: 1 }, 404, 'lines.1.meter'],
    [{ license: 'KEY', action: 'top_up', meter: 'jobs', amount: 1 }, 409, 'lines.1.meter'],
    [
      { license: 'KEY', action: 'top_up', meter: 'exports', amount: 1, expires_at: '2026-01-01' },
      400,
      'lines.1.expires_at',
    ],
    [{ license: 'KEY', action: 'renew', meter: 'exports', amount: 1 }, 400, 'lines.1.action'],
    [{ product: 'studio', meter: 'exports', amount: 1 }, 400, 'lines.1.license'],
    [{ license: 'KEY', action: 'add_entitlements' }, 400, 'lines.1.entitlements'],
    [{ license: 'KEY', action: 'add_entitlements', entitlements: { none: { value: true } } }, 422, null],
    [{ license: 'ENDLESS', action: 'renew' }, 409, 'lines.1.license'],
    [{ license: 'UNLIMITED', action: 'add_seats' }, 409, 'lines.1.license'],
  ])('is refused as %p, and nothing of the order happens', async (line, status, field) => {
    const text = JSON.stringify(line).replace(
      /"(KEY|ENDLESS|UNLIMITED)"/,
      (name) => `"${keys[JSON.parse(name) as keyof typeof keys]}"`,
    );
    const before = await termsOf(id);
    const answer = await place([{ license: id, action: 'renew' }, JSON.parse(text.replace('POLICY', pro))], {
      external_id: 'refused',
    });
    expect(answer.status).toBe(status);
    if (field !== null) {
      expect(answer.body.error).toMatchObject({ details: [{ field }] });
    }
    expect(await termsOf(id)).toEqual(before);
    expect((await server.asAdmin('GET', `${PATH}?external_id=refused`)).body.items).toEqual([]);
  });

  it('counts each of many payments that arrive together once', async () => {
    const { id, key } = await issued(server, { product: 'studio' });
    const lock = { ...licenseOf(key), databaseUrl: server.databaseUrl };
    const orders = Array.from({ length: 4 }, (_, index) => `race-${index % 2}`);
    await race(
      lock,
      orders.map((external_id) => () => place([{ license: id, action: 'add_seats', seats: 2 }], { external_id })),
    );
    expect(await license(id)).toMatchObject({ max_activations: 7 });
    const { items } = (await server.asAdmin('GET', `${PATH}?customer=${customer.email}&limit=2`)).body;
    await race(
      lock,
      items.flatMap((order: { id: string }) => [() => refund(order.id), () => refund(order.id)]),
    );
    expect(await license(id)).toMatchObject({ max_activations: 3 });
  });

  it('is paid back also after the license was deleted', async () => {
    const { id } = await issued(server, { product: 'studio' });
    const { id: order } = await placed({ license: id, action: 'renew' });
    expect((await server.asAdmin('DELETE', `/api/v1/licenses/${id}`)).status).toBe(204);
    expect(await refund(order)).toMatchObject({ state: 'refunded', lines: [{ action: 'renew', license: null }] });
  });
});
