import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aPlugin, edd, formOf, SITE } from '../../support/edd';
import { Browser } from '../../testkit/browser';
import { running } from '../../testkit/leftovers';
import { issued } from '../../testkit/issue';
import type { Answer, Call, TestServer } from '../../testkit/server';
import { ShadowPair } from '../../support/shadow-pair';

const HOST = 'shop.example';
const KEY = 'SHAD-OW00-SHOP-KEYS';

let pair: ShadowPair;
let server: TestServer;
/** Method and path of the requests that the shop has got. */
let visits: string[];
/** Its pages, beside the calls of the extension. */
let shop: Server;
let url: string;
beforeAll(async () => {
  pair = await ShadowPair.start({ DIALECT_HOSTS: `edd=${HOST}` });
  ({ server } = pair);
  shop = createServer((request, response) => {
    visits.push(`${String(request.method)} ${String(request.url)}`);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Shop</h1>');
  });
  await new Promise<void>((listening) => shop.listen(0, '127.0.0.1', listening));
  running.add({ stop: () => new Promise<void>((closed) => shop.close(() => closed()).closeAllConnections()) });
  url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
afterAll(() => pair.stop());
beforeEach(async () => {
  visits = [];
  await pair.emptyTables();
});
afterEach(() => pair.endShadow('edd'));

const PAGE = { status: 200, body: '<h1>Shop</h1>' };
const atShop = (method: 'GET' | 'POST', path: string, { headers, ...call }: Call = {}): Promise<Answer> =>
  server.call(method, path, { ...call, headers: { ...headers, host: HOST } });

describe('a host with a whole shop, at which all license calls are answered here', () => {
  beforeEach(() => pair.shadow('edd', { url, percent: 100 }));

  it('answers other paths and forms, which are not compared', async () => {
    const pages = [
      await atShop('GET', '/'),
      await atShop('GET', '/?p=7'),
      await atShop('POST', '/', formOf({ s: 'plugin' })),
      await atShop('POST', '/wp-admin/admin-ajax.php', formOf({ action: 'cart' })),
      await atShop('GET', '/wp-json/wp/v2/posts'),
    ];
    expect(pages.map(({ status, body }) => ({ status, body }))).toEqual(pages.map(() => PAGE));
    const paths = ['GET /', 'GET /?p=7', 'POST /', 'POST /wp-admin/admin-ajax.php', 'GET /wp-json/wp/v2/posts'];
    expect(visits).toEqual(paths);
    const counts = Object.values(await pair.agreement('edd')).flatMap((outcomes) => Object.keys(outcomes));
    expect(new Set(counts)).toEqual(new Set(['skipped']));
  });

  it('gives the license calls to this server, with the action in the query or in a form', async () => {
    await issued(server, { key: KEY });
    const fields = { license: KEY, url: SITE };
    const posted = await edd(server, 'activate_license', { ...fields, item_id: 1 }, { headers: { host: HOST } });
    expect(posted.body).toMatchObject({ success: expect.any(Boolean), item_id: 1 });
    const asked = await atShop('GET', '/', { query: { edd_action: 'check_license', item_id: '1', ...fields } });
    expect(asked.body).toMatchObject({ success: true, item_id: 1 });
  });

  it('keeps the console and the native API of this server', async () => {
    expect((await atShop('GET', '/console/sign-in')).status).not.toBe(200);
    expect((await atShop('GET', '/api/v1/licenses')).status).toBe(401);
    expect(visits).toEqual([]);
  });
});

it('leaves forms at the root of other hosts to the shop, unless they name a call of the extension', async () => {
  await pair.shadow('edd', { url, percent: 100 });
  const { status, body } = await server.call('POST', '/', formOf({ s: 'plugin' }));
  expect({ status, body }).toEqual(PAGE);
  expect((await edd(server, 'check_license', { license: KEY, item_id: 1, url: SITE })).body.license).toBe('invalid');
});

describe('a plugin that updates itself while half of the keys are answered here', () => {
  it('gets its file from the server that has offered it, and shows no ticket in the console', async () => {
    const keys = [pair.aKey(true), pair.aKey(false)];
    for (const [one, version] of [[server, '2.0.0'] as const, [pair.old, '1.0.0'] as const]) {
      const { reference } = await aPlugin(one, 'updated', { version });
      for (const key of keys) {
        await issued(one, { key, product: reference, max_activations: 2 });
        await edd(one, 'activate_license', { license: key, item_name: reference, url: SITE });
      }
    }
    await pair.shadow('edd', { percent: 50 });
    const query = { edd_action: 'get_version', item_name: 'updated', url: SITE };
    const packages: string[] = [];
    for (const [index, license] of keys.entries()) {
      const { body } = await server.call('GET', '/', { query: { ...query, license } });
      expect(body.new_version).toBe(index === 0 ? '2.0.0' : '1.0.0');
      packages.push(new URL(body.package).pathname);
      expect((await server.call('GET', packages[index] ?? '')).body).toBe('the plugin');
    }
    expect((await pair.agreement('edd'))['GET /?edd_action=get_version']).toEqual({ values: 2 });
    const differences = await pair.differences('edd');
    expect(differences.map(({ fields }) => fields)).toEqual([
      ['new_version', 'stable_version'],
      ['new_version', 'stable_version'],
    ]);
    const tickets = packages.map((path) => path.split('/')[5] ?? '');
    const texts = JSON.stringify(differences);
    expect(tickets.filter((ticket) => ticket === '' || texts.includes(ticket))).toEqual([]);
    expect(texts).toContain('/edd-sl/package_download/');
  });

  it('shows both answers to a request in the console, without its secrets', async () => {
    const key = pair.aKey();
    const email = 'ada@shop.example';
    for (const one of [server, pair.old]) {
      await one.sdk.customers.create({ name: 'Ada', email });
      const expires_at = one === server ? '2021-01-01T00:00:00Z' : '2099-01-01T00:00:00Z';
      await issued(one, { key, customer_id: email, starts_at: '2020-01-01', expires_at });
    }
    await pair.shadow('edd', {});
    await edd(server, 'activate_license', { license: key, item_id: 1, url: SITE });
    await pair.settled();
    const browser = new Browser(server);
    await browser.signIn();
    const list = await browser.get('/console/api-compatibility/edd/differences');
    const path = /href="(\/console\/api-compatibility\/edd\/differences\/[\da-f-]{36})"/.exec(list.html)?.[1] ?? '';
    const { status, html } = await browser.get(path);
    expect(status).toBe(200);
    const [, theirs = '', ours = ''] = html.split(/id="(?:old-server|this-server)-title"/);
    const word = (text: string) => `&quot;${text}&quot;`;
    expect([theirs.includes(word('valid')), ours.includes(word('expired'))]).toEqual([true, true]);
    expect([theirs.includes(word('expired')), ours.includes(word('valid'))]).toEqual([false, false]);
    expect([theirs.includes('2099-01-01'), ours.includes('2021-01-01')]).toEqual([true, true]);
    expect([key, email].filter((secret) => (list.html + html).includes(secret))).toEqual([]);
    expect(html).toContain(`••••${key.slice(-4)}`);
  });
});
