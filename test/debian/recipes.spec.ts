import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { Program } from '../processes/program';
import { InstalledSdk, PROJECT } from '../sdk/support/installed-sdk';
import { aProduct } from '../testkit/callers';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { runQueued, runQueuedDuring } from '../testkit/jobs';
import { type Sample, samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { Shell } from '../support/shell';
import { GumroadApi } from '../support/shop-apis/gumroad-api';
import { ShopApiServer } from '../support/shop-apis/shop-api';
import { MailListener } from '../testkit/smtp';

/** Texts that the commands of a recipe print. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  'behind-the-gap.md': ['197 exports left', '"relay_id"', '"sold":"1000","used":"3"'],
  'changed-computer.md': ['"code":"SEATS_EXHAUSTED"', '"success":true'],
  'ci.md': ['pass 2', 'fail 0'],
  'corporate-proxies.md': ['\nvalid\n', 'NETWORK_ERROR\nmust_connect\n'],
  'floating-seats.md': [
    'working: 10, the eleventh: no_seat_free\nthe eleventh: valid\n',
    '"sessions":{"used":0,"max":10}',
  ],
  'key-leaked.md': ['"code":"VALID"', '"code":"REVOKED"'],
  'refund.md': [
    '"status":"revoked"\n"status":"unused"\n"status":"revoked"\n"status":"revoked"\n',
    '"state":"partly_refunded"',
    '"code":"VALID"',
    '"state":"refunded"',
    '"code":"REVOKED"',
  ],
  'sell.md': ['sold: unused', 'paid back: revoked', '"state":"done"'],
  'site-license.md': [
    'acme.example: "success":true\nshop.acme.example: "success":true\nother.example: DOMAIN_NOT_ALLOWED\n',
    'ada@acme.example uses the license of acme.example\nother.example has no license\n',
    '"code":"USER_MISMATCH"',
  ],
  'staging.md': ['+ policy Photo Studio, team', 'Applied.'],
  'trial-by-email.md': ['{"status":"link_sent"}', '"kind":"trial_confirm"'],
  'upgrade.md': [
    '"upgrade_url":"https://example.com/upgrade?license=',
    '"features":["export-raw"]',
    'the key is the same',
  ],
  'year-of-updates.md': ['"code":"EXPIRED_BUT_USABLE"', '"code":"VERSION_NOT_ALLOWED"', '"code":"VALID"'],
  // They add webhooks, whose secrets the catalog file of staging.md would lack.
  'make.md': ['status 201', 'status 200', 'read 200', '"url":"https://hooks.example.com/make"'],
  'n8n.md': ['status 201', 'status 200', '"url":"https://n8n.example.com/webhook/keyward-events"'],
  'zapier.md': ['status 201', 'status 200', '"url":"https://hooks.example.com/zapier"'],
};

/** Run in recipes-shops.spec.ts. */
const SHOP_PAGES = ['gumroad.md', 'lemon-squeezy.md', 'paddle.md', 'stripe.md', 'woocommerce.md'];
/** Its program is a part of other recipes. */
const TELL_KEYWARD = 'docs/recipes/sell.md';

/** Texts that the commands of the pages about sales print, on a server with their product. */
const SALES_PAGES: Readonly<Record<string, readonly string[]>> = {
  'docs/orders.md': [
    '"external_id":"web-1001"',
    '"state":"refunded"',
    '"invoice":"R-1001"',
    'web-1001,ada@example.com',
  ],
  'docs/shops.md': ['"kind":"stripe"', '"has_api_key":true', '"per":"seat"', '{"events":0}', '\n200\n'],
  'docs/connect-shops.md': ['"kind":"lemon_squeezy"', '"resource_name":"subscription_restarted"'],
};
const NOT_RUN: Readonly<Record<string, string>> = {
  Envato: 'Keyward asks Envato for the purchase code. shop-adapters.spec.ts has its answers.',
};

let staging: TestServer;
let production: TestServer;
let sdk: InstalledSdk;
let smtp: MailListener;
let proxy: Server;
let shops: ShopApiServer;
let proxied = 0;
let replaced: ReadonlyMap<string, string>;

beforeAll(async () => {
  await Program.build();
  smtp = await MailListener.start();
  // API keys are looked up in the server that was started last.
  production = await TestServer.start();
  staging = await TestServer.start({ PUBLIC_URL: 'https://licenses.example.com' });
  await Promise.all([staging.listen(), production.listen()]);
  sdk = await InstalledSdk.create();
  proxy = await aProxy();
  const { keys } = (await staging.call('GET', '/.well-known/jwks.json')).body;
  replaced = new Map([
    ['localhost:8080', await hostOf(staging)],
    ['localhost:8081', await hostOf(production)],
    ['proxy.example.com:3128', `127.0.0.1:${(proxy.address() as AddressInfo).port}`],
    ['proxy.example.com:1', '127.0.0.1:1'],
    ['postgres://keyward:keyward@localhost:5432/ci', await emptyDatabase('recipes')],
    ['8090', String(await freePort())],
    ['smtps://USER:PASSWORD@mail.example.com:465', smtp.url],
    ['YOUR PASSWORD', ADMIN_PASSWORD],
    ['YOUR PUBLIC KEY', keys[0].x],
    ['npx keyward', `${process.execPath} ${join(PROJECT, 'scripts/keyward.mjs')}`],
  ]);
  shops = await ShopApiServer.start([new GumroadApi(() => Promise.resolve()).answer]);
  await aProduct(production, 'demo-photo-studio');
  await sdk.write('sales/admin.curl', `header = "Authorization: Bearer ${await production.adminToken()}"\n`);
  await sdk.write('admin.curl', `header = "Authorization: Bearer ${await staging.adminToken()}"\n`);
});
afterAll(async () => {
  await Promise.all([staging.stop(), production.stop(), sdk.remove(), smtp.stop()]);
  proxy.close();
  shops.stop();
});

const hostOf = async (server: TestServer): Promise<string> => new URL(await server.app.getUrl()).host;
const filledIn = (lines: string): string =>
  [...replaced].reduce((filled, [from, to]) => filled.replaceAll(from, to), lines);

/** A proxy for requests without TLS, as offices have it. */
async function aProxy(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    proxied += 1;
    const { method, headers, url = '' } = incoming;
    incoming.pipe(
      request(url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    proxied += 1;
    const [hostname = '', port = ''] = url.split(':');
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

const typed = (lines: string) => Shell.type(filledIn(lines), sdk.folder).printed();
const isRun = ({ mark }: Sample): boolean => mark === 'runs';
/** Usage ledgers in other languages: usage-ledger.spec.ts builds and runs them. */
const isRunElsewhere = ({ language, text }: Sample): boolean =>
  !['sh', 'js'].includes(language) && /ledger/i.test(text);

it('the index names every recipe once, and a test runs each', () => {
  const pages = readdirSync(join(PROJECT, 'docs/recipes')).filter((page) => page !== 'README.md');
  const index = readFileSync(join(PROJECT, 'docs/recipes/README.md'), 'utf8');
  const linked = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page]) => page);
  expect(linked.sort()).toEqual(pages.sort());
  expect(pages).toEqual([...Object.keys(PRINTED), ...SHOP_PAGES].sort());
});

it.each(Object.entries(PRINTED))('the commands of %s do what it says', async (page, expected) => {
  const samples = samplesIn(`docs/recipes/${page}`).filter((sample) => !isRunElsewhere(sample));
  expect(samples.filter((sample) => !isRun(sample) && !sample.mark?.startsWith('file: '))).toEqual([]);
  for (const { mark = '', text: program } of [...samplesIn(TELL_KEYWARD), ...samples].filter(
    (sample) => !isRun(sample),
  )) {
    await sdk.write(mark.replace('file: ', ''), filledIn(program));
  }
  const commands = samples.filter(isRun).map((sample) => sample.text);
  const output = await runQueuedDuring(staging, 'shop-events', typed(commands.join('echo\n')));
  const missing = expected.filter((answer) => !output.includes(answer));
  expect(missing.length > 0 ? { missing, output } : {}).toEqual({});
});

it.each(Object.entries(SALES_PAGES))('the commands of %s succeed', async (page, expected) => {
  const samples = samplesIn(page).filter(({ language }) => language === 'sh');
  expect(
    samples.filter((sample) => !isRun(sample) && !((sample.mark ?? '').replace('not run: ', '') in NOT_RUN)),
  ).toEqual([]);
  const lines = samples.filter(isRun).map(({ text }) => text);
  const shell = Shell.type(
    lines
      .join('echo\n')
      .replaceAll('localhost:8080', await hostOf(production))
      .replaceAll(/https:\/\/api\.gumroad\.com/g, shops.url),
    join(sdk.folder, 'sales'),
  );
  const output = await runQueuedDuring(production, 'shop-events', shell.printed());
  const missing = expected.filter((answer) => !output.includes(answer));
  expect(missing.length > 0 ? { missing, output } : {}).toEqual({});
});

it('the event that docs/shops.md signs by hand has placed an order', async () => {
  await runQueued(production, 'shop-events');
  const { items } = await production.sdk.orders.list({ shop: 'web-shop', external_id: 'web-2001' });
  expect(items).toMatchObject([{ state: 'paid', total: 4900 }]);
});

it('the program of corporate-proxies.md goes through the proxy', () => {
  expect(proxied).toBeGreaterThanOrEqual(2);
});
