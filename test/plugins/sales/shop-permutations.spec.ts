import type { OrderLine } from '../../../sdk/src/generated/native';
import { aProduct } from '../../testkit/callers';
import { paysBackSale, SAMPLE_SHOPS } from '../../support/sample-shops';
import { receiveSample } from '../../support/received-events';
import { sampleOf } from '../../testkit/sample';
import { type SampleShop, STEPS } from '../../testkit/sample-shop';
import { TestServer } from '../../testkit/server';
import { aSampleShop, permutations, processEvents, variedOrders } from '../../testkit/shops';

/** Two orders for each shop, in a deep run each step at each place; with ALL_ORDERS=1 all 720 orders, which takes minutes. */
const ordersFor = ({ kind }: SampleShop) =>
  process.env.ALL_ORDERS ? permutations(STEPS) : sampleOf(variedOrders(STEPS), 2, kind);

type Payment = Record<'type' | 'paid_at' | 'amount' | 'period_end' | 'counts' | 'reason', unknown>;

/** Receipts of the newest payment. The events of the other shops have none. */
const RECEIPTS: ReadonlyMap<string, string> = new Map([
  ['stripe', 'https://invoice.stripe.com/i/in_3'],
  ['lemon_squeezy', 'https://app.lemonsqueezy.com/my-orders/1/invoices/63'],
  ['dodo', 'https://live.dodopayments.com/invoices/payments/pay_3'],
  ['fastspring', 'https://store.onfastspring.example/account/order/order3/invoice'],
  ['generic', 'https://shop.example/receipts/3'],
]);

if (process.env.ALL_ORDERS) {
  jest.setTimeout(3_600_000);
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'basic');
  await aProduct(server, 'pro');
});
afterAll(() => server.stop());

/** The only order of a shop with its payments and events, without what differs from shop to shop: IDs, keys and times of ours. */
async function endOf({ id: shop, name }: { readonly id: string; readonly name: string }) {
  const { body: list } = await server.asAdmin('GET', `/api/v1/orders?shop=${name}`);
  expect(list.items).toHaveLength(1);
  const { body } = await server.asAdmin('GET', `/api/v1/orders/${list.items[0].id}`);
  const {
    id: _id,
    number: _number,
    shop: _shop,
    created_at: _created,
    updated_at: _updated,
    customer,
    ...order
  } = body;
  const lines = order.lines.map(({ id: _line, licenses, refunded_at: refunded, ...line }: OrderLine) => ({
    ...line,
    isRefunded: refunded !== null,
    licenses: licenses.map(({ status }) => status),
  }));
  const expiries = await server.dataSource.query<object[]>(
    'SELECT DISTINCT expires_at FROM licenses WHERE order_id = $1',
    [body.id],
  );
  const { body: subscription } = await server.asAdmin('GET', `/api/v1/subscriptions/${body.id}`);
  const { state, interval, period_end, price, next_change, licenses } = subscription;
  const { body: paid } = await server.asAdmin('GET', `/api/v1/licenses/${body.lines[0].licenses[0].id}/payments`);
  const payments = paid.items.map(({ type, paid_at, amount, period_end, counts, reason }: Payment) => {
    return { type, paid_at, amount, period_end, counts, reason };
  });
  const { body: events } = await server.asAdmin('GET', `/api/v1/shops/${shop}/events?limit=100`);
  const states = events.items.map(({ type, state }: { type: string; state: string }) => `${type} ${state}`).sort();
  const renewing = { state, interval, period_end, price, next_change, licenses: licenses.length };
  return { ...order, customer: customer.email, lines, expiries, states, renewing, payments };
}

it.each(sampleOf(SAMPLE_SHOPS, 3, 'permutations'))(
  '$kind: the steps of a sale that arrive in other orders, and twice, end alike',
  async (sample) => {
    const ends: object[] = [];
    for (const [index, steps] of ordersFor(sample).entries()) {
      const shop = await aSampleShop(server, sample);
      const bodies = steps.flatMap((step) => sample.events[step]);
      for (const body of [...bodies, ...(index % 2 === 0 ? bodies : [...bodies].reverse())]) {
        await receiveSample(server, shop, sample, body);
      }
      await processEvents(server);
      ends.push(await endOf(shop));
      expect((await server.asAdmin('DELETE', `/api/v1/shops/${shop.id}`)).status).toBe(204);
    }
    const [first, ...others] = ends;
    const isRefunded = paysBackSale(sample);
    expect(first).toMatchObject({
      state: isRefunded ? 'refunded' : 'partly_refunded',
      lines: [{ product: 'pro', quantity: 2, isRefunded, licenses: ['revoked', 'revoked'] }],
      metadata: RECEIPTS.has(sample.kind) ? { receipt_url: RECEIPTS.get(sample.kind) } : {},
    });
    expect(first).toMatchObject({
      renewing: { interval: expect.stringMatching(/^P\d+[DWMY]$/), licenses: 2 },
      payments: expect.arrayContaining(
        ['payment', 'renewal', 'refund'].map((type) => expect.objectContaining({ type })),
      ),
      states: expect.not.arrayContaining([expect.stringMatching(/ (pending|waiting|failed|unmapped)$/)]),
    });
    others.forEach((end, index) => expect({ index, ...end }).toEqual({ index, ...first }));
  },
);
