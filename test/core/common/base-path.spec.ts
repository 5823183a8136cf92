import { BasePaths } from '../../../src/core/common/http/base-path';
import { captureLog } from '../../testkit/captured-log';
import { Browser, withoutFormIds } from '../../testkit/browser';
import { CONSOLE_PAGES } from '../../support/console-pages';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { issued } from '../../testkit/issue';
import { HostBrowser, type HostVisit, PathProxy } from '../../support/path-proxy';
import { PortalOnServer, tokenIn } from '../../support/portal';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const BASE = '/keyward';
/** Of the tests of one server below several paths. */
const [OTHER, NESTED] = ['/other', `${BASE}/nested.one`];
const CREDENTIALS = { username: 'admin', password: ADMIN_PASSWORD };

let proxy: PathProxy;
let portal: PortalOnServer;
let server: TestServer;
/** On the same data, without PUBLIC_URL. */
let plain: TestServer;
const log = captureLog();
beforeAll(async () => {
  proxy = await PathProxy.start(
    { path: NESTED, headers: { 'x-forwarded-prefix': NESTED } },
    { path: OTHER, headers: { 'x-forwarded-prefix': `${OTHER}/` } },
    { path: BASE },
  );
  const PUBLIC_URL = `${proxy.url}${BASE}/`;
  portal = await PortalOnServer.start({ PUBLIC_URL, TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'warn' });
  ({ server } = portal);
  proxy.target = await server.listen();
  plain = await TestServer.start({ TRUSTED_PROXIES: '127.0.0.1' }, server.databaseUrl);
});
afterAll(async () => {
  await plain.stop();
  await portal.stop();
});

/** Attributes whose texts people read, or which a form sends. */
const TEXTS = ['value', 'title', 'placeholder', 'aria-label'];

/** Attributes of a page that hold an address of the server without the path. */
function outsideIn({ html }: HostVisit, base = BASE): string[] {
  const found = [...html.matchAll(/ ([\w-]+)="(\/[^"]*)"/g)];
  const outside = found.filter(
    ([, name = '', path = '']) => !TEXTS.includes(name) && path !== base && !path.startsWith(`${base}/`),
  );
  return outside.map(([text]) => text);
}

function linksIn({ html }: HostVisit): string[] {
  return [...html.matchAll(/ (?:href|src)="(\/[^"#]*)/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'));
}

const actionIn = ({ html }: HostVisit, form: RegExp): string =>
  [...html.matchAll(/<form [^>]*action="([^"]*)"/g)].map(([, path = '']) => path).find((path) => form.test(path)) ?? '';

async function signedIn(base = BASE, browser = new HostBrowser(proxy.url)): Promise<HostBrowser> {
  const page = await browser.open(base);
  await browser.open((await browser.post(actionIn(page, /login$/), CREDENTIALS)).location ?? '');
  return browser;
}

function expectAllBelow(browser: HostBrowser): void {
  expect(browser.redirects.filter((path) => path !== BASE && !path.startsWith(`${BASE}/`))).toEqual([]);
  expect(browser.setCookies.length).toBeGreaterThan(0);
  expect(browser.setCookies.filter((text) => !/^\w+\.keyward=.*; Path=\/keyward(\/portal)?;/.test(text))).toEqual([]);
}

/** Opens pages and what they link to. */
async function walk(browser: HostBrowser, paths: readonly string[]): Promise<void> {
  const links = new Set<string>();
  for (const path of paths) {
    const visit = await browser.open(BASE + path);
    // Some pages of the list show a form that was refused.
    expect([path, [200, 422].includes(visit.status), outsideIn(visit)]).toEqual([path, true, []]);
    linksIn(visit).forEach((link) => links.add(link));
  }
  for (const link of sampleOf([...links], 6, 'links')) {
    expect([link, (await browser.get(link)).status < 400]).toEqual([link, true]);
  }
  expectAllBelow(browser);
}

it('has every address of the portal below the path, also those in e-mails', async () => {
  const email = 'ada@engines.example';
  const { id: customer_id } = await portal.customer(email, { company: 'Analytical Engines' });
  const { id } = await issued(server, { customer_id });
  const browser = new HostBrowser(proxy.url);
  const start = await browser.open(`${BASE}/portal/licenses`);
  const [mail] = await portal.mailsOf(1, () => browser.post(actionIn(start, /portal$/), { email }));
  const [, link = ''] = new RegExp(`${proxy.url}(${BASE}/portal/\\S+)`).exec(mail?.text ?? '') ?? [];
  const opened = await browser.open(link);
  const done = await browser.post(actionIn(opened, /sign-in$/), { token: tokenIn(link) });
  expect(done.location).toBe(`${BASE}/portal/licenses`);
  const pages = ['', '/licenses', `/licenses/${id}`, '/orders', '/users', '/account', '/colors.css'];
  await walk(
    browser,
    pages.map((page) => `/portal${page}`),
  );
  const missing = await browser.get(`${BASE}/portal/nothing`);
  expect([missing.status, outsideIn(missing)]).toEqual([404, []]);
  expect(browser.cookies.find(({ name }) => name === 'keyward_portal.keyward')?.path).toBe(`${BASE}/portal`);
});

it('leads a form to its page, and an ended session back to the page of its form', async () => {
  const browser = await signedIn();
  const form = await browser.open(`${BASE}/console/customers/new`);
  const saved = await browser.post(actionIn(form, /customers/), { name: 'Below a path' });
  const page = await browser.open(saved.location ?? '');
  expect([page.status, page.html.includes('Below a path')]).toEqual([200, true]);

  const german = await browser.post(actionIn(page, /language$/), { language: 'de', next: '/account' });
  expect(german.location).toBe(`${BASE}/account`);
  expect((await browser.open(german.location ?? '')).html).toContain('<html lang="de"');

  await browser.get(`${BASE}/console/customers?q=ada`);
  browser.cookies = [];
  const refused = await browser.post(`${BASE}/console/customers/new`, { name: 'Not signed in' });
  expect(refused.location).toBe(`${BASE}/login?next=${encodeURIComponent('/console/customers?q=ada')}`);
  const back = await browser.post(`${BASE}/login`, { ...CREDENTIALS, next: '/console/customers?q=ada' });
  expect(back.location).toBe(`${BASE}/console/customers?q=ada`);
  expectAllBelow(browser);
});

it('shows errors below the path, also those before routing', async () => {
  const browser = await signedIn();
  for (const [path, status] of [
    ['/console/nothing', 404],
    ['/console/%ZZ', 400],
  ] as const) {
    const visit = await browser.get(BASE + path);
    expect([path, visit.status, outsideIn(visit)]).toEqual([path, status, []]);
    expect(visit.html).toContain(`href="${BASE}/`);
  }
});

it('disturbs no server at another path of the host, or below its own', async () => {
  const browser = await signedIn();
  for (const other of [OTHER, NESTED]) {
    expect((await browser.get(`${other}/account`)).location).toBe(`${other}/login?next=%2Faccount`);
    await signedIn(other, browser);
    const page = await browser.get(`${other}/account`);
    expect([page.status, outsideIn(page, other)]).toEqual([200, []]);
    const signedOut = await browser.post(actionIn(page, /logout$/), {});
    expect(signedOut.location).toBe(`${other}/login`);
    // The message is for the pages of the other server.
    expect((await browser.get(`${BASE}/account`)).html).not.toContain('You are signed out');
  }
  expect((await browser.get(`${BASE}/account`)).status).toBe(200);
});

it('binds its cookies to secure connections', async () => {
  const secure = await signedIn(BASE, new HostBrowser(proxy.url, { 'x-forwarded-proto': 'https' }));
  expect(secure.cookies.map(({ name, path }) => [name, path])).toEqual([['__Secure-keyward_session.keyward', BASE]]);
  expect((await secure.get(`${BASE}/account`)).status).toBe(200);
});

it('serves a proxy that does not remove the path, and programs and people without a proxy', async () => {
  const keeping = await PathProxy.start({ path: BASE, isKept: true });
  keeping.target = proxy.target;
  const browser = await signedIn(BASE, new HostBrowser(keeping.url));
  const page = await browser.get(`${BASE}/console/customers?q=x`);
  expect([page.status, outsideIn(page)]).toEqual([200, []]);
  expect(await server.call('GET', `${BASE}/health`)).toMatchObject({ status: 200 });
  expect(await server.call('GET', '/health')).toMatchObject({ status: 200 });
  const body = { license_key: 'nobody has this key', hardware_id: 'desk' };
  const slow = jest.spyOn(BasePaths.prototype, 'read');
  expect(await server.call('POST', `${BASE}/api/v1/validate`, { body })).toMatchObject({ status: 200 });
  expect(slow).not.toHaveBeenCalled();
  const direct = await new Browser(server).get('/login');
  expect(direct.html).toContain(`action="${BASE}/login"`);
});

it('has the documents of the APIs and their pages below the path', async () => {
  const browser = new HostBrowser(proxy.url);
  const { html } = await browser.get(`${BASE}/docs`);
  const assets = [...html.matchAll(/(?:src|href)="\.(\/docs\/[^"]+)"/g)].map(([, path = '']) => BASE + path);
  expect(assets).toContain(`${BASE}/docs/swagger-ui-init.js`);
  for (const path of assets) {
    expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
  }
  const { html: script } = await browser.get(`${BASE}/docs/swagger-ui-init.js`);
  const documents = [...script.matchAll(/"url": "(\/[^"]*)"/g)].map(([, path = '']) => path);
  expect(documents).toContain(`${BASE}/openapi.json`);
  expect(documents.filter((path) => !path.startsWith(`${BASE}/`))).toEqual([]);
  const { html: index } = await browser.get(`${BASE}/llms.txt`);
  expect([index.includes(`](${BASE}/openapi.json)`), index.includes('](/o')]).toEqual([true, false]);
  const serversOf = async (path: string): Promise<string[]> =>
    JSON.parse((await browser.get(path)).html).servers.map(({ url }: { url: string }) => url);
  expect(await serversOf(`${BASE}/openapi.json`)).toEqual([BASE]);
  expect(await serversOf(`${BASE}/openapi/v2.json`)).toEqual([`${BASE}/dialects/v2`, BASE]);
  expect(await serversOf(`${OTHER}/openapi/v2.json`)).toEqual([`${OTHER}/dialects/v2`, OTHER]);
});

describe('X-Forwarded-Prefix', () => {
  const SENT = 'x-forwarded-prefix';
  const pageAt = async (headers: Record<string, string>) =>
    withoutFormIds((await new Browser(server, headers).get('/login')).html);

  it.each([
    '//evil.example',
    '/..',
    '/a/../b',
    '/a//b',
    'https://evil.example',
    'evil',
    '/a"onload="x',
    "/a'b",
    '/<script>',
    '/a b',
    '/a;Path=/',
    '/a%2e%2e',
    '/a\\b',
    '/é',
    '/$&',
    '/a, evil',
    `/${'a'.repeat(200)}`,
    Array.from({ length: 30 }, () => '/in-parts').join(','),
  ])('is ignored if it is %s', async (prefix) => {
    expect(await pageAt({ [SENT]: prefix })).toBe(await pageAt({}));
    expect((await server.call('GET', '/', { headers: { accept: 'text/html', [SENT]: prefix } })).headers).toMatchObject(
      {
        location: `${BASE}/console`,
      },
    );
    expect(log.text.match(/X-Forwarded-Prefix, which is not a plain path/g)).toHaveLength(1);
  });

  it.each([
    ['/other', '/other'],
    [' /other/ ', '/other'],
    ['/outer, /inner', '/outer/inner'],
    [`/${'a'.repeat(199)}`, `/${'a'.repeat(199)}`],
    ['/', ''],
  ])('%s of a trusted proxy is %s', async (prefix, base) => {
    expect(await pageAt({ [SENT]: prefix })).toContain(`action="${base}/login"`);
  });

  it('counts as not sent if another address sends it', async () => {
    const headers = { accept: 'text/html', [SENT]: '/other' };
    const { body } = await server.call('GET', '/login', { headers, remoteAddress: '203.0.113.9' });
    expect(body).toContain(`action="${BASE}/login"`);
  });

  it('is part of links in responses, where PUBLIC_URL is not set', async () => {
    const headers = { [SENT]: '/other' };
    const body = { kind: 'stripe', name: 'Below a path' };
    const { body: shop } = await plain.asAdmin('POST', '/api/v1/shops', { body, headers });
    expect(shop.events_url).toMatch(/^http:\/\/localhost(:\d+)?\/other\/api\/v1\/shops\//);
  });
});

// Last: what some pages show, such as a second factor, changes how the admin signs in.
it('has every address of the console below the path', async () => {
  const browser = await signedIn();
  const paths: string[] = [];
  for (const { path } of sampleOf(CONSOLE_PAGES, 8)) {
    paths.push(typeof path === 'string' ? path : await path(plain));
  }
  await walk(browser, paths);
  expect((await browser.get(`${BASE}/account`)).status).toBe(200);
});
