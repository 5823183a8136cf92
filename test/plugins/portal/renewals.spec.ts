import { Browser } from '../../testkit/browser';
import { aProductWith } from '../../testkit/callers';
import { changed, issued } from '../../testkit/issue';
import type { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop, map } from '../../testkit/shops';
import { PORTAL_URL, PortalOnServer, tokenIn, wordsOf } from '../../support/portal';
import { DAY } from '../../../src/core/common/calendar';

const CHECKOUT = 'https://buy.example.com/studio?client_reference_id={reference}';
const PAGE = 'https://halden.example/more?license={license}&product={product}';

let portal: PortalOnServer;
let server: TestServer;
let shop: ConnectedShop;
beforeAll(async () => {
  portal = await PortalOnServer.start();
  ({ server } = portal);
  shop = await aShop(server, 'generic');
});
afterEach(() => server.clock.reset());
afterAll(() => portal.stop());

let count = 0;

/** A signed-in customer with a license that ends in some days, of a product of its own. */
async function licensed({ days = 10, product = {} }: { days?: number; product?: Record<string, unknown> } = {}) {
  count += 1;
  const email = `renew-${count}@example.com`;
  const { id: customer } = await portal.customer(email);
  const reference = `renewed-${count}`;
  const made = await aProductWith(server, reference, { duration_days: 365 });
  await server.asAdmin('PATCH', `/api/v1/products/${made.id}`, { body: product });
  const expires_at = new Date(server.clock.now().getTime() + days * DAY).toISOString();
  const license = await issued(server, { product: reference, customer_id: customer, max_activations: 2, expires_at });
  const browser = await portal.signedIn(email);
  const path = `/portal/licenses/${license.id}`;
  const hrefs = async (at = path) =>
    [...(await browser.get(at)).html.matchAll(/href="(https:[^"]+)"/g)].map(([, url = '']) =>
      url.replaceAll('&amp;', '&'),
    );
  return { email, customer, reference, license, browser, path, hrefs };
}

const linkOf = (letter: string): unknown =>
  expect.stringMatching(new RegExp(`^https://buy\\.example\\.com/studio\\?client_reference_id=kw1\\.${letter}\\.`));

it('leads to the checkout that continues the license, and to the page of the product where there is none', async () => {
  const { reference, license, hrefs, path, browser } = await licensed({ product: { upgrade_url: PAGE } });
  const page = `https://halden.example/more?license=${license.id}&product=${reference}`;
  expect(await hrefs('/portal/licenses')).toEqual([page]);
  expect(await hrefs()).toEqual([page, page]);
  await map(server, shop, reference, { product: reference, checkout_url: CHECKOUT });
  expect(await hrefs('/portal/licenses')).toEqual([linkOf('r')]);
  expect(await hrefs()).toEqual([linkOf('r')]);
  expect(wordsOf(await browser.get(path))).toContain('Renew');
});

it('offers other policies and seats for which a checkout is stored', async () => {
  const { reference, license, hrefs, browser, path } = await licensed({ days: 100 });
  const { body: pro } = await server.asAdmin('POST', '/api/v1/policies', {
    body: { name: `Pro ${count}`, duration_days: 365 },
  });
  await map(server, shop, `${reference}-pro`, { product: reference, policy: pro.id, checkout_url: CHECKOUT });
  await map(server, shop, `${reference}-seats`, { product: reference, per: 'seat', checkout_url: CHECKOUT });
  expect(await hrefs()).toEqual([linkOf('r'), linkOf('u'), linkOf('s')]);
  const words = wordsOf(await browser.get(path));
  expect(words).toContain(`Change to Pro ${count}`);
  expect(words).toContain('Add devices');

  await changed(server, license, { max_activations: null });
  expect(await hrefs()).toEqual([linkOf('r'), linkOf('u')]);
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/disable`);
  expect(await hrefs()).toEqual([]);
});

it('sells nothing besides to a license that the shop renews, and nothing to a named user', async () => {
  const { reference, email, customer, license, hrefs } = await licensed();
  await map(server, shop, reference, { product: reference, checkout_url: CHECKOUT });
  await server.asAdmin('POST', '/api/v1/orders', {
    body: {
      customer_id: customer,
      subscription_id: `sub-${count}`,
      period_end: new Date(server.clock.now().getTime() + 300 * DAY).toISOString(),
      lines: [{ product: reference }],
    },
  });
  const sold = (await server.sdk.licenses.list({ customer: email })).items.find(({ id }) => id !== license.id);
  expect(await hrefs(`/portal/licenses/${sold?.id}`)).toEqual([]);

  await server.sdk.customers.update(customer, { company: 'Analytical Engines' });
  const person = `renewing-user-${count}@example.com`;
  await server.sdk.customerUsers.add(customer, { email: person });
  await changed(server, license, { max_users: 2 });
  await server.sdk.licenseUsers.assign(license.id, { email: person });
  const browser = await portal.signedIn(person);
  expect((await browser.get(`/portal/licenses/${license.id}`)).html).not.toContain('buy.example.com');
  expect((await browser.get(`/portal/licenses/${license.id}/renew`)).status).toBe(404);
});

it('leads a session that the vendor opens to the checkout, and to the license without one', async () => {
  const { customer, reference, license, path } = await licensed();
  const enter = async () => {
    const { body } = await server.asAdmin('POST', '/api/v1/portal/sessions', {
      body: { customer, page: 'renew', license: license.id },
    });
    const browser = new Browser(server);
    const token = tokenIn(body.url.slice(PORTAL_URL.length));
    const { location = '' } = await browser.post('/portal/sign-in', { token });
    expect(location).toBe(`${path}/renew`);
    return browser.get(location);
  };
  expect(await enter()).toMatchObject({ status: 303, location: path });
  await map(server, shop, reference, { product: reference, checkout_url: CHECKOUT });
  const page = await enter();
  expect(page.status).toBe(200);
  expect(page.html).toMatch(
    /data-follow-now[^>]*>\s*<a[^>]+href="https:\/\/buy\.example\.com\/studio\?client_reference_id=kw1\.r\./,
  );
  expect(wordsOf(page)).toContain('You pay at buy.example.com');
});

it('keeps the choice of the colors, beside the language', async () => {
  const browser = new Browser(server);
  expect((await browser.get('/portal')).html).not.toContain('data-theme');
  expect(await browser.post('/portal/theme', { theme: 'dark', next: '/portal' })).toMatchObject({
    status: 303,
    location: '/portal',
  });
  expect((await browser.get('/portal')).html).toContain('data-theme="dark"');
  await browser.post('/portal/theme', { theme: 'system', next: '/portal' });
  expect((await browser.get('/portal')).html).not.toContain('data-theme');
  expect((await browser.post('/portal/theme', { theme: 'pink' })).status).toBe(400);
});
