import { SAMPLE_SHOPS } from '../../../../../test/support/sample-shops';
import { type SampleShop, STEPS } from '../../../../../test/testkit/sample-shop';
import { InvalidShopEvent, type ShopAdapter, type ShopCredentials } from '../shop-adapter';
import { creemAdapter } from './creem/creem.adapter';
import { dodoAdapter } from './dodo/dodo.adapter';
import { fastSpringAdapter } from './fastspring/fastspring.adapter';
import { genericAdapter } from './generic/generic.adapter';
import { gumroadAdapter } from './gumroad/gumroad.adapter';
import { lemonSqueezyAdapter } from './lemon_squeezy/lemon-squeezy.adapter';
import { paddleAdapter } from './paddle/paddle.adapter';
import { polarAdapter } from './polar/polar.adapter';
import { stripeAdapter } from './stripe/stripe.adapter';
import { wooCommerceAdapter } from './woocommerce/woocommerce.adapter';

const NOW = new Date('2026-03-14T12:00:00Z');
const ADAPTERS = [
  ...[stripeAdapter, paddleAdapter, lemonSqueezyAdapter, gumroadAdapter],
  ...[wooCommerceAdapter, polarAdapter, creemAdapter, dodoAdapter, fastSpringAdapter, genericAdapter],
];
const CASES = ADAPTERS.map((adapter) => ({ adapter, shop: sampleOf(adapter), kind: adapter.kind }));

const SIGN_A_TIME = ['stripe', 'paddle', 'polar', 'dodo', 'generic'];
/** Shops that tell the time of an event apart from its object. */
const WITH_A_TIME = CASES.filter(({ kind }) => kind !== 'gumroad' && kind !== 'woocommerce');
const SIGNED = CASES.filter(({ kind }) => kind !== 'gumroad');

it.each(CASES)('$kind: accepts events that the shop has signed, each with one id', async ({ adapter, shop }) => {
  const bodies = STEPS.flatMap((step) => shop.events[step]);
  const ids = await Promise.all(bodies.map(async (body) => (await verified(adapter, shop, body)).id));
  expect(new Set(ids).size).toBe(bodies.length);
  expect((await verified(adapter, shop, bodies[0] ?? '')).id).toBe(ids[0]);
});

it.each(CASES)('$kind: accepts the former secret while it is valid, and no empty one', async ({ adapter, shop }) => {
  const [body = ''] = shop.events.bought;
  const request = requestOf(shop, body);
  expect(await adapter.verify(request, { secrets: ['new', shop.secret], apiKey: null })).not.toBeNull();
  const empty = { ...request, ...shop.deliver(body, NOW, '') };
  expect(await reasonOf(adapter, empty, { secrets: [''], apiKey: null })).toBe('signature');
});

it.each(CASES)('$kind: refuses forged and unsigned events', async ({ adapter, shop }) => {
  const [body = ''] = shop.events.bought;
  expect(await reasonOf(adapter, { ...requestOf(shop, body), ...shop.deliver(body, NOW, 'guessed') })).toBe(
    'signature',
  );
  expect(await reasonOf(adapter, { ...requestOf(shop, body), headers: {}, token: undefined })).toBe('signature');
});

it.each(SIGNED)('$kind: refuses a body that is truncated, written anew or changed', async ({ adapter, shop }) => {
  const [body = ''] = shop.events.bought;
  const request = requestOf(shop, body);
  const others = [
    body.slice(0, -1),
    JSON.stringify(JSON.parse(body), null, 2),
    `${body}\n`,
    body.replace('2', '3'),
    '',
  ];
  for (const other of others) {
    expect(await reasonOf(adapter, { ...request, body: Buffer.from(other) })).toBe('signature');
  }
});

it.each(CASES)('$kind: refuses a signed body that is no event', async ({ adapter, shop }) => {
  const bodies = shop.kind === 'woocommerce' ? ['', '[]', '1', '{'] : ['', '[]', 'null', '{"a":1}', '{"data":'];
  for (const body of bodies) {
    expect(await reasonOf(adapter, requestOf(shop, body))).toBe('malformed');
  }
});

it.each(WITH_A_TIME)('$kind: refuses a signed event whose time is none', async ({ adapter, shop }) => {
  const [bought = ''] = shop.events.bought;
  const body = bought
    .replace(/"(occurred_at|updated_at|timestamp)":"[^"]+"/g, '"$1":"soon"')
    .replace(/"(created(?:_at)?)":\d+/, '"$1":1e300');
  expect(body).not.toBe(bought);
  expect(await reasonOf(adapter, requestOf(shop, body))).toBe('malformed');
});

it.each(CASES)('$kind: refuses old events if the shop signs a time', async ({ adapter, shop, kind }) => {
  const [body = ''] = shop.events.bought;
  const at = (seconds: number) => ({ ...requestOf(shop, body), ...shop.deliver(body, secondsLater(seconds)) });
  const signsTime = SIGN_A_TIME.includes(kind);
  expect(await reasonOf(adapter, at(-299))).toBeNull();
  expect(await reasonOf(adapter, at(-301))).toBe(signsTime ? 'stale' : null);
  // The library of Stripe compares the age only.
  expect(await reasonOf(adapter, at(301))).toBe(signsTime && kind !== 'stripe' ? 'stale' : null);
});

it('accepts what the library of Paddle accepts, which is the time of five seconds', async () => {
  const { Paddle } = await import('@paddle/paddle-node-sdk');
  const { webhooks } = new Paddle('key');
  const shop = sampleOf(paddleAdapter);
  const [body = ''] = shop.events.bought;
  const { headers } = shop.deliver(body, new Date());
  const signature = String(headers['paddle-signature']);
  const event = await paddleAdapter.verify(
    { body: Buffer.from(body), headers, receivedAt: new Date() },
    credentialsOf(shop),
  );
  expect(await webhooks.unmarshal(body, shop.secret, signature)).toMatchObject({ eventId: event?.id });
});

function sampleOf({ kind }: ShopAdapter): SampleShop {
  const shop = SAMPLE_SHOPS.find((one) => one.kind === kind);
  if (!shop) {
    throw new Error(`There is no sample of ${kind}`);
  }
  return shop;
}

function requestOf(shop: SampleShop, body: string) {
  return { body: Buffer.from(body), receivedAt: NOW, ...shop.deliver(body, NOW) };
}

async function verified(adapter: ShopAdapter, shop: SampleShop, body: string) {
  const event = await adapter.verify(requestOf(shop, body), credentialsOf(shop));
  if (!event) {
    throw new Error('This is no event');
  }
  return event;
}

async function reasonOf(
  adapter: ShopAdapter,
  request: Parameters<ShopAdapter['verify']>[0],
  credentials: ShopCredentials = credentialsOf(sampleOf(adapter)),
): Promise<string | null> {
  try {
    await adapter.verify(request, credentials);
    return null;
  } catch (error) {
    return error instanceof InvalidShopEvent ? error.reason : String(error);
  }
}

function credentialsOf({ secret }: SampleShop): ShopCredentials {
  return { secrets: [secret], apiKey: null };
}

function secondsLater(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}
