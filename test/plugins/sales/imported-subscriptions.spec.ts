import { aProduct } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TIMES } from '../../testkit/sample-shop';
import { TestServer } from '../../testkit/server';
import { aSampleShop, permutations, processEvents, sendEvent } from '../../testkit/shops';
import { lemonEvent, lemonInvoice, lemonSqueezy, lemonSubscription } from '../../support/sample-shops/lemon-squeezy';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'carried');
  await aProduct(server, 'basic');
  await aProduct(server, 'pro');
});
afterAll(() => server.stop());

const updated = (id: string, change: Parameters<typeof lemonSubscription>[0]): string =>
  lemonEvent(
    'subscription_updated',
    'subscriptions',
    id,
    lemonSubscription({ order_id: Number(id) + 1_000, ...change }),
  );
const invoiced = (id: string, type: string, change: Parameters<typeof lemonInvoice>[0] = {}): string =>
  lemonEvent(type, 'subscription-invoices', `9${id}`, lemonInvoice({ subscription_id: Number(id), ...change }));

/** A license as an import makes it, and a shop that was connected afterwards. */
async function carried(id: string) {
  const license = await issued(server, {
    product: 'carried',
    expires_at: TIMES.firstEnd,
    metadata: { lemon_squeezy: { subscription: { id } } },
  });
  const shop = await aSampleShop(server, lemonSqueezy);
  const read = async () => (await server.asAdmin('GET', `/api/v1/licenses/${license.id}`)).body;
  const send = async (body: string) => {
    await sendEvent(server, shop, body, lemonSqueezy.deliver(body, new Date()));
    await processEvents(server);
    const { body: events } = await server.asAdmin('GET', `/api/v1/shops/${shop.id}/events`);
    const [{ state, reason }] = events.items;
    return { state, reason };
  };
  return { license, read, send };
}

describe('a subscription that began before its shop was connected', () => {
  const events = (id: string) => [
    updated(id, { renews_at: TIMES.secondEnd, updated_at: TIMES.renewed }),
    invoiced(id, 'subscription_payment_success'),
    updated(id, { renews_at: TIMES.thirdEnd, updated_at: TIMES.recovered }),
  ];

  it.each(permutations([0, 1, 2]).map((order, index) => [order, String(700 + index)] as const))(
    'moves the end of its imported license, in the order %j',
    async (order, id) => {
      const { license, read, send } = await carried(id);
      for (const body of order.map((index) => events(id)[index] ?? '')) {
        expect(await send(body)).toEqual({ state: 'done', reason: null });
      }
      expect(await read()).toMatchObject({ key: license.key, expires_at: new Date(TIMES.thirdEnd).toISOString() });
    },
  );

  it('leaves a refund to a person, and the end as it is', async () => {
    const { read, send } = await carried('720');
    await send(updated('720', { renews_at: TIMES.secondEnd, updated_at: TIMES.renewed }));
    const refund = { status: 'refunded', refunded: true, refunded_amount: 1190, updated_at: TIMES.refunded } as const;
    expect(await send(invoiced('720', 'subscription_payment_refunded', refund))).toEqual({
      state: 'unmapped',
      reason: 'The license was imported, and keeps what this payment gave.',
    });
    expect(await read()).toMatchObject({ expires_at: new Date(TIMES.secondEnd).toISOString() });
  });

  it('waits for its order if no license was imported for it', async () => {
    const { read, send } = await carried('730');
    expect(await send(updated('731', { renews_at: TIMES.secondEnd }))).toMatchObject({ state: 'waiting' });
    expect(await read()).toMatchObject({ expires_at: new Date(TIMES.firstEnd).toISOString() });
  });
});
