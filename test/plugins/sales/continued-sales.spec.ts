import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { countOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { STEPS } from '../../testkit/sample-shop';
import { TestServer } from '../../testkit/server';
import {
  aSampleShop,
  aShop,
  map,
  permutations,
  processEvents,
  sendEvent,
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
const eventsOf = async (shop: { id: string }) =>
  (await server.asAdmin('GET', `/api/v1/shops/${shop.id}/events?limit=100`)).body.items;

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

describe.each(SAMPLE_SHOPS.filter(({ kind }) => kind in CARRIERS))('a subscription of $kind', (sample) => {
  const carry = CARRIERS[sample.kind] ?? String;

  it('continues the license of its purchase link, whatever the order of its events', async () => {
    const ends: object[] = [];
    const orders = sampleOf(variedOrders(STEPS), 2, sample.kind);
    for (const steps of [[...STEPS], ...orders]) {
      const { id } = await issued(server, { product: 'basic', expires_at: '2026-01-20T10:00:00Z' });
      const { reference } = await aLink(id, { action: 'renew' });
      const before = await countOf(server, 'licenses');
      const shop = await aSampleShop(server, sample);
      for (const body of steps.flatMap((step) => sample.events[step]).map((one) => carry(one, reference))) {
        const { status } = await sendEvent(server, shop, body, sample.deliver(body, server.clock.now()));
        expect(status).toBe(200);
      }
      await processEvents(server);
      expect(
        (await eventsOf(shop)).filter(({ state }: { state: string }) => !['done', 'ignored'].includes(state)),
      ).toEqual([]);
      expect(await countOf(server, 'licenses')).toBe(before);
      ends.push(await termsOf(id));
    }
    const [first, ...others] = ends;
    others.forEach((end, index) =>
      expect({ order: orders[index], ...end }).toEqual({ order: orders[index], ...first }),
    );
  });
});
