import { randomUUID } from 'node:crypto';
import { applied, countsOf, readFrom } from '../../support/imports';
import { PagedApi } from '../../support/paged-api';
import { lemonEvent, lemonSqueezy, lemonSubscription } from '../../support/sample-shops/lemon-squeezy';
import { stripe, stripeInvoice } from '../../support/sample-shops/stripe';
import { IS_DEEP } from '../../testkit/sample';
import type { SampleShop } from '../../testkit/sample-shop';
import { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop, map, processEvents, sendEvent, stripeEvent } from '../../testkit/shops';

/** Licenses of the store; the first 6 of each 25 have a subscription. */
const LICENSES = IS_DEEP ? 5_000 : 10;
const PRODUCT = '21';
const VARIANT = '31';
/** The service ends payments on 31 March. */
const TIMES = {
  imported: '2027-02-15T12:00:00.000Z',
  renews: '2027-03-05T12:00:00.000Z',
  paid: '2027-03-20T12:00:00.000Z',
  renewedUntil: '2027-06-05T12:00:00.000Z',
  after: '2027-04-10T12:00:00.000Z',
} as const;

/** What the customer of a subscription does before the service ends. */
const WAYS = ['renews there', 'pays by a link', 'pays by address', 'does not pay'] as const;
type Way = (typeof WAYS)[number];

interface OldLicense {
  readonly number: number;
  readonly key: string;
  readonly instance: string;
  readonly email: string;
  readonly way: Way | null;
}

const STORE = Array.from({ length: LICENSES }, (_, index): OldLicense => ({
  number: index + 1,
  key: randomUUID().toUpperCase(),
  instance: randomUUID(),
  email: `buyer-${index + 1}@shop.example`,
  way: index % 25 < 6 ? (WAYS[(index % 25) % WAYS.length] ?? null) : null,
}));
const by = (way: Way): OldLicense[] => STORE.filter((license) => license.way === way);
const subscriptionId = ({ number }: OldLicense): string => String(50_000 + number);

const LISTS = {
  products: [{ type: 'products', id: PRODUCT, attributes: { store_id: 11, name: 'Pencil', status: 'published' } }],
  'license-keys': STORE.map(({ number, key, email }) => ({
    type: 'license-keys',
    id: String(number),
    attributes: {
      store_id: 11,
      customer_id: number,
      order_id: 10_000 + number,
      order_item_id: 20_000 + number,
      product_id: Number(PRODUCT),
      user_name: `Buyer ${number}`,
      user_email: email,
      key,
      activation_limit: 1,
      disabled: 0,
      status: 'active',
      expires_at: null,
      created_at: '2025-05-04T10:20:30.000000Z',
    },
  })),
  subscriptions: STORE.filter(({ way }) => way !== null).map((license) => ({
    type: 'subscriptions',
    id: subscriptionId(license),
    attributes: {
      order_item_id: 20_000 + license.number,
      variant_id: Number(VARIANT),
      status: 'active',
      renews_at: TIMES.renews,
      ends_at: null,
    },
  })),
  'license-key-instances': STORE.map(({ number, instance }) => ({
    type: 'license-key-instances',
    id: String(number),
    attributes: {
      license_key_id: number,
      identifier: instance,
      name: `desk ${number}`,
      created_at: '2025-06-07T08:09:10.000000Z',
    },
  })),
};

/** Bodies and queries of programs in the field. */
const PROGRAMS = [
  ({ key, instance }: OldLicense) => ({ body: { license_key: key, instance_id: instance } }),
  ({ key, instance }: OldLicense) => ({
    body: new URLSearchParams({ license_key: key, instance_id: instance }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  ({ key, instance }: OldLicense) => ({ query: { license_key: key, instance_id: instance } }),
  ({ key }: OldLicense) => ({ body: { license_key: key } }),
];

if (IS_DEEP) {
  jest.setTimeout(3_600_000);
}

let server: TestServer;
let api: PagedApi;
let batch: string;
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
  api = await PagedApi.start(LISTS);
  server.clock.holdAt(TIMES.imported);
  const ready = await readFrom(server, 'lemon-squeezy', api);
  const done = await applied(server, ready.id);
  expect(countsOf(done, 'license')).toMatchObject({ read: LICENSES, made: LICENSES });
  expect(countsOf(done, 'activation')).toMatchObject({ made: LICENSES });
  ({ batch } = done);
});
afterAll(async () => {
  await server.stop();
  await api.stop();
});

/** Numbers of the licenses whose program is refused; each program asks in its way. */
async function refused(): Promise<number[]> {
  const refused: number[] = [];
  for (const license of STORE) {
    const call = PROGRAMS[license.number % PROGRAMS.length]?.(license);
    const { body } = await server.call('POST', '/v1/licenses/validate', call);
    expect([license.number, typeof body.valid]).toEqual([license.number, 'boolean']);
    refused.push(...(body.valid ? [] : [license.number]));
  }
  return refused;
}

const numbers = (licenses: readonly OldLicense[]): number[] => licenses.map(({ number }) => number);

async function board() {
  const { status, body } = await server.asAdmin('GET', '/api/v1/renewals', { query: { batch, days: '30' } });
  expect(status).toBe(200);
  return body;
}

async function send(shop: ConnectedShop, sample: SampleShop, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    const delivery = sample.deliver(body, server.clock.now(), shop.secret);
    expect((await sendEvent(server, shop, body, delivery)).status).toBe(200);
  }
  await processEvents(server);
  const { body: left } = await server.asAdmin('GET', `/api/v1/shops/${shop.id}/events?limit=100`);
  expect(left.items.filter(({ state }: { state: string }) => !['done', 'ignored'].includes(state))).toEqual([]);
}

/** A subscription of the store as the service reports it. */
function reported(license: OldLicense, change: Parameters<typeof lemonSubscription>[0]): string {
  const ids = { order_id: 10_000 + license.number, order_item_id: 20_000 + license.number };
  return lemonEvent(
    'subscription_updated',
    'subscriptions',
    subscriptionId(license),
    lemonSubscription({ ...ids, ...change }),
  );
}

function paidAtStripe({ number, email }: OldLicense, metadata: Record<string, string>): string {
  const parent = { type: 'subscription_details', subscription_details: { subscription: `sub_${number}` } } as const;
  const change = { customer_email: email, parent, metadata };
  const invoice = stripeInvoice(String(number), 'subscription_create', TIMES.renewedUntil, change);
  return stripeEvent('invoice.paid', server.clock.now(), invoice).body;
}

async function linkOf({ key }: OldLicense): Promise<string> {
  const { status, body } = await server.asAdmin('POST', `/api/v1/licenses/${key}/purchase-links`, {
    body: { action: 'renew' },
  });
  expect(status).toBe(201);
  return body.reference;
}

async function keys(): Promise<string[]> {
  const rows = await server.dataSource.query<{ key: string }[]>('SELECT key FROM licenses ORDER BY key');
  return rows.map(({ key }) => key);
}

it(`moves a closing store of ${LICENSES} licenses: who pays goes on with the old key, and the figures add up`, async () => {
  const counts = {
    licenses: LICENSES,
    paid: 0,
    ends_soon: STORE.filter(({ way }) => way !== null).length,
    ends_later: 0,
    ended: 0,
    without_end: STORE.filter(({ way }) => way === null).length,
  };
  expect(await board()).toEqual(counts);
  expect(await refused()).toEqual([]);

  const old = await aShop(server, lemonSqueezy.kind, { secret: lemonSqueezy.secret });
  const fresh = await aShop(server, stripe.kind, { secret: stripe.secret });
  await map(server, old, VARIANT, { product: PRODUCT });
  await map(server, fresh, stripe.plans.basic, { product: PRODUCT });
  const setting = { body: { continue_licenses: 'when_single' } };
  expect((await server.asAdmin('PATCH', `/api/v1/products/${PRODUCT}`, setting)).status).toBe(200);
  server.clock.holdAt(TIMES.renews);
  const renewed = by('renews there');
  const renewal = { renews_at: TIMES.renewedUntil, updated_at: TIMES.renews };
  await send(
    old,
    lemonSqueezy,
    renewed.map((license) => reported(license, renewal)),
  );
  server.clock.holdAt(TIMES.paid);
  const linked = by('pays by a link');
  const links: string[] = [];
  for (const license of linked) {
    links.push(await linkOf(license));
  }
  const addressed = by('pays by address');
  const payments = [
    ...linked.map((license, index) => paidAtStripe(license, { keyward: links[index] ?? '' })),
    ...addressed.map((license) => paidAtStripe(license, {})),
  ];
  await send(fresh, stripe, payments);

  server.clock.holdAt(TIMES.after);
  const end = {
    status: 'expired',
    ends_at: '2027-03-31T00:00:00.000Z',
    updated_at: '2027-03-31T00:00:00.000Z',
  } as const;
  const ended = [...linked, ...addressed, ...by('does not pay')];
  await send(
    old,
    lemonSqueezy,
    ended.map((license) => reported(license, end)),
  );
  const paid = linked.length + addressed.length;
  expect(await board()).toEqual({
    ...counts,
    paid,
    ends_soon: 0,
    ends_later: renewed.length,
    ended: by('does not pay').length,
  });
  expect(await refused()).toEqual(numbers(by('does not pay')));
  expect(await keys()).toEqual(STORE.map(({ key }) => key).sort());
});
