import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Program } from '../processes/program';
import { InstalledSdk, PROJECT } from '../sdk/support/installed-sdk';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { php } from '../support/php';
import { samplesIn } from '../support/samples';
import { Shell } from '../support/shell';
import { GumroadApi } from '../support/shop-apis/gumroad-api';
import { LemonSqueezyApi } from '../support/shop-apis/lemon-squeezy-api';
import { PaddleApi } from '../support/shop-apis/paddle-api';
import { type Send, ShopApiServer } from '../support/shop-apis/shop-api';
import { StripeApi } from '../support/shop-apis/stripe-api';
import { WOO_ORDER, WooCommerceApi } from '../support/shop-apis/woocommerce-api';
import { MailListener } from '../testkit/smtp';
import { until } from '../testkit/until';

const PUBLIC_URL = 'https://licenses.example.com';
/** Commands start a program for each value that they read. */
const EXAMPLES = ['web-shop', 'command-line', 'woocommerce'];
/** Reasons of blocks that are not run. */
const NOT_RUN: Readonly<Record<string, string>> = {
  npm: 'It needs the registry. The packed SDK is installed here, and sdk-examples.spec.ts checks package.json.',
  'the command line of Stripe': 'It is a program of Stripe that needs an account; it forwards the same events.',
};

let server: Program;
let sdk: InstalledSdk;
let smtp: MailListener;
let shops: ShopApiServer;
let site: string;

/** To the address that the shop was given, which leads to the server. */
const send: Send = async (address, body, headers) => {
  const response = await fetch(address.replace(PUBLIC_URL, server.url), { method: 'POST', body, headers });
  expect([response.status, await response.text()]).toEqual([200, '']);
};
const stripe = new StripeApi(send);
const paddle = new PaddleApi(send);
const lemonSqueezy = new LemonSqueezyApi(send);
const gumroad = new GumroadApi(send);
const wooCommerce = new WooCommerceApi(send);

beforeAll(async () => {
  await Program.build();
  const DATABASE_URL = await emptyDatabase('recipes_shops');
  [server, sdk, smtp, shops] = await Promise.all([
    Program.start({ DATABASE_URL, ADMIN_PASSWORD, PUBLIC_URL }),
    InstalledSdk.create(),
    MailListener.start(),
    ShopApiServer.start([stripe, paddle, lemonSqueezy, gumroad, wooCommerce].map(({ answer }) => answer)),
  ]);
  site = `http://localhost:${await freePort()}`;
  const { authorization } = await server.logIn(ADMIN_PASSWORD);
  await sdk.write('admin.curl', `header = "Authorization: ${authorization}"\n`);
  await symlink(join(PROJECT, 'node_modules/stripe'), join(sdk.folder, 'node_modules/stripe'));
});
afterAll(async () => {
  await Promise.all([Program.endAll(), sdk.remove(), smtp.stop()]);
  shops.stop();
});

/** With this server, a product of its own for each page, and the shops' APIs as they stand in here. */
async function filledIn(page: string, text: string): Promise<string> {
  const { body } = await server.call('GET', '/.well-known/jwks.json');
  const replaced: Readonly<Record<string, string>> = {
    'localhost:8080': new URL(server.url).host,
    'localhost:3000': new URL(site).host,
    "'3000'": `'${new URL(site).port}'`,
    'my-program': `my-program-${page}`,
    'YOUR PUBLIC KEY': String(body.keys[0].x),
    YOUR_VARIANT: String(lemonSqueezy.variant),
    'smtps://USER:PASSWORD@mail.example.com:465': smtp.url,
    'https://shop.example.com': shops.url,
  };
  return Object.entries(replaced).reduce((filled, [from, to]) => filled.replaceAll(from, to), text);
}

async function copyExamples(page: string): Promise<void> {
  for (const name of EXAMPLES) {
    const copy = join(sdk.folder, 'examples', name);
    await cp(join(PROJECT, 'examples', name), copy, { recursive: true });
    for (const file of await readdir(copy)) {
      const path = join(copy, file);
      await writeFile(path, await filledIn(page, await readFile(path, 'utf8')));
    }
  }
}

/** Types the commands of a page, as they stand there. */
async function typed(page: string): Promise<Shell> {
  await copyExamples(page);
  const samples = samplesIn(`docs/recipes/${page}.md`);
  const others = samples.filter(({ mark = '' }) => mark !== 'runs' && !(mark.replace('not run: ', '') in NOT_RUN));
  expect(others).toEqual([]);
  const commands = samples.filter(({ mark }) => mark === 'runs').map(({ text }) => text);
  const lines = (await filledIn(page, commands.join('echo\n'))).replaceAll(
    /https:\/\/(api\.stripe|sandbox-api\.paddle|api\.lemonsqueezy|api\.gumroad)\.com/g,
    shops.url,
  );
  const settings = { STRIPE_API: shops.url, LEMON_API: shops.url, XDG_STATE_HOME: join(sdk.folder, page) };
  return Shell.type(lines, sdk.folder, settings);
}

async function opened(path: string, method = 'GET'): Promise<{ status: number; location: string; html: string }> {
  const response = await fetch(new URL(path, site), { method, redirect: 'manual' });
  const { status, headers } = response;
  return { status, location: headers.get('location') ?? '', html: await response.text() };
}

const siteIsOpen = (path: string) =>
  until('the site is open', () =>
    opened(path).then(
      () => true,
      () => false,
    ),
  );

it('the site installs the versions that are tested here', async () => {
  const manifest = async (path: string) => JSON.parse(await readFile(join(PROJECT, path), 'utf8'));
  const [{ version, dependencies }, installed] = [
    await manifest('package.json'),
    await manifest('examples/web-shop/package.json'),
  ];
  const expected = { '@keyward/sdk': `file:../../keyward-sdk-${version}.tgz`, stripe: dependencies.stripe };
  expect(installed.dependencies).toEqual(expected);
});

/** The license key on a page that loads itself until it has one. */
async function keyOn(path: string): Promise<string> {
  let html = '';
  await until(`a key on ${path}`, async () => {
    ({ html } = await opened(path));
    return html.includes('<code>');
  });
  expect(html).not.toContain('http-equiv="refresh"');
  return /<code>(.+)<\/code>/.exec(html)?.[1] ?? '';
}

/** The commands have sold a license of their product, activated the program with it, and seen it revoked. */
async function expectSold(page: string, shell: Shell, key: string): Promise<void> {
  const output = await shell.printed();
  const missing = ['sold: ', 'License: valid', 'Revenue: 4,711', 'paid back: revoked'].filter(
    (one) => !output.includes(one),
  );
  expect(missing.length > 0 ? { missing, output } : {}).toEqual({});
  const headers = await server.logIn(ADMIN_PASSWORD);
  const { body } = await server.call('GET', `/api/v1/licenses?product=my-program-${page}`, undefined, headers);
  expect(body.items).toMatchObject([{ key, status: 'revoked' }]);
}

it('Stripe: checkout, the page with the key, an activated program, and a refund', async () => {
  const shell = await typed('stripe');
  await siteIsOpen('/');
  expect((await opened('/')).html).toContain('action="/buy"');
  const { status, location } = await opened('/buy', 'POST');
  expect(status).toBe(303);
  const session = location.split('/').at(-1) ?? '';
  // Not paid yet.
  expect((await opened(`/thank-you?session=${session}`)).html).toContain('http-equiv="refresh"');
  const next = await stripe.pay(location);
  expect(next).toBe(`${site}/thank-you?session=${session}`);
  await expectSold('stripe', shell, await keyOn(next));
});

it('Stripe: the same site sells a subscription, whose license ends with the paid period', async () => {
  const headers = await server.logIn(ADMIN_PASSWORD);
  const key = { name: 'site', kind: 'internal', permissions: ['orders:read', 'licenses:read'] };
  const created = await server.call('POST', '/api/v1/api-keys', key, headers);
  const shell = Shell.type('node examples/web-shop/stripe.mjs > site.log 2>&1', sdk.folder, {
    STRIPE_API: shops.url,
    STRIPE_SECRET_KEY: stripe.key,
    KEYWARD_API_KEY: String(created.body.key),
    PRICE: stripe.latestPrice,
    MODE: 'subscription',
  });
  await siteIsOpen('/');
  const { location } = await opened('/buy', 'POST');
  const licenseKey = await keyOn(await stripe.pay(location));
  await shell.stop();
  const { body } = await server.call('GET', `/api/v1/licenses/${licenseKey}`, undefined, headers);
  expect(body.status).toBe('unused');
  expect(new Date(body.expires_at).getTime()).toBe(stripe.periodEnd * 1000);
});

it('Paddle: the checkout of Paddle.js, the page with the key, an activated program, and a refund', async () => {
  const shell = await typed('paddle');
  await siteIsOpen('/');
  const page = inBrowser((await opened('/')).html);
  page.click();
  expect(page.paddle).toMatchObject({ environment: 'sandbox', token: 'test_YOUR_TOKEN' });
  expect(page.paddle.items).toEqual([{ priceId: 'pri_YOUR_PRICE', quantity: 1 }]);
  page.complete(await paddle.pay());
  const key = await keyOn(page.location.href);
  await shell.prints('Revenue');
  await paddle.refund();
  await expectSold('paddle', shell, key);
});

it('Lemon Squeezy: the page with the key, for the buyer alone, an activated program, and a refund', async () => {
  const shell = await typed('lemon-squeezy');
  await siteIsOpen('/');
  const sale: Readonly<Record<string, string>> = await lemonSqueezy.pay();
  const [, link = ''] = /localhost:3000(\/thank-you\S*)`/.exec(await recipe('lemon-squeezy')) ?? [];
  const path = link.replaceAll(/\[(\w+)\]/g, (_, name: string) => sale[name] ?? '');
  const key = await keyOn(path);
  const strangers = [
    path.replace(/identifier=.*/, 'identifier=1'),
    path.replace(/&.*/, ''),
    '/thank-you?order=1&identifier=1',
  ];
  for (const other of strangers) {
    expect((await opened(other)).status).toBe(404);
  }
  await shell.prints('Revenue');
  await lemonSqueezy.refund();
  await expectSold('lemon-squeezy', shell, key);
});

it('Gumroad: the e-mail with the key, an activated program, and a refund', async () => {
  const shell = await typed('gumroad');
  await until('all events are subscribed', () => gumroad.isSubscribed('subscription_restarted'));
  await gumroad.notify('sale');
  const [mail] = await smtp.arrived(1);
  await shell.prints('Revenue');
  await gumroad.notify('refund');
  const [, key = ''] = /\b([0-9A-Z]{4,}(?:-[0-9A-Z]{4,})+)\b/.exec(mail?.text ?? '') ?? [];
  await expectSold('gumroad', shell, key);
});

it('WooCommerce: the key on the page of the order once it is paid, an activated program, and a refund', async () => {
  const shell = await typed('woocommerce');
  await shell.prints('KEYWARD_SHOP');
  const orderPage = async (status: string): Promise<string> => {
    const constants = await readFile(join(sdk.folder, 'keyward-config.php'), 'utf8');
    const config = await sdk.write('wp-config.php', `<?php\n${constants.replace(PUBLIC_URL, server.url)}`);
    const plugin = join(sdk.folder, 'examples/woocommerce/license-box.php');
    return php('woocommerce-order-page.php', [config, plugin, String(WOO_ORDER), status]);
  };
  const sold = {
    line_items: [{ id: 1, product_id: 92, variation_id: 0, quantity: 1, total: '10.00', total_tax: '1.90' }],
  };
  const unpaid = { ...sold, status: 'on-hold', date_paid_gmt: null };
  await wooCommerce.notify('order.created', unpaid);
  expect(await orderPage('on-hold')).toBe('');
  expect(await orderPage('processing')).toContain('being issued');
  await wooCommerce.notify('order.updated', { ...sold, status: 'completed' });
  await shell.prints('Revenue');
  const [, key = ''] = /<code>(.+)<\/code>/.exec(await orderPage('completed')) ?? [];
  await wooCommerce.notify('order.updated', { ...sold, status: 'refunded' });
  await expectSold('woocommerce', shell, key);
});

function recipe(page: string): Promise<string> {
  return readFile(join(PROJECT, `docs/recipes/${page}.md`), 'utf8');
}

/** Runs the scripts of a page with a stand-in of Paddle.js. */
function inBrowser(html: string) {
  const paddle = { environment: '', token: '', items: [] as unknown[] };
  const [button, location] = [{ onclick: (): void => undefined }, { href: '' }];
  let report: (event: { name: string; data: object }) => void = () => undefined;
  const Paddle = {
    Environment: { set: (environment: string) => Object.assign(paddle, { environment }) },
    Initialize: ({ token, eventCallback }: { token: string; eventCallback: typeof report }) => {
      report = eventCallback;
      Object.assign(paddle, { token });
    },
    Checkout: { open: ({ items }: { items: unknown[] }) => Object.assign(paddle, { items }) },
  };
  const context = createContext({ Paddle, location, document: { querySelector: () => button } });
  expect(html).toContain('<script src="https://cdn.paddle.com/paddle/v2/paddle.js">');
  runInContext(/<script>([^]*?)<\/script>/.exec(html)?.[1] ?? '', context);
  const complete = (transaction: string) => {
    report({ name: 'checkout.loaded', data: {} });
    expect(location.href).toBe('');
    report({ name: 'checkout.completed', data: { transaction_id: transaction } });
  };
  return { paddle, location, click: () => button.onclick(), complete };
}
