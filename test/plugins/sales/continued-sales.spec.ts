import { ShopEventsService } from '../../../src/plugins/sales/shops/shop-events.service';
import { aProductWith } from '../../testkit/callers';
import { use } from '../../support/meters';
import { receiveSample } from '../../support/received-events';
import { issued } from '../../testkit/issue';
import { countOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { type SampleShop, STEPS } from '../../testkit/sample-shop';
import { TestServer } from '../../testkit/server';
import {
  aSampleShop,
  aShop,
  type ConnectedShop,
  map,
  permutations,
  processEvents,
  standardHeaders,
  variedOrders,
} from '../../testkit/shops';
import { SAMPLE_SHOPS } from '../../support/sample-shops';

const NOW = '2026-01-05T12:00:00.000Z';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'basic', { duration_days: 365, max_activations: 3 });
  await aProductWith(server, 'pro', { duration_days: 365, max_activations: 10 });
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const license = async (id: string) => (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
const aLink = async (id: string, body: object) => {
  const answer = await server.asAdmin('POST', `/api/v1/licenses/${id}/purchase-links`, { body });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return answer.body;
};
const termsOf = async (id: string) => {
  const { product, policy, expires_at, max_activations, status } = await license(id);
  return { product, policy, expires_at, max_activations, status };
};
const eventsOf = async (shop: { id: string }, limit = 100) =>
  (await server.asAdmin('GET', `/api/v1/shops/${shop.id}/events?limit=${limit}`)).body.items;

/** A body of a shop with the reference in the field that carries it. */
const CARRIERS: Readonly<Record<string, (body: string, reference: string) => string>> = {
  stripe: (body, keyward) => changed(body, ({ data }) => Object.assign(data.object, { metadata: { keyward } })),
  paddle: (body, keyward) => changed(body, ({ data }) => Object.assign(data, { custom_data: { keyward } })),
  lemon_squeezy: (body, keyward) => changed(body, ({ meta }) => Object.assign(meta, { custom_data: { keyward } })),
  polar: (body, keyward) => changed(body, ({ data }) => Object.assign(data, { metadata: { keyward } })),
  woocommerce: (body, value) =>
    changed(body, (order) =>
      Object.assign(order, { meta_data: [...(order.meta_data ?? []), { key: 'keyward', value }] }),
    ),
  creem: (body, keyward) => changed(body, ({ object }) => Object.assign(object, { metadata: { keyward } })),
  dodo: (body, keyward) => changed(body, ({ data }) => Object.assign(data, { metadata: { keyward } })),
  fastspring: (body, keyward) =>
    changed(body, ({ events }) => {
      for (const { data } of events) {
        Object.assign(data, { tags: { keyward } });
      }
    }),
  gumroad: (body, reference) => {
    const form = new URLSearchParams(body);
    form.set('url_params[keyward]', reference);
    return String(form);
  },
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies of all shops
function changed(body: string, change: (event: any) => void): string {
  const event = JSON.parse(body);
  change(event);
  return JSON.stringify(event);
}

async function deliver(shop: { id: string }, sample: SampleShop, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    await receiveSample(server, shop, sample, body);
  }
  await processEvents(server);
}

/** A server has 100 shops at most, and a deep run takes more. */
async function remove({ id }: Pick<ConnectedShop, 'id'>): Promise<void> {
  expect((await server.asAdmin('DELETE', `/api/v1/shops/${id}`)).status).toBe(204);
}

const CARRYING = SAMPLE_SHOPS.filter(({ kind }) => kind in CARRIERS);

describe.each(sampleOf(CARRYING, 3, 'continued'))('a whole subscription of $kind', (sample) => {
  const carry = CARRIERS[sample.kind] ?? String;

  it('continues the license of its purchase link, whatever the order of its events', async () => {
    for (const steps of sampleOf([[...STEPS], ...variedOrders(STEPS)], 1, sample.kind)) {
      const { id } = await issued(server, { product: 'basic', expires_at: '2026-01-20T10:00:00Z' });
      const { reference } = await aLink(id, { action: 'renew' });
      const [terms, licenses] = [await termsOf(id), await countOf(server, 'licenses')];
      const shop = await aSampleShop(server, sample);
      await deliver(
        shop,
        sample,
        steps.flatMap((step) => sample.events[step]).map((one) => carry(one, reference)),
      );
      expect(
        (await eventsOf(shop)).filter(({ state }: { state: string }) => !['done', 'ignored'].includes(state)),
      ).toEqual([]);
      expect(await countOf(server, 'licenses')).toBe(licenses);
      // The newest period was paid back at the end.
      expect({ steps, ...(await termsOf(id)) }).toEqual({ steps, ...terms });
      await remove(shop);
    }
  });
});

describe.each(CARRYING)('a subscription of $kind', (sample) => {
  const carry = CARRIERS[sample.kind] ?? String;

  it('adds the time that was paid already to its periods, and gives no other license', async () => {
    const { id } = await issued(server, { product: 'basic', expires_at: '2026-01-20T10:00:00Z' });
    const { reference } = await aLink(id, { action: 'renew' });
    const before = await countOf(server, 'licenses');
    const shop = await aSampleShop(server, sample);
    await deliver(
      shop,
      sample,
      [...sample.events.bought, ...sample.events.renewed].map((one) => carry(one, reference)),
    );
    expect((await license(id)).expires_at.slice(0, 10)).toBe('2026-03-20');
    expect(await countOf(server, 'licenses')).toBe(before);
  });
});

/** A shop of our own format, which sells `basic` and `pro`. */
async function aGenericShop() {
  const shop = await aShop(server, 'generic');
  await map(server, shop, 'price_basic', { product: 'basic' });
  await map(server, shop, 'price_pro', { product: 'pro' });
  return shop;
}
type GenericShop = Awaited<ReturnType<typeof aGenericShop>>;
let shop: GenericShop;
beforeAll(async () => (shop = await aGenericShop()));

let count = 0;
async function arrive(shop: GenericShop, type: string, order: object, more: object = {}): Promise<void> {
  const body = JSON.stringify({ type, timestamp: NOW, order, ...more });
  const headers = standardHeaders(`msg_${(count += 1)}`, body, shop.secret, server.clock.now());
  // Without HTTP, which would take most of the time.
  await server.app.get(ShopEventsService).receive(shop.id, { body: Buffer.from(body), headers });
  await processEvents(server);
}
/** The event, as it is after it was processed. */
async function send(...sent: Parameters<typeof arrive>): Promise<{ id: string; state: string; reason: string }> {
  await arrive(...sent);
  return (await eventsOf(sent[0], 1))[0];
}
const paid = (shop: GenericShop, more: object = {}) =>
  send(shop, 'order.paid', {
    external_id: `order-${(count += 1)}`,
    customer: { email: `ada-${count}@example.com` },
    lines: [{ product: 'basic' }],
    ...more,
  });
const replay = (shop: GenericShop, event: { id: string }, body: object) =>
  server.asAdmin('POST', `/api/v1/shops/${shop.id}/events/${event.id}/replay`, { body });
const licensesOf = async (email: string) =>
  (await server.asAdmin('GET', '/api/v1/licenses', { query: { customer: email } })).body.items;

describe('a line of the generic shop', () => {
  it('names a license and an action, and is taken back alone', async () => {
    const { id, key } = await issued(server, { product: 'basic' });
    const order = { external_id: 'seats', customer: { email: 'ada@example.com' } };
    const lines = [
      { license: key, action: 'add_seats', seats: 4, price: 4000, currency: 'EUR', external_id: 'a' },
      { license: key, action: 'renew', price: 1000, currency: 'EUR', external_id: 'b' },
    ];
    expect(await send(shop, 'order.paid', { ...order, lines })).toMatchObject({ state: 'done' });
    expect(await termsOf(id)).toMatchObject({ max_activations: 7, expires_at: '2028-01-05T12:00:00.000Z' });
    await arrive(shop, 'order.refunded', { external_id: 'seats', lines: [{ external_id: 'a' }] });
    expect(await termsOf(id)).toMatchObject({ max_activations: 3, expires_at: '2028-01-05T12:00:00.000Z' });
  });

  it('tops a meter up, and ends alike whatever the order of payments, disputes and refunds', async () => {
    await server.asAdmin('PUT', '/api/v1/products/basic/meters/exports', {
      body: { name: 'Exports', kind: 'consumed' },
    });
    const line = (external_id: string, amount: number) => {
      return { action: 'top_up', meter: 'exports', amount, price: 1000, currency: 'EUR', external_id };
    };
    const ends: unknown[] = [];
    for (const [index, steps] of sampleOf(permutations([0, 1, 2, 3, 4]), 3, 'top-ups').entries()) {
      const { id, key } = await issued(server, { product: 'basic', meters: { exports: { limit: 5 } } });
      const [one, other] = [`one-${id}`, `other-${id}`];
      const lines = [line('a', 40), line('b', 60)].map((each) => ({ ...each, license: key }));
      const customer = { email: 'ada@example.com' };
      const events: [string, object][] = [
        ['order.paid', { external_id: one, customer, lines }],
        ['order.refunded', { external_id: one, lines: [{ external_id: 'a' }] }],
        ['order.paid', { external_id: other, customer, lines: [{ ...line('c', 7), license: key }] }],
        ['order.disputed', { external_id: other }],
        ['order.dispute_won', { external_id: other }],
      ];
      for (const step of index === 0 ? [...steps, ...steps] : steps) {
        const [type, order] = events[step] ?? ['', {}];
        await arrive(shop, type, order, { timestamp: `2026-01-05T12:00:0${step}.000Z` });
      }
      const { items } = (await server.asAdmin('GET', `/api/v1/licenses/${id}/meters/exports/grants`)).body;
      const [own, ...granted] = items.map(({ amount, left }: { amount: number; left: number }) => [amount, left]);
      ends.push({ own, granted: granted.sort(), left: (await use(server, key, { exports: 72 })).status });
    }
    const granted = [
      [40, 0],
      [60, 60],
      [7, 7],
    ];
    expect(ends).toEqual(ends.map(() => ({ own: [5, 5], granted, left: 200 })));
  });

  it('is topped up by a purchase link', async () => {
    await server.asAdmin('PUT', '/api/v1/products/basic/meters/exports', {
      body: { name: 'Exports', kind: 'consumed' },
    });
    const { id } = await issued(server, { product: 'basic', meters: { exports: { limit: 5 } } });
    const { reference } = await aLink(id, { action: 'top_up', meter: 'exports', amount: 250 });
    const sample = SAMPLE_SHOPS.find(({ kind }) => kind === 'stripe');
    const stripe = sample && (await aSampleShop(server, sample));
    if (!sample || !stripe) {
      throw new Error('No sample');
    }
    const bodies = sample.events.bought.map((one) => CARRIERS.stripe?.(one, reference) ?? one);
    await deliver(stripe, sample, [...bodies, ...bodies]);
    const { items } = (await server.asAdmin('GET', `/api/v1/licenses/${id}/meters/exports/grants`)).body;
    // The sample is bought twice.
    expect(items.slice(1)).toMatchObject([{ source: 'order', amount: 500, left: 500 }]);
  });

  it('needs a person for a license that does not exist, or a line that is no good', async () => {
    for (const line of [
      { license: 'NO-SUCH-KEY', action: 'renew' },
      { license: 'NO-SUCH-KEY', product: 'basic' },
    ]) {
      const { state, reason } = await paid(shop, { lines: [line] });
      expect([['failed', 'unmapped'].includes(state), reason]).toEqual([true, expect.stringMatching(/license/)]);
    }
  });
});

describe('a payment without a link', () => {
  const setting = (value: string) =>
    server.asAdmin('PATCH', '/api/v1/products/basic', { body: { continue_licenses: value } });
  afterAll(() => setting('never'));

  it.each([
    ['never', 1, 'done', 2],
    ['when_single', 0, 'done', 1],
    ['when_single', 1, 'done', 1],
    ['when_single', 2, 'unmapped', 2],
    ['ask', 0, 'done', 1],
    ['ask', 1, 'unmapped', 1],
  ])('of a product with %s, by a customer with %i licenses, is %s', async (value, owned, state, after) => {
    expect((await setting(value)).status).toBe(200);
    const email = `grace-${(count += 1)}@example.com`;
    await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Grace', email } });
    for (let index = 0; index < owned; index += 1) {
      await issued(server, { product: 'basic', customer_id: email });
    }
    expect(await paid(shop, { customer: { email } })).toMatchObject({ state });
    expect(await licensesOf(email)).toHaveLength(after);
  });

  it('continues the license that a person chooses, or gives a new one', async () => {
    await setting('ask');
    const email = `choice-${(count += 1)}@example.com`;
    await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Grace', email } });
    const { id, key } = await issued(server, { product: 'basic', customer_id: email });
    const first = await paid(shop, { customer: { email } });
    expect(first.reason).toContain(key);
    expect((await replay(shop, first, { license: 'NO-SUCH-KEY' })).status).toBe(404);
    expect((await replay(shop, first, { license: key })).status).toBe(200);
    await processEvents(server);
    expect(await license(id)).toMatchObject({ expires_at: '2028-01-05T12:00:00.000Z' });
    expect((await replay(shop, first, { new_license: true })).status).toBe(409);
    const second = await paid(shop, { customer: { email } });
    expect((await replay(shop, second, { new_license: true })).status).toBe(200);
    await processEvents(server);
    expect(await licensesOf(email)).toHaveLength(2);
  });
});

describe('a reference', () => {
  const stripe = SAMPLE_SHOPS.find(({ kind }) => kind === 'stripe') ?? SAMPLE_SHOPS[0];
  if (!stripe) {
    throw new Error('There is no sample of Stripe');
  }
  const carried = async (change: (object: Record<string, unknown>) => void) => {
    const shop = await aSampleShop(server, stripe);
    const bodies = stripe.events.bought.map((body) => changed(body, ({ data }) => change(data.object)));
    await deliver(shop, stripe, bodies);
    const events = await eventsOf(shop);
    return events.find(({ type }: { type: string }) => type === 'invoice.paid');
  };

  it('may be the key of a license, which the plan of the item renews or upgrades', async () => {
    const { id, key } = await issued(server, { product: 'basic', expires_at: '2026-01-20T10:00:00Z' });
    expect(await carried((object) => Object.assign(object, { metadata: { keyward: key } }))).toMatchObject({
      state: 'done',
    });
    expect((await license(id)).expires_at.slice(0, 10)).toBe('2026-02-20');
  });

  it.each([
    [false, '2026-02-10'],
    [true, '2026-02-20'],
  ])('for an upgrade whose item has credit_rest %s ends at %s, and a refund takes that back', async (credit, end) => {
    const policy = (
      await server.asAdmin('POST', '/api/v1/policies', {
        body: { name: `Credit ${credit}`, duration_days: 365, renewal_basis: 'today' },
      })
    ).body.id;
    const { id, key } = await issued(server, { product: 'basic', expires_at: '2026-01-20T10:00:00Z' });
    const before = await termsOf(id);
    const shop = await aSampleShop(server, stripe);
    const mappings = `/api/v1/shops/${shop.id}/mappings`;
    const { items } = (await server.asAdmin('GET', `${mappings}?q=${stripe.plans.basic}`)).body;
    const change = await server.asAdmin('PATCH', `${mappings}/${items[0].id}`, {
      body: { product: 'basic', policy, credit_rest: credit },
    });
    expect([change.status, change.body]).toMatchObject([200, { credit_rest: credit }]);
    const bodies = stripe.events.bought.map((body) =>
      changed(body, ({ data }) => Object.assign(data.object, { metadata: { keyward: key } })),
    );
    await deliver(shop, stripe, bodies);
    const after = await termsOf(id);
    expect([after.policy, after.expires_at.slice(0, 10)]).toEqual([policy, end]);
    const [order] = (await server.asAdmin('GET', `/api/v1/orders?shop=${shop.name}`)).body.items;
    await server.asAdmin('POST', `/api/v1/orders/${order.id}/refund`);
    expect(await termsOf(id)).toEqual(before);
  });

  it.each([
    [
      'is forged',
      (link: string) => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
      /no license and no purchase link/,
    ],
    [
      'names another action than the one that was signed',
      (link: string) => link.replace('kw1.r.', 'kw1.u.'),
      /no license and no/,
    ],
    ['is no license', () => 'NO-SUCH-KEY', /no license and no purchase link/],
    ['names a license by its number', () => '1', /no license and no purchase link/],
  ])('that %s needs a person, and changes nothing', async (_name, forge, reason) => {
    const { id } = await issued(server, { product: 'basic' });
    const before = await license(id);
    const { reference } = await aLink(id, { action: 'renew' });
    const event = await carried((object) => Object.assign(object, { metadata: { keyward: forge(reference) } }));
    expect(event).toMatchObject({ state: 'unmapped', reason: expect.stringMatching(reason) });
    expect(await license(id)).toEqual(before);
  });

  it('that ended before the payment needs a person, and one that ends later does not', async () => {
    const { id } = await issued(server, { product: 'basic' });
    const { reference, expires_at } = await aLink(id, { action: 'renew', expires_in: 300 });
    expect(expires_at).toBe('2026-01-05T12:05:00.000Z');
    const event = await carried((object) => Object.assign(object, { metadata: { keyward: reference } }));
    expect(event).toMatchObject({
      state: 'unmapped',
      reason: expect.stringMatching(/ended at 2026-01-05T12:05:00.000Z/),
    });
  });

  it('for a license of another product needs a person', async () => {
    await aProductWith(server, 'other', { duration_days: 30 });
    const { id, key } = await issued(server, { product: 'other' });
    const before = await license(id);
    const event = await carried((object) => Object.assign(object, { metadata: { keyward: key } }));
    expect(event).toMatchObject({ state: 'unmapped', reason: expect.stringMatching(/none of its items is for/) });
    expect(await license(id)).toEqual(before);
  });

  it('in a field that vendors use themselves counts only if it is one of ours', async () => {
    const event = await carried((object) => Object.assign(object, { client_reference_id: 'user_42' }));
    expect(event).toMatchObject({ state: 'done' });
  });

  it.each([
    [{ action: 'upgrade' }, 400],
    [{ action: 'renew', expires_in: 10 }, 400],
    [{ action: 'buy' }, 400],
  ])('is not made for %p', async (body, status) => {
    const { id } = await issued(server, { product: 'basic' });
    expect((await server.asAdmin('POST', `/api/v1/licenses/${id}/purchase-links`, { body })).status).toBe(status);
  });

  it('has at most 200 characters of a URL', async () => {
    const { id } = await issued(server, { product: 'basic' });
    const { id: policy } = (await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Longest' } })).body;
    const links = [
      await aLink(id, { action: 'upgrade', policy }),
      await aLink(id, { action: 'add_seats', seats: 2_147_483_647 }),
    ];
    for (const { reference } of links) {
      expect(reference).toMatch(/^[\w.-]{1,200}$/);
    }
  });
});

describe('a subscription that moves from one shop to another', () => {
  it('is paid by the new one: the end of the old one is no end of the license', async () => {
    const [old, fresh] = [shop, await aGenericShop()];
    const email = `moves-${(count += 1)}@example.com`;
    const order = { external_id: `old-${count}`, subscription_id: `sub-${count}`, customer: { email } };
    await arrive(old, 'order.paid', { ...order, lines: [{ product: 'basic' }], period_end: '2026-02-05T12:00:00Z' });
    const [{ id, key }] = await licensesOf(email);
    const next = { external_id: `new-${count}`, subscription_id: `sub-new-${count}`, customer: { email } };
    await arrive(fresh, 'order.paid', {
      ...next,
      lines: [{ license: key, action: 'renew' }],
      period_end: '2026-03-05T12:00:00Z',
    });
    await arrive(old, 'subscription.cancelled', order, { ended: true });
    expect(await termsOf(id)).toMatchObject({ status: 'unused', expires_at: '2026-04-05T12:00:00.000Z' });
    await arrive(fresh, 'subscription.cancelled', next, { ended: true });
    expect(await termsOf(id)).toMatchObject({ status: 'disabled' });
    await arrive(fresh, 'subscription.resumed', next);
    expect(await termsOf(id)).toMatchObject({ status: 'unused' });
  });
});
