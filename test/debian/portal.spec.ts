import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { LANGUAGES } from '../../src/core/i18n/language';
import { aProduct } from '../testkit/callers';
import { Chromium, complaintsOf, lookAt, overflow, screenshot, SIZES } from '../support/chromium';
import { formOf } from '../testkit/forms';
import { activate, issued } from '../testkit/issue';
import { Keyboard } from '../support/keyboard';
import { airGapRequest } from '../support/license-files';
import { linkIn, PortalOnServer } from '../support/portal';
import { sampleOf } from '../testkit/sample';
import { aShop, map } from '../testkit/shops';
import type { TestServer } from '../testkit/server';
import { DAY } from '../../src/core/common/calendar';

const INES = 'ines@brightwater.example';
const NEW = 'nobody-yet@brightwater.example';
const PAUL = 'paul@brightwater.example';
const LONG = 'Leihgerät A (Koffer 2, liegt bei Jana in der Außenstelle)';
const CHECKOUT = 'https://buy.example.com/studio?client_reference_id={reference}';
const UNBROKEN = 'x'.repeat(120);
/** A long text without blanks, but in the pictures of the document. */
const unbroken = (shown: string): string => (process.env.DOCUMENT_PICTURES ? shown : UNBROKEN);

let portal: PortalOnServer;
let server: TestServer;
let chromium: Chromium;
/** Of the licenses: one with everything, one that ends soon, and one that is suspended. */
let licenses: { full: { id: string; key: string }; ending: { id: string }; suspended: { id: string } };
beforeAll(async () => {
  portal = await PortalOnServer.start();
  ({ server } = portal);
  await portal.set({
    'portal.imprint_url': 'https://halden.example/imprint',
    'portal.privacy_url': 'https://halden.example/privacy',
  });
  await portal.set({ 'portal.claims': 'with_approval' });
  chromium = await Chromium.start(server);
  licenses = await buy();
  await portal.customer(NEW, { name: UNBROKEN.slice(0, 60) });
});
afterAll(async () => {
  await chromium.stop();
  await portal.stop();
});

/** What a customer has after some years. */
async function buy() {
  const { id: customer_id } = await portal.customer(INES, {
    name: 'Ines Achterberg',
    company: 'Brightwater Post GmbH',
  });
  const upgrade_url = 'https://halden.example/shop';
  await aProduct(server, 'studio', { name: 'Resonance Studio 4', upgrade_url });
  await aProduct(server, 'recorder', { name: `Halden Field Recorder ${unbroken('2')}`, upgrade_url });
  await aProduct(server, 'old', { name: 'Resonance Studio 3' });
  await sell();
  await server.sdk.products.putMeter('studio', 'exports', { name: 'Batch exports', unit: 'files', kind: 'consumed' });
  const full = await issued(server, {
    product: 'studio',
    customer_id,
    max_activations: 5,
    max_users: 3,
    max_sessions: 3,
    features: ['surround', 'batch export'],
    expires_at: '2031-01-12T22:59:59.000Z',
    meters: { exports: { limit: 500, period: 'month' } },
    policy_overrides: { max_transfers: 2, transfer_period_days: 30 },
  });
  await server.sdk.licenseUsers.assign(full.id, { email: PAUL, name: 'Paul Okafor' });
  for (const [fingerprint, machine_name, app_version, user] of [
    ['edit-bay-02', 'edit-bay-02', '4.2.1', PAUL],
    ['ines', 'ines-mbp', '4.2.1'],
    ['spare', LONG, '4.1.0'],
    [unbroken('mix-room-1'), undefined, undefined],
  ]) {
    expect((await activate(server, full.key, fingerprint, { machine_name, app_version, user })).status).toBe(201);
  }
  const body = { license_key: full.key, hardware_id: 'ines' };
  expect((await server.call('POST', '/api/v1/license-sessions', { body })).status).toBe(201);
  for (const version of ['4.1.0', '4.2.1']) {
    const { id } = await server.sdk.products.createVersion('studio', {
      version,
      reference: `v${version}`,
      summary: 'Faster export of long sessions.',
    });
    for (const name of [
      'Studio Setup-x64.exe',
      'Studio-arm64.dmg',
      'Studio-x64.AppImage',
      `${unbroken('Studio-sounds')}.zip`,
    ]) {
      await server.asAdmin(
        'POST',
        `/api/v1/products/studio/versions/${id}/artifacts`,
        await formOf(['file', 'content', name]),
      );
    }
  }
  const soon = new Date(server.clock.now().getTime() + 19 * DAY).toISOString();
  const ending = await issued(server, { product: 'recorder', customer_id, max_activations: 2, expires_at: soon });
  const suspended = await issued(server, { product: 'old', customer_id });
  await server.asAdmin('POST', `/api/v1/licenses/${suspended.id}/disable`);
  for (const [email, name, role] of [
    ['jana@brightwater.example', 'Jana Reimers', 'admin'],
    [PAUL, 'Paul Okafor', 'user'],
    [`${unbroken('sound-archive').slice(0, 60)}@brightwater.example`, null, 'user'],
  ] as const) {
    await server.sdk.customerUsers.add(customer_id, { email, name, role });
  }
  const order = { customer: { email: INES }, lines: [{ product: 'studio', price: 49800, currency: 'EUR' }] };
  const metadata = { receipt_url: 'https://shop.example/receipt', billing_url: 'https://shop.example/billing' };
  await server.asAdmin('POST', '/api/v1/orders', { body: { ...order, external_id: 'INV-1001', metadata } });
  return { full, ending, suspended };
}

/** Checkouts for renewals, another policy and seats, and keys that customers can replace. */
async function sell(): Promise<void> {
  const { policy } = await server.sdk.products.get('studio');
  await server.asAdmin('PATCH', `/api/v1/policies/${policy}`, {
    body: { portal_key_replacements: 2, replaced_key_days: 7, replaced_key_on_known_devices: true },
  });
  const shop = await aShop(server, 'generic');
  const { body: pro } = await server.asAdmin('POST', '/api/v1/policies', {
    body: { name: 'Resonance Studio Pro', duration_days: 365 },
  });
  for (const [id, mapping] of [
    ['year', { product: 'recorder' }],
    ['pro', { product: 'recorder', policy: pro.id }],
    ['seats', { product: 'recorder', per: 'seat' }],
  ] as const) {
    await map(server, shop, id, { ...mapping, checkout_url: CHECKOUT });
  }
}

async function signedIn(email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await chromium.open(await portal.linkFor(email), options);
  await page.getByRole('button').first().click();
  await page.waitForURL('**/portal/licenses');
  return page;
}

/** A session that the vendor's site opens, without an e-mail. */
async function entered(
  session: Record<string, string>,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const { body } = await server.asAdmin('POST', '/api/v1/portal/sessions', { body: { customer: INES, ...session } });
  const { pathname, search } = new URL(body.url);
  const page = await chromium.open('/portal', options);
  const complaints = complaintsOf(page);
  await page.route('https://buy.example.com/**', (route) => route.fulfill({ body: 'Checkout' }));
  await page.goto(pathname + search);
  if (options.javaScriptEnabled === false) {
    await page.getByRole('button').first().click();
  }
  return { page, complaints };
}

/** Those that docs/portal.md shows. */
const DOCUMENTED = [...readProjectFile('docs/portal.md').matchAll(/portal\/pictures\/([\w-]+)\.png/g)].map(
  ([, name]) => name,
);
const PICTURES = join(PROJECT_DIR, 'docs', 'portal', 'pictures');

/** The pictures of docs/portal.md are made anew with DOCUMENT_PICTURES=1. */
async function picture(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  if (process.env.DOCUMENT_PICTURES && DOCUMENTED.includes(name)) {
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }
}

async function look(page: Page, name: string): Promise<void> {
  await lookAt(page, name, picture);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(SIZES[0][1]);
}

const PAGES = (): [string, string][] => [
  ['licenses', '/portal/licenses'],
  ['license', `/portal/licenses/${licenses.full.id}`],
  ['license-ending', `/portal/licenses/${licenses.ending.id}`],
  ['license-suspended', `/portal/licenses/${licenses.suspended.id}`],
  ['replace-key', `/portal/licenses/${licenses.full.id}/replace-key`],
  ['claim', '/portal/claim'],
  ['orders', '/portal/orders'],
  ['users', '/portal/users'],
  ['account', '/portal/account'],
  ['not-found', '/portal/licenses/00000000-0000-4000-8000-000000000000'],
];

it('has pages that are accessible, and fit in every size, theme and language', async () => {
  const page = await signedIn(INES);
  const complaints = complaintsOf(page);
  for (const [name, path] of PAGES()) {
    await page.goto(path);
    await look(page, name);
    for (const language of LANGUAGES.slice(1)) {
      await page.context().addCookies([{ name: 'keyward_language', value: language, url: chromium.url }]);
      for (const [size, viewport] of sampleOf(SIZES, 1, `${name} ${language}`)) {
        await page.setViewportSize(viewport);
        await page.goto(path);
        await picture(page, `${name}-${size}-${language}`);
        const lang = await page.locator('html').getAttribute('lang');
        expect({ name, size, lang, overflow: await overflow(page) }).toEqual({
          name,
          size,
          lang: language,
          overflow: 0,
        });
      }
    }
    await page.context().clearCookies({ name: 'keyward_language' });
  }
  // The page that is not found answers with 404.
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
});

it('shows a user of a company the licenses that name the person', async () => {
  const page = await signedIn(PAUL);
  await look(page, 'licenses-user');
  await page.goto(`/portal/licenses/${licenses.full.id}`);
  await look(page, 'license-user');
  await page.goto('/portal/account');
  await look(page, 'account-user');
});

it('answers a claim that fails, and one that waits', async () => {
  const page = await signedIn(NEW);
  await page.goto('/portal/claim');
  await page.getByRole('button', { name: 'Add this license' }).click();
  await page.locator('.field-error, .error').first().waitFor();
  await look(page, 'claim-refused');
  await page.getByLabel('License key').fill('NOBODY-HAS-THIS-KEY');
  await page.getByLabel('E-mail address or purchase number').fill(INES);
  await page.getByRole('button', { name: 'Add this license' }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'claim-unknown');
  await page.getByLabel('License key').fill(licenses.full.key);
  await page.getByRole('button', { name: 'Add this license' }).click();
  await page.waitForURL('**/portal/licenses');
  await look(page, 'claim-requested');
});

it('leads to the checkout, by a script from the site of the vendor, and shows where it leads without one', async () => {
  const session = { page: 'renew', license: licenses.ending.id };
  const { page: plain } = await entered(session, { javaScriptEnabled: false });
  await plain.getByText('You pay at buy.example.com').waitFor();
  for (const [size, viewport] of SIZES) {
    await plain.setViewportSize(viewport);
    await screenshot(plain, `renew-${size}`);
  }
  const { page, complaints } = await entered(session);
  await page.waitForURL('https://buy.example.com/studio?client_reference_id=kw1.r.**');
  await page.goBack();
  expect(page.url()).not.toContain('/renew');
  expect(complaints).toEqual([]);
});

it('is dark or light as the visitor chooses', async () => {
  const { page } = await entered({});
  await page.waitForURL('**/portal/licenses');
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.locator('html[data-theme=dark]').waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await page.goto(`/portal/licenses/${licenses.ending.id}`);
  await screenshot(page, 'license-ending-chosen-dark');
  expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
});

it('has each picture that the document shows, and no other', () => {
  expect(readdirSync(PICTURES).sort()).toEqual([...new Set(DOCUMENTED)].map((name) => `${name}.png`).sort());
});

it('says what is the case to a customer who has nothing', async () => {
  const page = await signedIn(NEW);
  await look(page, 'licenses-none');
  await page.goto('/portal/orders');
  await look(page, 'orders-none');
});

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  it('leads from the address to the licenses, once for each link', async () => {
    const page = await chromium.open('/portal', { javaScriptEnabled });
    if (javaScriptEnabled) {
      await look(page, 'sign-in');
    }
    await page.getByLabel('E-mail address').fill('nobody');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('Enter an e-mail address such as ada@example.com.').waitFor();
    if (javaScriptEnabled) {
      await look(page, 'sign-in-refused');
    }
    await page.getByLabel('E-mail address').fill(INES);
    const [mail] = await portal.mailsOf(1, async () => {
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await page.getByRole('heading', { name: 'Look in your mailbox' }).waitFor();
    });
    if (javaScriptEnabled) {
      await look(page, 'link-sent');
    }
    await page.goto(linkIn(mail));
    if (javaScriptEnabled) {
      await look(page, 'link-opened');
    }
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your licenses' }).waitFor();
    expect(await page.getByRole('button', { name: 'Copy key' }).count()).toBe(javaScriptEnabled ? 4 : 0);
    const again = await chromium.open(linkIn(mail), { javaScriptEnabled });
    await again.getByText('This link was used already').waitFor();
    expect(await again.getByLabel('E-mail address').inputValue()).toBe(INES);
    if (javaScriptEnabled) {
      await look(again, 'link-used');
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goto('/portal/licenses');
    expect(new URL(page.url()).pathname).toBe('/portal');
  });
});

it("lets a buyer do a day's work with the keyboard alone", async () => {
  const page = await signedIn(INES);
  const keyboard = new Keyboard(page);
  await keyboard.press('link', new RegExp(`^Open .*${licenses.full.key}$`));
  await page.waitForURL(`**/${licenses.full.id}`);
  await keyboard.press('button', /^Free this device.*Koffer 2/);
  await page.getByText(`${LONG} is free`).waitFor();
  await look(page, 'device-freed');
  await keyboard.type('Or the request as text', airGapRequest(licenses.full.key, 'lab-7'));
  await keyboard.press('button', 'Get the license file');
  await page.getByRole('heading', { level: 1, name: 'Your license file is ready' }).waitFor();
  await look(page, 'offline-file');
  const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('link', 'Download the file')]);
  expect(download.suggestedFilename()).toBe(`${licenses.full.id}.lic`);
  await keyboard.press('link', 'Account');
  await page.waitForURL('**/portal/account');
  await keyboard.type('New address', 'ines@elsewhere.example');
  await portal.mailsOf(2, () => keyboard.press('button', 'Send both links'));
  await page.getByText('Confirm the change at both.').waitFor();
  await keyboard.press('button', '中文');
  await page.getByRole('heading', { level: 1, name: '您的账户' }).waitFor();
  await keyboard.press('button', '退出登录');
  await page.waitForURL('**/portal');
});

it('has its pages in a menu on a phone', async () => {
  const page = await signedIn(INES, { viewport: SIZES[1][1], javaScriptEnabled: false });
  expect(await page.getByRole('link', { name: 'Orders' }).isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Menu' }).click();
  await screenshot(page, 'menu-phone');
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your orders' }).waitFor();
});
