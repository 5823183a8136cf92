import { Browser } from '../../testkit/browser';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { single } from '../../testkit/rows';
import type { TestServer } from '../../testkit/server';
import { PORTAL_URL, PortalOnServer, tokenIn, wordsOf } from '../../support/portal';

const SHOP = 'https://shop.example.com/account';

let portal: PortalOnServer;
let server: TestServer;
let key: string;
beforeAll(async () => {
  portal = await PortalOnServer.start();
  ({ server } = portal);
  await portal.set({ 'portal.return_urls': [SHOP] });
  ({ key } = await keyOf(server, 'internal', { name: 'web-shop', permissions: ['portal:sessions'] }));
});
afterEach(() => server.clock.reset());
afterAll(() => portal.stop());

let count = 0;

async function licensed(more: Record<string, unknown> = {}) {
  count += 1;
  const email = `ada-${count}@example.com`;
  const { id: customer } = await portal.customer(email, more);
  const reference = `studio-${count}`;
  await aProduct(server, reference, { name: `Studio ${count}` });
  const license = await issued(server, { product: reference, customer_id: customer });
  return { email, customer, license, path: `/portal/licenses/${license.id}` };
}

const create = (body: Record<string, unknown>, apiKey = key) =>
  server.withKey('POST', '/api/v1/portal/sessions', { body }, apiKey);

/** The path of a new link. */
async function linkOf(body: Record<string, unknown>): Promise<string> {
  const { status, body: session } = await create(body);
  expect([status, session.error]).toEqual([201, undefined]);
  return session.url.slice(PORTAL_URL.length);
}

const enter = (link: string, browser = new Browser(server)) =>
  browser.post('/portal/sign-in', { token: tokenIn(link) });

it('signs a customer in by a link that the site of the vendor asks for, and leads back', async () => {
  const { email, customer, license, path } = await licensed();
  const returnUrl = `${SHOP}/licenses?from=keyward&lang=en`;
  const { status, body } = await create({ customer, license: license.key, return_url: returnUrl });
  expect([status, body]).toEqual([
    201,
    {
      url: expect.stringMatching(/^https:\/\/licenses\.example\/portal\/sign-in\?token=[\w-]{43}$/),
      expires_at: expect.stringMatching(/Z$/),
    },
  ]);
  const link = body.url.slice(PORTAL_URL.length);
  const browser = new Browser(server);
  const page = await browser.get(link);
  // A script sends the form; without one, its button does.
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('data-send-now')]);
  expect(wordsOf(page)).toContain(email);
  expect(await enter(link, browser)).toMatchObject({ status: 303, location: path });

  const shown = await browser.get(path);
  expect(wordsOf(shown)).toContain('Back to shop.example.com');
  expect(shown.html).toContain(`href="${returnUrl.replace('&', '&amp;')}"`);
  expect((await browser.get('/portal/account')).html).toContain('portal-return');
  // Whoever goes back in the browser is not stopped by the used link; anybody else is.
  expect(await browser.get(link)).toMatchObject({ status: 303, location: path });
  expect((await new Browser(server).get(link)).status).toBe(410);
  expect((await enter(link)).status).toBe(410);

  const { items } = await server.sdk.audit.listEntries({ target: `customers:${customer}`, limit: 1 });
  expect(items).toMatchObject([{ action: 'customer.portal_session_created', actor: 'web-shop' }]);
  const stored = JSON.stringify([
    await server.dataSource.query('SELECT * FROM portal_links'),
    await server.dataSource.query('SELECT * FROM portal_sessions'),
    items,
    (await server.sdk.audit.listEvents({ limit: 10 })).items,
  ]);
  expect(stored).not.toContain(tokenIn(link));
  expect(stored).not.toContain(browser.cookies.get('keyward_portal'));

  await portal.set({ 'portal.return_urls': ['https://other.example'] });
  expect((await browser.get(path)).html).not.toContain('portal-return');
  await portal.set({ 'portal.return_urls': [SHOP] });
});

it('opens the page that is asked for', async () => {
  const { email, customer, license, path } = await licensed({ reference: 'buyer-7' });
  for (const [input, location] of [
    [{ customer }, '/portal/licenses'],
    [{ customer: 'buyer-7' }, '/portal/licenses'],
    [{ customer: email.toUpperCase(), page: 'licenses' }, '/portal/licenses'],
    [{ customer, license: license.id }, path],
    [{ customer, page: 'license', license: license.key }, path],
    [{ customer, page: 'devices', license: license.id }, `${path}#devices`],
    [{ customer, page: 'renew', license: license.id }, `${path}/renew`],
    [{ customer, page: 'renew' }, '/portal/licenses'],
    [{ customer, page: 'orders' }, '/portal/orders'],
  ] as const) {
    const visit = await enter(await linkOf(input));
    expect([input, visit.status, visit.location]).toEqual([input, 303, location]);
  }
});

it('gives one of two uses of a link at once a session', async () => {
  const { customer } = await licensed();
  const link = await linkOf({ customer });
  const visits = await Promise.all([1, 2, 3].map(() => enter(link)));
  expect(visits.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
});

it('lets a link work as long as it was asked for', async () => {
  const { customer, email } = await licensed();
  const [short, long] = [await linkOf({ customer, expires_in: 60 }), await linkOf({ customer, expires_in: 900 })];
  server.clock.advance(60_000);
  expect((await enter(short)).status).toBe(410);
  server.clock.advance(800_000);
  expect((await enter(long)).status).toBe(303);
  // Whoever loses the address loses the links, too.
  const lost = await linkOf({ customer });
  await server.sdk.customers.update(customer, { email: `new-${email}` });
  expect((await enter(lost)).status).toBe(410);
});

it('refuses what it cannot open', async () => {
  const { customer, license } = await licensed();
  const other = await licensed();
  const { id: silent } = await server.sdk.customers.create({ name: 'Without an address' });
  for (const [input, status, field] of [
    [{}, 400, 'customer'],
    [{ customer, page: 'start' }, 400, 'page'],
    [{ customer, page: 'license' }, 400, 'license'],
    [{ customer, page: 'devices' }, 400, 'license'],
    [{ customer, page: 'orders', license: license.id }, 400, 'license'],
    [{ customer, expires_in: 59 }, 400, 'expires_in'],
    [{ customer, expires_in: 901 }, 400, 'expires_in'],
    [{ customer, return_url: 'https://shop.example.com.evil/account' }, 400, 'return_url'],
    [{ customer, return_url: 'https://shop.example.com/accounts' }, 400, 'return_url'],
    [{ customer, return_url: 'https://shop.example.com@evil.example/account' }, 400, 'return_url'],
    [{ customer, return_url: 'javascript:alert(1)' }, 400, 'return_url'],
    [{ customer: 'nobody@example.com' }, 404, undefined],
    [{ customer: 'nobody' }, 404, undefined],
    [{ customer: silent }, 409, undefined],
  ] as const) {
    const { status: answered, body } = await create(input);
    expect([input, answered, body.error?.details?.[0]?.field]).toEqual([input, status, field]);
  }
  // A license of somebody else is not told from one that does not exist.
  const unknown = await create({ customer, license: '00000000-0000-4000-8000-000000000000' });
  for (const foreign of [other.license.id, other.license.key]) {
    const { status, body } = await create({ customer, license: foreign });
    expect([status, body.error]).toEqual([404, { ...unknown.body.error, request_id: body.error.request_id }]);
  }
  expect(unknown.status).toBe(404);
});

it('opens only to users and to keys that name its permission', async () => {
  const { customer } = await licensed();
  const { key: usual } = await keyOf(server, 'internal');
  expect((await create({ customer }, usual)).status).toBe(403);
  expect((await server.asAdmin('POST', '/api/v1/portal/sessions', { body: { customer } })).status).toBe(201);
  const { product } = (await licensed()).license;
  const { status } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: 'scoped', kind: 'internal', permissions: ['portal:sessions'], products: [product] },
  });
  expect(status).toBe(400);
});

it('keeps the newest links and sessions of an address', async () => {
  const { customer, email } = await licensed();
  const links: string[] = [];
  for (let times = 0; times < 21; times += 1) {
    links.push(await linkOf({ customer }));
  }
  expect((await enter(links[0] ?? '')).status).toBe(410);
  expect((await enter(links[1] ?? '')).status).toBe(303);
  expect((await enter(links.at(-1) ?? '')).status).toBe(303);
  const rows = await server.dataSource.query('SELECT count(*)::integer AS links FROM portal_links WHERE email = $1', [
    email,
  ]);
  expect(single(rows)).toEqual({ links: 20 });
});

it('names what is missing while the portal is off', async () => {
  const { customer } = await licensed();
  await portal.set({ 'portal.enabled': false });
  const { status, body } = await create({ customer });
  await portal.set({ 'portal.enabled': true });
  expect([status, body.error]).toEqual([
    409,
    expect.objectContaining({ code: 'CONFLICT', message: 'The portal is off: set portal.enabled first' }),
  ]);
});
