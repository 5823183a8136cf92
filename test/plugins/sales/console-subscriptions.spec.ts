import { Browser } from '../../testkit/browser';
import { aProductWith } from '../../testkit/callers';
import { TestServer } from '../../testkit/server';
import { aShop, processEvents, sendEvent, standardHeaders } from '../../testkit/shops';

const PAGES = '/console/subscriptions';
const NOW = '2026-01-05T12:00:00.000Z';

let server: TestServer;
let browser: Browser;
let shop: Awaited<ReturnType<typeof aShop>>;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'basic', { duration_days: 365 });
  server.clock.holdAt(NOW);
  browser = new Browser(server);
  await browser.signIn();
});
beforeEach(async () => {
  server.clock.holdAt(NOW);
  shop = await aShop(server, 'generic');
});
afterAll(() => server.stop());

let count = 0;
const send = async (type: string, order: object, more: object = {}) => {
  const body = JSON.stringify({ type, timestamp: NOW, order, ...more });
  const headers = standardHeaders(`msg_${(count += 1)}`, body, shop.secret, server.clock.now());
  expect((await sendEvent(server, shop, body, { headers })).status).toBe(200);
  await processEvents(server);
};
async function aSubscription(more: object = {}) {
  const names = { external_id: `order-${(count += 1)}`, subscription_id: `sub-${count}` };
  const lines = [{ product: 'basic', price: 4900, currency: 'EUR' }];
  const customer = { email: `${names.subscription_id}@example.com`, name: `Ada ${count}` };
  await send('order.paid', { ...names, customer, lines, period_end: '2026-02-05T12:00:00.000Z', ...more });
  const { items } = (await server.asAdmin('GET', '/api/v1/subscriptions', { query: { shop: shop.name } })).body;
  return { ...names, id: items[0].id as string };
}
const html = async (path: string): Promise<string> => {
  const page = await browser.get(path);
  expect([path, page.status]).toEqual([path, 200]);
  return page.html;
};
const listed = async (query = ''): Promise<string[]> =>
  [...(await html(`${PAGES}${query}`)).matchAll(/\/console\/subscriptions\/([\w-]{36})"/g)].map(([, id = '']) => id);

it('lists subscriptions by state, shop, customer and text', async () => {
  const first = await aSubscription();
  const second = await aSubscription();
  await send('subscription.past_due', { external_id: second.external_id });
  const shopOnly = `shop=${encodeURIComponent(shop.name)}`;
  expect(await listed(`?${shopOnly}`)).toEqual([second.id, first.id]);
  expect(await listed(`?${shopOnly}&state=active`)).toEqual([first.id]);
  expect(await listed(`?${shopOnly}&state=past_due`)).toEqual([second.id]);
  expect(await listed(`?q=${first.subscription_id}`)).toEqual([first.id]);
  expect(await listed(`?customer=${first.subscription_id}@example.com`)).toEqual([first.id]);
  const all = await html(`${PAGES}?${shopOnly}`);
  for (const text of ['Next payment', '€49', 'Past due', first.subscription_id]) {
    expect(all).toContain(text);
  }
});

it('shows a subscription with its next payment, price, licenses and log', async () => {
  const { id, subscription_id, external_id } = await aSubscription();
  await send('subscription.renewed', { external_id }, { period_end: '2026-03-05T12:00:00.000Z' });
  const page = await html(`${PAGES}/${id}`);
  const { licenses } = (await server.asAdmin('GET', `/api/v1/subscriptions/${id}`)).body;
  for (const text of [
    subscription_id,
    '5 Mar 2026',
    '€49.00',
    `/license/edit/${licenses[0]}`,
    `/console/orders/${id}`,
  ]) {
    expect(page).toContain(text);
  }
  expect(page).toContain('placed the order');
  expect(page).toContain('renewed');
});

it('is linked from its order and its licenses, and is not the page of other orders', async () => {
  const { id } = await aSubscription();
  const link = `href="${PAGES}/${id}"`;
  expect(await html(`/console/orders/${id}`)).toContain(link);
  const { licenses } = (await server.asAdmin('GET', `/api/v1/subscriptions/${id}`)).body;
  expect(await html(`/license/edit/${licenses[0]}`)).toContain(link);
  const { body } = await server.asAdmin('POST', '/api/v1/orders', {
    body: { customer: { email: 'ada@example.com' }, lines: [{ product: 'basic' }] },
  });
  expect(await html(`/console/orders/${body.id}`)).not.toContain(`${PAGES}/`);
  expect((await browser.get(`${PAGES}/${body.id}`)).status).toBe(404);
});
