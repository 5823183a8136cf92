import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import {
  type EnvatoSale,
  EnvatoAdapter,
  envatoAdapter,
} from '../../../src/plugins/sales/shops/adapters/envato/envato.adapter';
import { PaddleAdapter, paddleAdapter } from '../../../src/plugins/sales/shops/adapters/paddle/paddle.adapter';
import { readShopApi, type ReadShopApi } from '../../../src/plugins/sales/shops/adapters/shop-api';
import { StripeAdapter, stripeAdapter } from '../../../src/plugins/sales/shops/adapters/stripe/stripe.adapter';
import { aProduct } from '../../testkit/callers';
import { captureLog } from '../../testkit/captured-log';
import { runJob } from '../../testkit/jobs';
import { sampleOf } from '../../testkit/sample';
import { running } from '../../testkit/leftovers';
import { paddle, paddleCustomer, paddleEvent, paddleTransaction } from '../../support/sample-shops/paddle';
import { type Delivery, TIMES } from '../../testkit/sample-shop';
import { stripe, stripeInvoice, stripeSession } from '../../support/sample-shops/stripe';
import { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop, map, processEvents, sendEvent, type Sent, stripeEvent } from '../../testkit/shops';

/** Of calls that are answered, however slow the machine is. */
const LONG_MS = 60_000;
/** Of calls that hang. */
const SHORT_MS = 150;
const KEY = 'rk_live_kept_from_everybody';

type Answer = (response: ServerResponse) => void;

/** The APIs of the shops on a server of this machine. */
const api = {
  port: 0,
  /** By path; others are not found. */
  objects: {} as Record<string, object>,
  /** Instead of the objects. */
  failure: undefined as Answer | undefined,
  asked: [] as string[],
  timeoutMs: LONG_MS,
};

let server: TestServer;
let log: { text: string };
beforeAll(async () => {
  const shops = createServer(({ url = '', headers }, response) => {
    api.asked.push(`${headers.authorization} ${decodeURIComponent(url)}`);
    const { [new URL(url, 'http://localhost').pathname]: object } = api.objects;
    const answer = api.failure ?? json(object ? 200 : 404, object ?? { error: { type: 'invalid_request_error' } });
    answer(response);
  });
  await once(shops.listen(0, '127.0.0.1'), 'listening');
  running.add({
    stop: () => {
      shops.closeAllConnections();
      return new Promise((closed) => shops.close(() => closed()));
    },
  });
  api.port = (shops.address() as AddressInfo).port;
  log = captureLog();
  server = await TestServer.start({ LOG_LEVEL: 'debug' });
  await aProduct(server, 'editor');
  const read: ReadShopApi = (url, token) => readShopApi(local(url), token, api.timeoutMs);
  const here = { host: '127.0.0.1', port: api.port, protocol: 'http' } as const;
  const adapters = {
    paddle: new PaddleAdapter(read),
    envato: new EnvatoAdapter(read),
  };
  jest
    .spyOn(stripeAdapter, 'interpret')
    .mockImplementation((...event) => new StripeAdapter({ ...here, timeout: api.timeoutMs }).interpret(...event));
  jest.spyOn(paddleAdapter, 'interpret').mockImplementation((...event) => adapters.paddle.interpret(...event));
  jest.spyOn(envatoAdapter, 'interpret').mockImplementation((...event) => adapters.envato.interpret(...event));
  jest.spyOn(envatoAdapter, 'verify').mockImplementation((...request) => adapters.envato.verify(...request));
});
beforeEach(() => {
  Object.assign(api, { objects: {}, failure: undefined, asked: [], timeoutMs: LONG_MS });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await server.stop();
});

const local = (url: string): string => url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${api.port}`);

function json(status: number, body: unknown): Answer {
  return (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

interface Row {
  readonly state: string;
  readonly reason: string | null;
  readonly order_id: string | null;
}

async function send(shop: ConnectedShop, body: string, delivery: Delivery): Promise<void> {
  expect((await sendEvent(server, shop, body, delivery)).status).toBe(200);
  await processEvents(server);
}

async function events({ id }: ConnectedShop): Promise<Row[]> {
  return (await server.asAdmin('GET', `/api/v1/shops/${id}/events`)).body.items;
}

async function lines(shop: ConnectedShop): Promise<object[]> {
  const [event] = await events(shop);
  return (await server.asAdmin('GET', `/api/v1/orders/${event?.order_id}`)).body.lines;
}

let count = 0;

const lineItem = (id: string, quantity: number): Sent<Stripe.LineItem> => ({
  id,
  object: 'item',
  amount_total: 1190,
  currency: 'eur',
  quantity,
  price: { id: 'price_editor', object: 'price', product: 'prod_editor' },
});
const listOf = <T>(...data: T[]) => ({ object: 'list', data, has_more: false }) as const;

/** A payment whose items or buyer only the API has, with what the API answers. */
interface Sale {
  readonly kind: string;
  readonly plan: string;
  readonly secret?: string;
  readonly objects: Record<string, object>;
  readonly body: string;
  deliver(shop: ConnectedShop): Delivery;
}

function saleOf(kind: string): Sale {
  const id = `${(count += 1)}`;
  switch (kind) {
    case 'stripe': {
      const session = stripeSession({ id: `cs_${id}`, mode: 'payment', subscription: null, invoice: null });
      const { body } = stripeEvent('checkout.session.completed', server.clock.now(), session);
      const objects = { [`/v1/checkout/sessions/cs_${id}/line_items`]: listOf(lineItem('li_1', 2)) };
      const deliver = () => stripe.deliver(body, server.clock.now());
      return { kind, plan: 'price_editor', secret: stripe.secret, objects, body, deliver };
    }
    case 'paddle': {
      const change = { id: `txn_${id}`, customer_id: `ctm_${id}`, subscription_id: null, billing_period: null };
      const body = paddleEvent('transaction.completed', TIMES.bought, paddleTransaction(change));
      const objects = { [`/customers/ctm_${id}`]: { data: { ...paddleCustomer(), id: `ctm_${id}` } } };
      const deliver = () => paddle.deliver(body, server.clock.now());
      return { kind, plan: paddle.plans.basic, secret: paddle.secret, objects, body, deliver };
    }
    default: {
      const code = `86781236-23d0-4b3c-7dfa-${id.padStart(12, '0')}`;
      const body = JSON.stringify({ code, email: 'ada@example.com' });
      const item = { id: 1234567, name: 'Editor' };
      const sold: EnvatoSale = {
        amount: '29.00',
        sold_at: TIMES.bought,
        license: 'Regular License',
        supported_until: null,
        item,
      };
      const objects = { '/v3/market/author/sale': sold };
      return { kind, plan: '1234567', objects, body, deliver: ({ secret }) => ({ headers: {}, token: secret }) };
    }
  }
}

async function connected({ kind, plan, secret }: Sale): Promise<ConnectedShop> {
  const settings = { api_key: KEY };
  const shop = await aShop(server, kind, { ...(secret !== undefined && { secret }), settings });
  await map(server, shop, plan, { product: 'editor' });
  return shop;
}

const KINDS = ['stripe', 'paddle', 'envato'];
const FAILURES: readonly [string, Answer, number?][] = [
  ['429', json(429, { error: { message: `Too many requests of ${KEY}` } })],
  ['500', json(500, { error: { message: `Failed for ${KEY}` } })],
  ['no JSON', (response) => void response.writeHead(200).end(`<html>${KEY}</html>`)],
  ['another object', json(200, { object: KEY })],
  ['a redirect', (response) => void response.writeHead(302, { location: local('https://x/elsewhere') }).end()],
  ['nothing', () => undefined, SHORT_MS],
  ['a part, and then nothing', (response) => void response.writeHead(200).write('{"data": ['), SHORT_MS],
  ['a lost connection', (response) => void response.destroy()],
];

describe.each(KINDS)('%s', (kind) => {
  it('is asked with the key for what its event leaves out', async () => {
    const sale = saleOf(kind);
    const shop = await connected(sale);
    Object.assign(api, { objects: sale.objects });
    await send(shop, sale.body, sale.deliver(shop));
    expect(await events(shop)).toMatchObject([{ state: 'done', reason: null }]);
    expect(await lines(shop)).toMatchObject([{ product: 'editor' }]);
    const [path = ''] = Object.keys(sale.objects);
    expect(api.asked).toEqual([expect.stringMatching(`^Bearer ${KEY} ${path}`)]);
  });

  it.each(sampleOf([401, 403], 1, kind))(
    'needs attention if it refuses the key with %s, and is read with another',
    async (status) => {
      const sale = saleOf(kind);
      const shop = await connected(sale);
      api.failure = json(status, { error: { type: 'invalid_request_error', message: `Invalid key: ${KEY}` } });
      await send(shop, sale.body, sale.deliver(shop));
      expect(await events(shop)).toEqual([
        expect.objectContaining({ state: 'unmapped', reason: expect.stringMatching(/refuses the API key/) }),
      ]);
      Object.assign(api, { objects: sale.objects, failure: undefined, asked: [] });
      const path = `/api/v1/shops/${shop.id}`;
      await server.asAdmin('PATCH', path, { body: { settings: { api_key: `${KEY}_2` } } });
      await server.asAdmin('POST', `${path}/replay`);
      await processEvents(server);
      expect(await events(shop)).toMatchObject([{ state: 'done' }]);
      expect(api.asked).toEqual([expect.stringMatching(`^Bearer ${KEY}_2 `)]);
    },
  );

  it.each(sampleOf(FAILURES, 3, kind))(
    'is asked again later if it answers %s',
    async (_name, failure, timeoutMs = LONG_MS) => {
      const sale = saleOf(kind);
      const shop = await connected(sale);
      Object.assign(api, { failure, timeoutMs });
      await send(shop, sale.body, sale.deliver(shop));
      const [event] = await events(shop);
      expect(event).toMatchObject({ state: 'pending', reason: expect.any(String), order_id: null });
      Object.assign(api, { objects: sale.objects, failure: undefined, timeoutMs: LONG_MS });
      server.clock.advance(10_000);
      await runJob(server, 'shop-events');
      expect(await events(shop)).toMatchObject([{ state: 'done', reason: null }]);
      expect(api.asked.filter((request) => request.includes('elsewhere'))).toEqual([]);
    },
  );
});

it('reads all items of a session of Stripe, of which the event has a part', async () => {
  const sale = saleOf('stripe');
  const shop = await connected(sale);
  const id = `cs_${(count += 1)}`;
  const session = stripeSession({ id, mode: 'payment', subscription: null, invoice: null });
  const part = { ...listOf(lineItem('li_1', 9)), has_more: true };
  const { body } = stripeEvent('checkout.session.completed', server.clock.now(), { ...session, line_items: part });
  api.objects[`/v1/checkout/sessions/${id}/line_items`] = listOf(lineItem('li_1', 2), lineItem('li_2', 1));
  await send(shop, body, stripe.deliver(body, server.clock.now()));
  expect(await lines(shop)).toMatchObject([
    { external_id: 'li_1', quantity: 2 },
    { external_id: 'li_2', quantity: 1 },
  ]);
});

it('finds the invoice of a disputed payment by the API of Stripe', async () => {
  const shop = await connected(saleOf('stripe'));
  const invoice = stripeInvoice('disputed', 'manual', TIMES.firstEnd, { parent: null, payments: { data: [] } });
  await map(server, shop, stripe.plans.basic, { product: 'editor' });
  const { body: paid } = stripeEvent('invoice.paid', server.clock.now(), invoice);
  await send(shop, paid, stripe.deliver(paid, server.clock.now()));
  const payment: Sent<Stripe.InvoicePayment> = { object: 'invoice_payment', invoice: invoice.id };
  api.objects['/v1/invoice_payments'] = listOf(payment);
  const { body } = stripeEvent('charge.dispute.created', server.clock.now(), {
    id: 'dp_1',
    charge: 'ch_1',
    payment_intent: 'pi_1',
    status: 'needs_response',
  });
  await send(shop, body, stripe.deliver(body, server.clock.now()));
  expect(api.asked.at(-1)).toContain('payment[payment_intent]=pi_1');
  const [{ order_id: order } = { order_id: null }] = await events(shop);
  expect((await server.asAdmin('GET', `/api/v1/orders/${order}`)).body.state).toBe('disputed');
});

it('says that Stripe does not find an object with this key', async () => {
  const sale = saleOf('stripe');
  const shop = await connected(sale);
  await send(shop, sale.body, sale.deliver(shop));
  expect(await events(shop)).toMatchObject([
    { state: 'unmapped', reason: expect.stringMatching(/same account and mode/) },
  ]);
});

it('keeps the keys out of the log, the events, the shops and the audit log', async () => {
  const answers = [
    await server.asAdmin('GET', '/api/v1/shops?limit=100'),
    await server.asAdmin('GET', '/api/v1/audit?limit=100'),
    await server.asAdmin('GET', '/api/v1/events?limit=100'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const stored = await server.dataSource.query<object[]>('SELECT reason, facts, payload FROM shop_events');
  expect(stored.length).toBeGreaterThan(15);
  expect(JSON.stringify([answers.map(({ body }) => body), stored])).not.toContain(KEY);
  expect(log.text).toContain('of a shop failed');
  expect(log.text).not.toContain(KEY);
});
