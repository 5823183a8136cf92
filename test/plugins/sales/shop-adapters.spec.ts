import { aProduct } from '../../testkit/callers';
import { paysBackSale, SAMPLE_SHOPS } from '../../support/sample-shops';
import { receiveSample } from '../../support/received-events';
import { sampleOf } from '../../testkit/sample';
import { type Step, STEPS, TIMES } from '../../testkit/sample-shop';
import { fastSpring, fastSpringBody, fastSpringEvent, fastSpringOrder } from '../../support/sample-shops/fastspring';
import { wooCommerce, wooOrder } from '../../support/sample-shops/woocommerce';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { aSampleShop, aShop, type ConnectedShop, map, processEvents, sendEvent } from '../../testkit/shops';

interface SoldLine {
  readonly product: string;
  readonly quantity: number;
  readonly price: number;
  readonly currency: string;
  readonly licenses: readonly { readonly status: string }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'basic');
  await aProduct(server, 'pro');
});
afterAll(() => server.stop());

async function ordersOf({ name }: { readonly name: string }): Promise<{ id: string; external_id: string }[]> {
  return (await server.asAdmin('GET', `/api/v1/orders?shop=${name}`)).body.items;
}

/** The only order of a shop, without what differs from order to order. */
async function orderOf(shop: { readonly name: string }) {
  return partsOf(single(await ordersOf(shop)).id);
}

async function partsOf(id: string) {
  const {
    state,
    external_id: external,
    subscription_id: subscription,
    period_end: end,
    lines,
  } = (await server.asAdmin('GET', `/api/v1/orders/${id}`)).body;
  const sold = lines.map(({ product, quantity, price, currency, licenses }: SoldLine) => ({
    product,
    quantity,
    price,
    currency,
    licenses: licenses.map(({ status }) => status),
  }));
  return { state, external, subscription, end, lines: sold };
}

async function statesOf({ id }: ConnectedShop): Promise<string[]> {
  const { body } = await server.asAdmin('GET', `/api/v1/shops/${id}/events?limit=100`);
  return body.items.map(({ state }: { state: string }) => state);
}

/** State and end of the paid period after each step. The newest of three payments is paid back. Gumroad tells of failed payments by the end of the subscription. */
const STATES: Readonly<Record<Step, readonly [string, string, string]>> = {
  bought: ['paid', 'basic', TIMES.firstEnd],
  renewed: ['paid', 'basic', TIMES.secondEnd],
  upgraded: ['paid', 'pro', TIMES.secondEnd],
  past_due: ['past_due', 'pro', TIMES.secondEnd],
  recovered: ['paid', 'pro', TIMES.thirdEnd],
  refunded: ['partly_refunded', 'pro', TIMES.thirdEnd],
};

it.each(sampleOf(SAMPLE_SHOPS, 4, 'buyers'))(
  '$kind: an order follows the subscription of its buyer',
  async (sample) => {
    const shop = await aSampleShop(server, sample);
    let id: string | undefined;
    for (const step of STEPS) {
      for (const body of sample.events[step]) {
        await receiveSample(server, shop, sample, body);
      }
      await processEvents(server);
      id ??= single(await ordersOf(shop)).id;
      const { state, end, lines } = await partsOf(id);
      const [expected, product, periodEnd] = STATES[step];
      const isGumroad = sample.kind === 'gumroad';
      const ofShop: Partial<Record<Step, string>> = {
        ...(isGumroad && { past_due: 'cancelled' }),
        ...(paysBackSale(sample) && { refunded: 'refunded' }),
      };
      expect([step, state]).toEqual([step, ofShop[step] ?? expected]);
      expect(lines).toEqual([expect.objectContaining({ product, quantity: 2, price: 1190 })]);
      // Gumroad sends no end of a period: it follows from the time of the payment.
      expect(end.slice(0, isGumroad ? '2026-01'.length : 10)).toBe(
        periodEnd.slice(0, isGumroad ? '2026-01'.length : 10),
      );
    }
    const { lines } = await orderOf(shop);
    expect(lines[0].licenses).toEqual(['revoked', 'revoked']);
  },
);

interface Unclear {
  readonly name: string;
  readonly body: object;
  readonly reason: RegExp;
}

const LINE = { id: 1, product_id: 93, variation_id: 0, quantity: 1, total: '24.66', total_tax: '4.69' };

it.each<Unclear>([
  { name: 'in the form of Legacy API v3', body: { order: wooOrder() }, reason: /API version/ },
  { name: 'of a fraction of a license', body: wooOrder({ line_items: [{ ...LINE, quantity: 1.5 }] }), reason: /1\.5/ },
  { name: 'without an address', body: wooOrder({ billing: null }), reason: /e-mail address/ },
])('an order of WooCommerce $name needs attention at once, and is not tried again', async ({ body, reason }) => {
  const shop = await aSampleShop(server, wooCommerce);
  const text = JSON.stringify(body);
  expect((await sendEvent(server, shop, text, wooCommerce.deliver(text, server.clock.now()))).status).toBe(200);
  await processEvents(server);
  const { body: page } = await server.asAdmin('GET', `/api/v1/shops/${shop.id}/events`);
  expect(page.items).toEqual([
    expect.objectContaining({ state: 'unmapped', reason: expect.stringMatching(reason), order_id: null }),
  ]);
  expect((await server.asAdmin('GET', `/api/v1/shops/${shop.id}`)).body.needs_attention).toBe(1);
});

it('gives the license of a cart in which cloth is sold by the meter', async () => {
  const shop = await aSampleShop(server, wooCommerce);
  await map(server, shop, '500', { per: 'none' });
  const body = JSON.stringify(wooOrder({ line_items: [LINE, { ...LINE, id: 2, product_id: 500, quantity: 1.5 }] }));
  await sendEvent(server, shop, body, wooCommerce.deliver(body, server.clock.now()));
  await processEvents(server);
  expect((await orderOf(shop)).lines).toEqual([expect.objectContaining({ product: 'basic', quantity: 1 })]);
});

it('counts each event of a body with several once, also with others in another body', async () => {
  const shop = await aSampleShop(server, fastSpring);
  const item = { product: 'editor-basic', quantity: 1, subtotal: 10 };
  const events = ['order1', 'order2', 'order3'].map((id) =>
    fastSpringEvent('order.completed', TIMES.bought, fastSpringOrder({ id, items: [item] })),
  );
  const send = (body: string) => sendEvent(server, shop, body, fastSpring.deliver(body, server.clock.now()));
  for (const body of [events.slice(0, 2), events, [...events].reverse(), []].map((some) => fastSpringBody(...some))) {
    expect((await send(body)).status).toBe(200);
  }
  await processEvents(server);
  expect(await statesOf(shop)).toEqual(['done', 'done', 'done']);
  expect((await ordersOf(shop)).map(({ external_id: id }) => id).sort()).toEqual(['order1', 'order2', 'order3']);
});

it('stores no event of a body of which one cannot be stored', async () => {
  const shop = await aSampleShop(server, fastSpring);
  const [order, other] = ['order1', 'order2'].map((id) =>
    fastSpringEvent('order.completed', TIMES.bought, fastSpringOrder({ id, tags: { note: 'a\u0000b' } })),
  );
  const body = fastSpringBody({ ...order, data: fastSpringOrder() }, other ?? {});
  const { status } = await sendEvent(server, shop, body, fastSpring.deliver(body, server.clock.now()));
  expect([status, await statesOf(shop)]).toEqual([400, []]);
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
