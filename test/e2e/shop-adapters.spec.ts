import { ShopEventsService } from '../../src/sales/shops/shop-events.service';
import { aProduct } from '../support/callers';
import { SAMPLE_SHOPS } from '../support/sample-shops';
import { type SampleShop, type Step, STEPS, TIMES } from '../support/sample-shops/sample-shop';
import { TestServer } from '../support/server';
import { aShop, type ConnectedShop, map, processEvents } from '../support/shops';

interface SoldLine {
  readonly product: string;
  readonly quantity: number;
  readonly price: number;
  readonly currency: string;
  readonly licenses: readonly { readonly status: string }[];
}

/** Of orders of arrival, besides the shop's own and the opposite. */
const seeds = [1_234_567];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await aProduct(server, 'basic');
  await aProduct(server, 'pro');
});
afterAll(() => server.stop());

async function connected(sample: SampleShop): Promise<ConnectedShop & { readonly name: string }> {
  const shop = await aShop(server, sample.kind, { secret: sample.secret });
  await map(server, shop, sample.plans.basic, { product: 'basic' });
  await map(server, shop, sample.plans.pro, { product: 'pro' });
  return shop;
}

/** Without HTTP, which would take most of the time. */
function receive({ id }: ConnectedShop, sample: SampleShop, body: string): Promise<void> {
  const request = { body: Buffer.from(body), ...sample.deliver(body, server.clock.now()) };
  return server.app.get(ShopEventsService).receive(id, request);
}

async function send({ id }: ConnectedShop, sample: SampleShop, body: string, change = {}): Promise<number> {
  const { headers, token } = { ...sample.deliver(body, server.clock.now()), ...change };
  const path = `/api/v1/shops/${id}/events${token === undefined ? '' : `/${token}`}`;
  const type = { 'content-type': 'application/json' };
  const { status } = await server.call('POST', path, { body, headers: { ...type, ...(headers as object) } });
  return status;
}

/** The only order of a shop, without what differs from order to order. */
async function orderOf({ name }: { readonly name: string }) {
  const { body } = await server.asAdmin('GET', `/api/v1/orders?shop=${name}`);
  expect(body.items).toHaveLength(1);
  const {
    state,
    external_id: external,
    subscription_id: subscription,
    period_end: end,
    lines,
  } = (await server.asAdmin('GET', `/api/v1/orders/${body.items[0].id}`)).body;
  const sold = lines.map(({ product, quantity, price, currency, licenses }: SoldLine) => ({
    ...{ product, quantity, price, currency },
    licenses: licenses.map(({ status }) => status),
  }));
  return { state, external, subscription, end, lines: sold };
}

async function statesOf({ id }: ConnectedShop): Promise<string[]> {
  const { body } = await server.asAdmin('GET', `/api/v1/shops/${id}/events?limit=100`);
  return body.items.map(({ state }: { state: string }) => state);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const draw = (): number => (state = (state * 48_271) % 2_147_483_647);
  return items
    .map((item) => ({ item, rank: draw() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/** State and end of the paid period after each step. Gumroad tells of failed payments by the end of the subscription. */
const STATES: Readonly<Record<Step, readonly [string, string, string]>> = {
  bought: ['paid', 'basic', TIMES.firstEnd],
  renewed: ['paid', 'basic', TIMES.secondEnd],
  upgraded: ['paid', 'pro', TIMES.secondEnd],
  past_due: ['past_due', 'pro', TIMES.secondEnd],
  recovered: ['paid', 'pro', TIMES.thirdEnd],
  refunded: ['refunded', 'pro', TIMES.thirdEnd],
};

it.each(SAMPLE_SHOPS)('$kind: an order follows the subscription of its buyer', async (sample) => {
  const shop = await connected(sample);
  for (const step of STEPS) {
    for (const body of sample.events[step]) {
      expect(await send(shop, sample, body)).toBe(200);
    }
    await processEvents(server);
    const { state, end, lines } = await orderOf(shop);
    const [expected, product, periodEnd] = STATES[step];
    const isGumroad = sample.kind === 'gumroad';
    expect([step, state]).toEqual([step, isGumroad && step === 'past_due' ? 'cancelled' : expected]);
    expect(lines).toEqual([expect.objectContaining({ product, quantity: 2, price: 1190 })]);
    // Gumroad sends no end of a period: it follows from the time of the payment.
    expect(end.slice(0, isGumroad ? '2026-01'.length : 10)).toBe(periodEnd.slice(0, isGumroad ? '2026-01'.length : 10));
  }
  const { lines } = await orderOf(shop);
  expect(lines[0].licenses).toEqual(['revoked', 'revoked']);
});

it.each(SAMPLE_SHOPS)('$kind: events that arrive in any order, and twice, end alike', async (sample) => {
  const events = STEPS.flatMap((step) => sample.events[step]);
  const arrivals = [events, [...events].reverse(), ...seeds.map((seed) => shuffled(events, seed))];
  const ends: unknown[] = [];
  for (const arrival of arrivals) {
    const shop = await connected(sample);
    for (const body of [...arrival, ...arrival]) {
      await receive(shop, sample, body);
    }
    await processEvents(server);
    ends.push(await orderOf(shop));
    expect(await statesOf(shop)).not.toContain('failed');
  }
  expect(ends).toEqual(ends.map(() => ends[0]));
});

it.each(SAMPLE_SHOPS)('$kind: refused events leave nothing but a count', async (sample) => {
  const shop = await connected(sample);
  const [body = ''] = sample.events.bought;
  expect(await send(shop, sample, body, sample.deliver(body, server.clock.now(), 'forged-secret'))).toBe(400);
  expect(await send(shop, sample, '{"data":', sample.deliver('{"data":', server.clock.now()))).toBe(400);
  expect(await statesOf(shop)).toEqual([]);
  expect(await server.metrics()).toMatch(
    new RegExp(`keyward_shop_events_total\\{kind="${sample.kind}",outcome="signature"\\} [1-9]`),
  );
});

it('answers the test of a new webhook of WooCommerce, and stores nothing', async () => {
  const shop = await aShop(server, 'woocommerce', { secret: 'woo-secret' });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const path = `/api/v1/shops/${shop.id}/events`;
  expect((await server.call('POST', path, { body: 'webhook_id=12', headers })).status).toBe(200);
  expect(await statesOf(shop)).toEqual([]);
});

it('keeps a purchase code of Envato that cannot be verified without a token, once', async () => {
  const shop = await aShop(server, 'envato');
  const body = { code: '86781236-23d0-4b3c-7dfa-c1c147e0dece', email: 'ada@example.com' };
  const path = `/api/v1/shops/${shop.id}/events/${shop.secret}`;
  for (const code of [body.code, body.code.toUpperCase()]) {
    expect((await server.call('POST', path, { body: { ...body, code } })).status).toBe(200);
  }
  expect((await server.call('POST', `${path}x`, { body })).status).toBe(400);
  await processEvents(server);
  expect(await statesOf(shop)).toEqual(['unmapped']);
});
