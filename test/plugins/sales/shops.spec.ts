import { Browser } from '../../testkit/browser';
import { aProduct, aProductWith } from '../../testkit/callers';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import {
  aShop,
  type ConnectedShop,
  map,
  post,
  processEvents,
  standardHeaders,
  stripeEvent,
  stripeHeaders,
} from '../../testkit/shops';

const PATH = '/api/v1/shops';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOUR = 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'studio');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

let count = 0;
const fresh = (prefix: string): string => `${prefix}-${(count += 1)}`;
const now = () => server.clock.now();
const events = async ({ id }: ConnectedShop, query = '') =>
  (await server.asAdmin('GET', `${PATH}/${id}/events${query}`)).body.items;
const ordersOf = async (externalId: string) =>
  (await server.asAdmin('GET', `/api/v1/orders?external_id=${externalId}`)).body.items;

/** An event of the generic shop about a payment. */
const paid = (externalId: string, order: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'order.paid',
    timestamp: now().toISOString(),
    order: {
      external_id: externalId,
      customer: { email: 'ada@example.com' },
      lines: [{ product: 'studio', price: 4900, currency: 'EUR' }],
      ...order,
    },
  });
const sendPaid = (shop: ConnectedShop, externalId: string, id = fresh('msg'), secret = shop.secret) => {
  const body = paid(externalId);
  return post(server, shop, body, standardHeaders(id, body, secret, now()));
};

/** Outcomes of received events that the metrics have. */
const counted = async (): Promise<Record<string, number>> => {
  const lines = (await server.metrics()).matchAll(/keyward_shop_events_total\{(.*?)\} (\d+)/g);
  return Object.fromEntries([...lines].map(([, labels, value]) => [labels ?? '', Number(value)]));
};

describe('a shop', () => {
  it('is connected, changed and disconnected, and shows its secret once and its API key never', async () => {
    const name = fresh('web');
    const settings = { api_key: 'rk_test_secret', refund: 'suspend', past_due_days: null };
    const created = await server.asAdmin('POST', PATH, {
      body: { kind: 'stripe', name, secret: 'whsec_abc', settings },
    });
    expect([created.status, created.body]).toEqual([
      201,
      {
        id: expect.any(String),
        kind: 'stripe',
        name,
        secret: 'whsec_abc',
        needs_attention: 0,
        events_url: expect.stringMatching(/^http:\/\/.*\/api\/v1\/shops\/[0-9a-f-]{36}\/events$/),
        settings: {
          refund: 'suspend',
          dispute: 'suspend',
          past_due_days: null,
          cancel: 'at_period_end',
          has_api_key: true,
        },
        previous_secret_expires_at: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    const { id } = created.body;
    const patch = { settings: { api_key: null, past_due_days: 3 } };
    const { body: changed } = await server.asAdmin('PATCH', `${PATH}/${id}`, { body: patch });
    expect(changed.settings).toEqual({
      refund: 'suspend',
      dispute: 'suspend',
      past_due_days: 3,
      cancel: 'at_period_end',
      has_api_key: false,
    });
    const { secret: _secret, ...shown } = { ...created.body, ...changed };
    expect((await server.asAdmin('GET', `${PATH}/${id}`)).body).toEqual(shown);
    expect((await server.asAdmin('GET', `${PATH}?q=${name}`)).body.items).toEqual([shown]);
    const rotated = await server.asAdmin('POST', `${PATH}/${id}/rotate-secret`, { body: {} });
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect((await server.asAdmin('GET', `${PATH}/${id}`)).status).toBe(404);
    const recorded = await eventsOf(server, id);
    expect(recorded.map((event) => event.name).sort()).toEqual(
      ['shop.created', 'shop.deleted', 'shop.secret_rotated', 'shop.updated'].sort(),
    );
    expect(JSON.stringify(recorded)).not.toMatch(/whsec_|rk_test/);
  });

  it.each([
    ['a kind that is unknown', { kind: 'ebay', name: 'a' }, 'kind'],
    ['the name of our own orders', { kind: 'generic', name: 'manual' }, 'name'],
    ['a secret that cannot sign', { kind: 'generic', name: 'a', secret: 'whsec_%%%%' }, 'secret'],
    ['an unknown effect', { kind: 'generic', name: 'a', settings: { refund: 'forget' } }, 'settings.refund'],
  ])('is refused with %s', async (_name, body, field) => {
    const { status, body: answer } = await server.asAdmin('POST', PATH, { body });
    expect([[400, 409].includes(status), answer.error.details?.[0]?.field]).toEqual([true, field]);
  });

  it('has a name of its own', async () => {
    const { name } = await aShop(server, 'generic');
    const { status } = await server.asAdmin('POST', PATH, { body: { kind: 'stripe', name } });
    expect(status).toBe(409);
  });
});

describe('a mapping', () => {
  it('names a product or a policy, and is changed and deleted', async () => {
    const shop = await aShop(server, 'generic');
    const path = `${PATH}/${shop.id}/mappings`;
    const body = { external_id: 'price_1', product: 'studio', per: 'seat', entitlements: { export: true } };
    const created = await server.asAdmin('POST', path, { body });
    expect([created.status, created.body]).toEqual([
      201,
      {
        id: expect.any(String),
        external_id: 'price_1',
        product: 'studio',
        policy: expect.any(String),
        per: 'seat',
        entitlements: { export: true },
        credit_rest: false,
        checkout_url: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    expect((await server.asAdmin('POST', path, { body })).status).toBe(409);
    const { body: changed } = await server.asAdmin('PATCH', `${path}/${created.body.id}`, { body: { per: 'none' } });
    expect(changed).toMatchObject({ product: null, policy: null, per: 'none' });
    expect((await server.asAdmin('GET', `${path}?q=price_1`)).body.items).toEqual([changed]);
    expect((await server.asAdmin('GET', `${path}/${created.body.id}`)).body).toEqual(changed);
    expect((await server.asAdmin('DELETE', `${path}/${created.body.id}`)).status).toBe(204);
    expect((await server.asAdmin('GET', path)).body.items).toEqual([]);
    expect((await server.asAdmin('POST', path, { body: { external_id: 'x' } })).status).toBe(400);
  });
});

describe('the address for events', () => {
  const stripePaid = () => stripeEvent('invoice.paid', now(), { id: fresh('in'), lines: { data: [] } }).body;

  it.each(['generic', 'stripe'])('refuses forged, stale, truncated and re-serialised events of %s', async (kind) => {
    const shop = await aShop(server, kind, kind === 'stripe' ? { secret: 'whsec_of_stripe' } : {});
    const body = kind === 'stripe' ? stripePaid() : paid(fresh('web'));
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const sign = (secret: string, at = now()) =>
      kind === 'stripe' ? stripeHeaders(body, secret, at) : standardHeaders('msg_1', body, secret, at);
    const good = sign(shop.secret);
    const before = await counted();
    const refused = [
      await post(server, shop, body, sign(other)),
      await post(server, shop, body, sign(shop.secret, new Date(now().getTime() - 301_000))),
      await post(server, shop, body.slice(0, -1), good),
      await post(server, shop, JSON.stringify(JSON.parse(body), null, 2), good),
      await post(server, shop, body, {}),
      await post(server, shop, '', good),
    ];
    expect(refused.map(({ status, body: answer }) => [status, answer.error?.message])).toEqual(
      ['signature', 'stale', ...Array<string>(4).fill('signature')].map((reason) => [
        400,
        `The event was refused: ${reason}`,
      ]),
    );
    expect(await events(shop)).toEqual([]);
    const after = await counted();
    const risen = (outcome: string) => {
      const label = `kind="${kind}",outcome="${outcome}"`;
      return (after[label] ?? 0) - (before[label] ?? 0);
    };
    expect([risen('signature'), risen('stale'), risen('stored')]).toEqual([5, 1, 0]);
    expect((await post(server, shop, body, sign(shop.secret))).status).toBe(200);
    expect(await events(shop)).toHaveLength(1);
  });

  it('stores an event once, and takes none for an unknown shop', async () => {
    const shop = await aShop(server, 'generic');
    const externalId = fresh('web');
    const answers = [await sendPaid(shop, externalId, 'msg_a'), await sendPaid(shop, externalId, 'msg_a')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await events(shop)).toHaveLength(1);
    expect((await sendPaid({ ...shop, id: NOBODY }, externalId)).status).toBe(404);
    const { status } = await server.call('POST', `${PATH}/${shop.id}/events/a-token`, { body: {} });
    expect(status).toBe(400);
  });

  it('takes the former secret until the overlap ends', async () => {
    const shop = await aShop(server, 'generic');
    const { body: rotated } = await server.asAdmin('POST', `${PATH}/${shop.id}/rotate-secret`, {
      body: { overlap_hours: 1 },
    });
    const statuses = async () => [
      (await sendPaid(shop, fresh('web'))).status,
      (await sendPaid(shop, fresh('web'), undefined, rotated.secret)).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    server.clock.advance(HOUR + 1);
    expect(await statuses()).toEqual([400, 200]);
  });
});

describe('an event', () => {
  it('places the order that its shop names, for the plans that it names', async () => {
    const shop = await aShop(server, 'generic');
    const externalId = fresh('web');
    await sendPaid(shop, externalId);
    await processEvents(server);
    const [order] = await ordersOf(externalId);
    expect(order).toMatchObject({
      shop: shop.name,
      state: 'paid',
      total: 4900,
      currency: 'EUR',
      customer: { email: 'ada@example.com' },
      lines: [{ product: 'studio', quantity: 1 }],
    });
    expect(await events(shop)).toMatchObject([{ type: 'order.paid', state: 'done', reason: null, order_id: order.id }]);
  });

  it('is kept without a mapping, and applied once there is one and it is replayed', async () => {
    const { policy } = await aProductWith(server, 'mapped', { max_activations: 2 });
    const shop = await aShop(server, 'stripe', { secret: 'whsec_of_stripe' });
    const session = fresh('cs');
    const { body } = stripeEvent('checkout.session.completed', now(), {
      id: session,
      mode: 'payment',
      payment_status: 'paid',
      payment_intent: fresh('pi'),
      invoice: null,
      customer_details: { email: 'grace@example.com', name: 'Grace Hopper' },
      line_items: {
        data: [
          { id: 'li_1', price: { id: 'price_a', product: 'prod_a' }, quantity: 3, amount_total: 9000, currency: 'eur' },
          {
            id: 'li_2',
            price: { id: 'price_fee', product: 'prod_b' },
            quantity: 1,
            amount_total: 100,
            currency: 'eur',
          },
        ],
      },
    });
    expect((await post(server, shop, body, stripeHeaders(body, shop.secret, now()))).status).toBe(200);
    await processEvents(server);
    const [kept] = await events(shop, '?state=unmapped');
    expect(kept).toMatchObject({ reason: 'No mapping for price_a, price_fee', order_id: null });
    const browser = new Browser(server);
    await browser.signIn();
    const form = `/console/shops/${shop.id}/mappings/new?external_id=price_a`;
    expect((await browser.get(`/console/shops/${shop.id}`)).html).toContain(`<a href="${form}">Map this item</a>`);
    expect((await browser.get(form)).html).toContain('value="price_a"');
    expect((await server.asAdmin('GET', `${PATH}/${shop.id}`)).body.needs_attention).toBe(1);
    const recorded = await eventsOf(server, shop.id);
    expect(recorded.find(({ name }) => name === 'shop.event_needs_attention')?.data).toMatchObject({
      shop: shop.name,
      shop_event_id: kept.id,
      state: 'unmapped',
      reason: kept.reason,
    });

    await map(server, shop, 'prod_a', { policy, per: 'seat' });
    await map(server, shop, 'price_fee', { per: 'none' });
    const { body: replayed } = await server.asAdmin('POST', `${PATH}/${shop.id}/replay`);
    expect(replayed).toEqual({ events: 1 });
    await processEvents(server);
    const [order] = await ordersOf(session);
    expect(order).toMatchObject({
      state: 'paid',
      total: 9000,
      currency: 'EUR',
      lines: [{ product: 'mapped', quantity: 1, seats: 3, price: 9000, external_id: 'li_1' }],
    });
    const { body: again } = await server.asAdmin('POST', `${PATH}/${shop.id}/events/${kept.id}/replay`);
    expect(again).toMatchObject({ id: kept.id, state: 'done', order_id: order.id });
    expect((await server.asAdmin('GET', `${PATH}/${shop.id}`)).body.needs_attention).toBe(0);
  });

  it('says what Stripe leaves out', async () => {
    const shop = await aShop(server, 'stripe', { secret: 'whsec_of_stripe' });
    const { body } = stripeEvent('checkout.session.completed', now(), {
      id: fresh('cs'),
      mode: 'payment',
      payment_status: 'paid',
      customer_details: { email: 'a@example.com' },
    });
    await post(server, shop, body, stripeHeaders(body, shop.secret, now()));
    await processEvents(server);
    expect(await events(shop)).toMatchObject([{ state: 'unmapped', reason: expect.stringContaining('API key') }]);
  });

  it('has failed when a rule of ours refuses it, and is replayed', async () => {
    const shop = await aShop(server, 'generic');
    const reference = fresh('later');
    const externalId = fresh('web');
    const body = paid(externalId, { lines: [{ product: reference }] });
    await post(server, shop, body, standardHeaders('msg_later', body, shop.secret, now()));
    await processEvents(server);
    const [failed] = await events(shop);
    expect(failed).toMatchObject({ state: 'failed', order_id: null, reason: expect.any(String) });
    await aProduct(server, reference);
    await server.asAdmin('POST', `${PATH}/${shop.id}/events/${failed.id}/replay`);
    await processEvents(server);
    expect(await events(shop)).toMatchObject([{ state: 'done' }]);
  });
});
