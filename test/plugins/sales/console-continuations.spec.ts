import { Browser, fieldsOf } from '../../testkit/browser';
import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { aShop, map, processEvents, sendEvent, standardHeaders } from '../../testkit/shops';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'asked', { duration_days: 365 });
  const change = { continue_licenses: 'ask' };
  expect((await server.asAdmin('PATCH', '/api/v1/products/asked', { body: change })).status).toBe(200);
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const END = '2031-01-01T00:00:00.000Z';
let buyers = 0;

/** A payment of a buyer who has two licenses already. */
async function aPaymentToDecide() {
  const email = `buyer-${(buyers += 1)}@example.com`;
  const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email } });
  const own = [1, 2].map(() => issued(server, { product: 'asked', customer_id: customer.id, expires_at: END }));
  const licenses = await Promise.all(own);
  const shop = await aShop(server, 'generic');
  await map(server, shop, 'price', { product: 'asked' });
  const at = server.clock.now();
  const order = { external_id: `order-${buyers}`, customer: { email }, lines: [{ product: 'price' }] };
  const body = JSON.stringify({ type: 'order.paid', timestamp: at.toISOString(), order });
  await sendEvent(server, shop, body, { headers: standardHeaders(`msg-${buyers}`, body, shop.secret, at) });
  await processEvents(server);
  const page = `/console/shops/${shop.id}`;
  const event = async () => (await server.asAdmin('GET', `/api/v1/shops/${shop.id}/events`)).body.items[0];
  const found = async () =>
    (await server.asAdmin('GET', '/api/v1/licenses', { query: { customer: email } })).body.items;
  return { shop, page, licenses, event, found };
}

const html = async (path: string, as = browser): Promise<string> => {
  const page = await as.get(path);
  expect([path, page.status]).toEqual([path, 200]);
  return page.html;
};
const actionIn = (page: string): string | undefined => /action="([^"]*\/continue[^"]*)"/.exec(page)?.[1];
const valuesIn = (page: string): string[] =>
  [...page.matchAll(/name="license" value="([^"]+)"/g)].map(([, one = '']) => one);
async function choose(path: string, license: string, as = browser): Promise<void> {
  const page = await html(path, as);
  const { status } = await as.post(actionIn(page) ?? '', { ...fieldsOf(page), license });
  expect(status).toBe(303);
}

it('offers a button for each license that a payment could continue, and one for a new license', async () => {
  const { page, licenses, event, found } = await aPaymentToDecide();
  expect((await event()).state).toBe('unmapped');
  expect(valuesIn(await html(page)).sort()).toEqual([...licenses.map(({ id }) => id), 'new'].sort());

  const [chosen, other] = licenses.map(({ id }) => id);
  await choose(page, chosen ?? '');
  await processEvents(server);
  expect((await event()).state).toBe('done');
  const ends = Object.fromEntries(
    (await found()).map((one: { id: string; expires_at: string }) => [one.id, one.expires_at]),
  );
  expect(ends).toEqual({ [chosen ?? '']: '2032-01-01T00:00:00.000Z', [other ?? '']: END });
  expect(actionIn(await html(page))).toBeUndefined();
});

it('makes a new license by one click', async () => {
  const { page, event, found } = await aPaymentToDecide();
  await choose(page, 'new');
  await processEvents(server);
  expect([(await event()).state, (await found()).length]).toEqual(['done', 3]);
});

it('takes the choice of one of two admins who press at once', async () => {
  const { username } = await createLoggedInUser(server, 'admin');
  const second = new Browser(server);
  await second.signIn(username, PASSWORD);
  const { page, licenses, found } = await aPaymentToDecide();
  const [one = '', other = ''] = licenses.map(({ id }) => id);
  await Promise.all([choose(page, one), choose(page, other, second)]);
  const shown = await Promise.all([html(page), html(page, second)]);
  const told = shown.map((text) => text.includes('Somebody else chose a license'));
  expect(told.filter(Boolean)).toHaveLength(1);
  await processEvents(server);
  const winner = told[0] ? other : one;
  const ends = (await found()).map((each: { id: string; expires_at: string }) => [each.id, each.expires_at]);
  expect(Object.fromEntries(ends)).toEqual({ [one]: END, [other]: END, [winner]: '2032-01-01T00:00:00.000Z' });
});

it('answers the second of two choices by API with 409', async () => {
  const { shop, licenses, event, found } = await aPaymentToDecide();
  const path = `/api/v1/shops/${shop.id}/events/${(await event()).id}/replay`;
  const bodies = [...licenses.map(({ id }) => ({ license: id })), { new_license: true }];
  const answers = await Promise.all(bodies.map((body) => server.asAdmin('POST', path, { body })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('CONFLICT');
  await processEvents(server);
  const ends = (await found()).map(({ expires_at }: { expires_at: string }) => expires_at);
  expect([ends.length, ends.filter((end: string) => end !== END).length].join()).toMatch(/^(2,1|3,1)$/);
});

it('shows the buttons to nobody who may not decide', async () => {
  const { page } = await aPaymentToDecide();
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  expect(valuesIn(await html(page, viewer))).toEqual([]);
});
