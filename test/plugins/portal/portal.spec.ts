import { createHash } from 'node:crypto';
import type { HTMLElement } from 'node-html-parser';
import { Browser, formTo, withoutFormIds } from '../../testkit/browser';
import { aProduct, aProductWith } from '../../testkit/callers';
import { formOf, type FormPart } from '../../testkit/forms';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { airGapRequest, claimsOf, releaseCode } from '../../support/license-files';
import {
  actionOf,
  type Change,
  changed as withChange,
  changesOf as fieldChangesOf,
  type Fields,
  fieldsOf,
  postForms,
  valuesOf,
} from '../../support/form-walk';
import { linkIn, PORTAL_URL, PortalOnServer, tokenIn, wordsOf } from '../../support/portal';
import { race } from '../../testkit/race';
import { single } from '../../testkit/rows';
import { sampleOf } from '../../testkit/sample';
import type { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import { TestServer as Server } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';
import { Settings } from '../../../src/core/platform/config/settings';
import { PortalBrandService } from '../../../src/plugins/portal/frame/portal-brand.service';
import { PortalMailsService } from '../../../src/plugins/portal/mails/portal-mails.service';

const MINUTE = 60_000;
/** Open to everybody. */
const TRIAL_FORM = '/portal/trial/:product';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let portal: PortalOnServer;
let server: TestServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
  ({ server } = portal);
  await aProduct(server, 'studio');
});
afterEach(() => server.clock.reset());
afterAll(() => portal.stop());

let count = 0;
const anAddress = (): string => `ada-${(count += 1)}@example.com`;

/** A customer with a license, of a product of its own with these values if there are any. */
async function licensed(license: Record<string, unknown> = {}, product?: Record<string, unknown>) {
  const email = anAddress();
  const { id: customer } = await portal.customer(email);
  const reference = product ? `studio-${count}` : 'studio';
  if (product) {
    await aProduct(server, reference, { name: `Studio ${count}`, ...product });
  }
  const made = await issued(server, { product: reference, customer_id: customer, ...license });
  return { email, customer, product: reference, license: made, path: `/portal/licenses/${made.id}` };
}

/** Settings of another server, without which its portal is not there. */
const complete = () => ({
  'portal.enabled': true,
  'mail.smtp_url': portal.smtp.url,
  'mail.from': 'sales@halden.example',
});

describe('the sign-in', () => {
  it('is by a link in an e-mail, whose page only shows a button', async () => {
    const { email } = await licensed();
    const browser = new Browser(server);
    expect((await browser.get('/portal')).html).toContain('name="email"');
    expect(await browser.get('/portal/licenses')).toMatchObject({ status: 303, location: '/portal' });
    const [mail] = await portal.mailsOf(1, () => browser.post('/portal', { email: ` ${email.toUpperCase()}` }));
    expect(mail).toMatchObject({ recipients: [email], subject: 'Your sign-in link for Halden Audio' });
    expect(mail?.text).toContain('within 15 minutes');
    const link = linkIn(mail);

    // As a mail scanner does.
    for (let times = 0; times < 2; times += 1) {
      const page = await new Browser(server).get(link);
      expect([page.status, wordsOf(page)]).toEqual([200, expect.stringContaining(email)]);
    }
    const done = await browser.post('/portal/sign-in', { token: tokenIn(link) });
    expect(done).toMatchObject({ status: 303, location: '/portal/licenses' });
    expect(single(browser.lastCookies)).toMatch(
      /^keyward_portal=[\w-]{43}; Path=\/portal; HttpOnly; SameSite=Lax; Max-Age=86400$/,
    );
    expect(await browser.get('/portal')).toMatchObject({ status: 303, location: '/portal/licenses' });
    expect((await browser.get('/portal/licenses')).status).toBe(200);

    const again = await new Browser(server).post('/portal/sign-in', { token: tokenIn(link) });
    expect(again.status).toBe(410);
    expect(again.html).toContain('This link was used already');
    expect(again.html).toContain(`value="${email}"`);
    expect((await browser.post('/portal/sign-out')).location).toBe('/portal');
    expect((await browser.get('/portal/licenses')).location).toBe('/portal');
  });

  it('gives one of two uses of a link at once a session', async () => {
    const { email } = await licensed();
    const token = tokenIn(await portal.linkFor(email));
    const visits = await Promise.all([1, 2, 3].map(() => new Browser(server).post('/portal/sign-in', { token })));
    expect(visits.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  });

  it('answers an unknown address as a known one, and sends nothing', async () => {
    const { email } = await licensed();
    const answers = [];
    for (const address of [email, 'nobody@example.com']) {
      for (const path of ['/portal', '/portal/lost-key']) {
        const { status, html, headers } = await new Browser(server).post(path, { email: address });
        answers.push([path, status, withoutFormIds(html).replaceAll(address, 'X'), Object.keys(headers)]);
      }
    }
    expect(answers.slice(2)).toEqual(answers.slice(0, 2));
    const before = await portal.mailsSoFar();
    expect(await runQueued(server, 'portal-mail')).toBe(4);
    const sent = (await portal.smtp.arrived(before + 2)).slice(before);
    expect(sent.map(({ recipients }) => recipients)).toEqual([[email], [email]]);
    expect((await new Browser(server).post('/portal', { email: 'nobody' })).status).toBe(422);
  });

  it('refuses links and sessions whose time is over, and sweeps them', async () => {
    const { email } = await licensed();
    const link = await portal.linkFor(email);
    server.clock.advance(15 * MINUTE);
    const late = await new Browser(server).post('/portal/sign-in', { token: tokenIn(link) });
    expect([late.status, wordsOf(late)]).toEqual([410, expect.stringContaining('This link has expired')]);
    expect(wordsOf(await new Browser(server).get('/portal/sign-in?token=x'))).toContain('This link is not valid');
    const browser = await portal.signedIn(email);
    server.clock.advance(DAY);
    expect((await browser.get('/portal/licenses')).location).toBe('/portal');
    server.clock.advance(DAY);
    await runJob(server, 'sweep-portal-sessions');
    for (const table of ['portal_sessions', 'portal_links']) {
      expect(await server.dataSource.query(`SELECT 1 FROM ${table} WHERE email = $1`, [email])).toEqual([]);
    }
  });

  it('stores no token, and shows what belongs to the address now', async () => {
    const { email, customer } = await licensed();
    const browser = await portal.signedIn(email);
    // The text of an e-mail is forgotten after the mail server has taken it.
    await until('the e-mail is sent', async () => {
      const queued = await server.dataSource.query(`SELECT 1 FROM mails WHERE state = 'queued' LIMIT 1`);
      return queued.length === 0;
    });
    const stored = JSON.stringify([
      await server.dataSource.query('SELECT * FROM portal_links'),
      await server.dataSource.query('SELECT * FROM portal_sessions'),
      await server.dataSource.query('SELECT html, text FROM mails'),
    ]);
    expect(stored).not.toContain(browser.cookies.get('keyward_portal'));
    expect(stored).not.toContain('?token=');
    await server.sdk.customers.update(customer, { email: anAddress() });
    expect((await browser.get('/portal/licenses')).location).toBe('/portal');
  });

  it('sends at most five links to an address in a quarter of an hour', async () => {
    const { email } = await licensed();
    for (let times = 0; times < 7; times += 1) {
      expect((await new Browser(server).post('/portal', { email })).status).toBe(200);
    }
    await runQueued(server, 'portal-mail');
    const [row] = await server.dataSource.query('SELECT count(*)::integer AS sent FROM mails WHERE to_address = $1', [
      email,
    ]);
    expect(row).toEqual({ sent: 5 });
  });

  it('is limited by the address of the caller and by that of the e-mail, and says how long to wait', async () => {
    const limited = await Server.shared({ RATE_LIMIT_FACTOR: '1' });
    const named = { ...limited.app.get(Settings), PUBLIC_URL: PORTAL_URL };
    jest.replaceProperty(limited.app.get(PortalBrandService), 'settings' as never, named as never);
    await limited.sdk.settings.update(complete());
    const ask = (email: string) => new Browser(limited).post('/portal', { email });
    for (let times = 0; times < 3; times += 1) {
      expect((await ask('eve@example.com')).status).toBe(200);
    }
    const refused = await ask('eve@example.com');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.any(String)]);
    expect(wordsOf(refused)).toMatch(/Try again in \d+ seconds/);
    const statuses = [];
    for (let times = 0; times < 7; times += 1) {
      statuses.push((await ask(`eve-${times}@example.com`)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
    jest.restoreAllMocks();
    await limited.stop();
  });

  it('refuses forms of other sites', async () => {
    const { email } = await licensed();
    const browser = await portal.signedIn(email);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    for (const path of [
      '/portal',
      '/portal/sign-in',
      '/portal/sign-out',
      '/portal/account/email',
      '/portal/language',
    ]) {
      expect([path, (await browser.post(path, { email }, foreign)).status]).toEqual([path, 403]);
    }
  });
});

it('is not there while it is off, or without an address of the server', async () => {
  const paths = ['/portal', '/portal/licenses', '/portal/lost-key', '/portal/colors.css', '/portal/sign-in?token=x'];
  const statuses = async (on: TestServer) =>
    Promise.all(paths.map(async (path) => (await new Browser(on).get(path)).status));
  await portal.set({ 'portal.enabled': false });
  expect(await statuses(server)).toEqual(paths.map(() => 404));
  await portal.set({ 'portal.enabled': true, 'mail.smtp_url': '' });
  expect(await statuses(server)).toEqual(paths.map(() => 404));
  await portal.set({ 'mail.smtp_url': portal.smtp.url });
  const unnamed = await Server.shared();
  await unnamed.sdk.settings.update(complete());
  expect(unnamed.app.get(PortalBrandService).missing).toEqual(['PUBLIC_URL']);
  expect(await statuses(unnamed)).toEqual(paths.map(() => 404));
  await unnamed.stop();
  server.recognizeKeys();
  expect((await new Browser(server).get('/portal')).status).toBe(200);
});

it('shows the name and the colors of the vendor, dark enough for white', async () => {
  await portal.set({ 'portal.color': '#ffcc00', 'portal.logo_url': 'https://halden.example/logo.png' });
  const page = await new Browser(server).get('/portal');
  expect(wordsOf(page)).toContain('Halden Audio');
  expect(page.html).not.toContain('Keyward');
  expect(page.headers['content-security-policy']).toContain("img-src 'self' https://halden.example data:");
  const { html } = await new Browser(server).get('/portal/colors.css');
  expect(html).toContain('--accent: #8a6e00;');
  for (const value of ['red', '#fff', 'url(x)']) {
    expect((await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'portal.color': value } })).status).toBe(400);
  }
  await portal.set({ 'portal.color': null, 'portal.logo_url': null });
});

describe('licenses', () => {
  it.each([
    [{}, 'Runs without end'],
    [{ expires_at: '2031-05-04T10:00:00.000Z' }, 'Runs until 4 May 2031'],
    [{ starts_at: '2031-05-04T10:00:00.000Z' }, 'Runs from 4 May 2031'],
  ])('have a state in words: %j', async (fields, words) => {
    const { email, license, path } = await licensed(fields);
    const browser = await portal.signedIn(email);
    for (const page of ['/portal/licenses', path]) {
      const shown = wordsOf(await browser.get(page));
      expect(shown).toContain(words);
      expect(shown).toContain(license.key);
    }
  });

  it('come in the order in which they need their owner, with a search if there are many', async () => {
    const { email, customer, product, license } = await licensed();
    const soon = new Date(server.clock.now().getTime() + 5 * DAY - MINUTE).toISOString();
    const ending = await issued(server, { product, customer_id: customer, expires_at: soon });
    const revoked = await issued(server, { product, customer_id: customer });
    await server.asAdmin('POST', `/api/v1/licenses/${revoked.id}/revoke`);
    const browser = await portal.signedIn(email);
    const few = await browser.get('/portal/licenses');
    const cards = few.html.split('<ul class="portal-cards">')[1] ?? '';
    const places = [ending, license, revoked].map(({ key }) => cards.indexOf(key));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(wordsOf(few)).toContain('3 licenses, 2 of them usable');
    expect(wordsOf(few)).toMatch(/Ends in 5 days, on /);
    expect(few.html).not.toContain('type="search"');

    await server.sdk.licenses.issueBatch({ product, customer_id: customer, count: 10 });
    const many = await browser.get('/portal/licenses');
    expect(many.html).toContain('type="search"');
    expect(wordsOf(many)).toContain('Show the other 3');
    const found = await browser.get(`/portal/licenses?q=${license.key.toLowerCase()}`);
    expect(found.html).toContain(license.key);
    expect(found.html).not.toContain(ending.key);
    expect(wordsOf(await browser.get('/portal/licenses?q=no-such-license'))).toContain(
      'No license matches “no-such-license”',
    );
  });

  it('are shown of the products of the portal only', async () => {
    const { email, product, path } = await licensed();
    const browser = await portal.signedIn(email);
    await portal.set({ 'portal.products': ['another'] });
    expect(wordsOf(await browser.get('/portal/licenses'))).toContain('No licenses');
    expect((await browser.get(path)).status).toBe(404);
    await portal.set({ 'portal.products': [product] });
    expect((await browser.get(path)).status).toBe(200);
    await portal.set({ 'portal.products': null });
  });

  it('let their owner free a device within the allowance of the policy', async () => {
    const limited = { max_activations: 2, policy_overrides: { max_transfers: 1, transfer_period_days: 30 } };
    const { email, license, path } = await licensed(limited);
    await activate(server, license.key, 'desk-1', { machine_name: 'Desk' });
    await activate(server, license.key, 'laptop-1', { machine_name: 'Laptop' });
    const browser = await portal.signedIn(email);
    const before = await browser.get(path);
    expect(wordsOf(before)).toMatch(/Devices, 2 of 2 All are in use. To move to a new computer, free an old one./);
    expect(wordsOf(before)).toContain('1 device can be freed.');
    const actions = [...before.html.matchAll(/action="([^"]+\/free)"/g)].map(([, action = '']) => action);
    expect(actions).toHaveLength(2);

    // The one that was seen last comes first.
    expect(await browser.post(actions[0] ?? '')).toMatchObject({ status: 303, location: path });
    const after = wordsOf(await browser.get(path));
    expect(after).toContain('Laptop is free: the license can be used on another device.');
    expect(after).toContain('No more devices can be freed for now. The next one can be freed on ');
    expect(after).not.toContain('Free this device:');
    expect((await validate(server, license.key, 'laptop-1')).body.valid).toBe(false);
    await browser.post(actions[1] ?? '');
    expect(wordsOf(await browser.get(path))).toContain('Devices, 1 of 2');
    expect((await browser.post(actions[0] ?? '')).status).toBe(404);
    server.clock.advance(31 * DAY);
    const later = await portal.signedIn(email);
    await later.post(actions[1] ?? '');
    expect(wordsOf(await later.get(path))).toContain('Devices, 0 of 2');
  });

  it('have only the parts that the vendor lets customers use', async () => {
    const { email, license, path } = await licensed({ max_activations: 2 });
    await activate(server, license.key, 'desk-1', { machine_name: 'Desk' });
    const browser = await portal.signedIn(email);
    const { html } = await browser.get(path);
    const [, free = ''] = /action="([^"]+\/free)"/.exec(html) ?? [];
    expect(html).toContain('A computer without internet');
    const off = { 'portal.release_devices': false, 'portal.offline_devices': false, 'portal.downloads': false };
    await server.asAdmin('PATCH', '/api/v1/settings', { body: off });
    const shown = (await browser.get(path)).html;
    expect([shown.includes('/free"'), shown.includes('A computer without internet')]).toEqual([false, false]);
    const { body, headers } = await formOf(['request', 'x']);
    const answers = [
      await browser.post(free),
      await browser.postBody(`${path}/offline`, body, headers),
      await browser.post(`${path}/release`, { code: 'x' }),
      await browser.get(`${path}/downloads/00000000-0000-4000-8000-000000000000/main`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const on = Object.fromEntries(Object.keys(off).map((name) => [name, null]));
    await server.asAdmin('PATCH', '/api/v1/settings', { body: on });
    expect((await browser.post(free)).status).toBe(303);
  });

  it('have their sessions and meters', async () => {
    const { email, license, path, product } = await licensed({ max_sessions: 3 }, {});
    await server.sdk.products.putMeter(product, 'exports', { name: 'Exports', unit: 'pages', kind: 'consumed' });
    await changed(server, license, { meters: { exports: { limit: 100, period: 'month' } } });
    await activate(server, license.key, 'desk-2', { machine_name: 'Desk' });
    const start = { license_key: license.key, hardware_id: 'desk-2' };
    expect((await server.call('POST', '/api/v1/license-sessions', { body: start })).status).toBe(201);
    const browser = await portal.signedIn(email);
    const shown = wordsOf(await browser.get(path));
    expect(shown).toContain('In use now, 1 of 3');
    expect(shown).toContain('Exports (pages)');
    expect(shown).toContain('0 of 100');
  });

  it('give the versions that they cover, the file for the platform of the visitor first', async () => {
    const { email, license, path, product } = await licensed({ updates_until: '2026-06-30T00:00:00.000Z' }, {});
    const publish = async (version: string, released_at: string, names: string[]) => {
      const { id } = await server.sdk.products.createVersion(product, {
        version,
        reference: `v${version}`,
        released_at,
      });
      for (const name of names) {
        const oldest: FormPart[] = name.endsWith('.dmg') ? [['min_os_version', '11.0']] : [];
        const sent = await formOf(...oldest, ['file', `content of ${name}`, name]);
        const { status } = await server.asAdmin('POST', `/api/v1/products/${product}/versions/${id}/artifacts`, sent);
        expect(status).toBe(201);
      }
      return id;
    };
    await publish('1.0.0', '2026-01-10', ['studio-1.0.0-x64.exe', 'studio-1.0.0-arm64.dmg']);
    await publish('2.0.0', '2026-07-10', ['studio-2.0.0-x64.exe']);
    const windows = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' };
    const mac = { 'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' };
    const browser = await portal.signedIn(email, windows);
    const page = await browser.get(path);
    expect(wordsOf(page)).toContain('Download 1.0.0');
    expect(wordsOf(page)).not.toContain('2.0.0');
    expect(page.html).toContain(createHash('sha256').update('content of studio-1.0.0-x64.exe').digest('hex'));
    const orderOf = (html: string) => [html.indexOf('Windows, x64'), html.indexOf('macOS 11.0+, Apple silicon')];
    expect(orderOf(page.html)[0]).toBeLessThan(orderOf(page.html)[1] ?? 0);
    const onMac = await browser.get(path, mac);
    expect(orderOf(onMac.html)[1]).toBeLessThan(orderOf(onMac.html)[0] ?? 0);

    const links = [...page.html.matchAll(/href="([^"]+\/downloads\/[^"]+)"/g)].map(([, link = '']) => link);
    const files = await Promise.all(links.map((link) => browser.get(link)));
    expect(files.map(({ status, html }) => [status, html]).sort()).toEqual([
      [200, 'content of studio-1.0.0-arm64.dmg'],
      [200, 'content of studio-1.0.0-x64.exe'],
    ]);
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/revoke`);
    expect((await browser.get(links[0] ?? '')).status).toBe(404);
    expect(wordsOf(await browser.get(path))).not.toContain('Download');
  });

  it('give a file to a computer without internet, and take its release code', async () => {
    const { email, license, path } = await licensed({ max_activations: 1 });
    const browser = await portal.signedIn(email);
    const send = async (...parts: Parameters<typeof formOf>) => {
      const { body, headers } = await formOf(...parts);
      return browser.postBody(`${path}/offline`, body, headers);
    };
    const request = airGapRequest(license.key, 'lab-7');
    const pasted = await send(['request', ` ${request}\n`], ['file', '', '']);
    expect([pasted.status, wordsOf(pasted)]).toEqual([200, expect.stringContaining('Your license file is ready')]);
    const [, base64 = ''] = /href="data:text\/plain;base64,([^"]+)"/.exec(pasted.html) ?? [];
    const { jti, fingerprint } = await claimsOf(server, Buffer.from(base64, 'base64').toString());
    expect(fingerprint).toBe('lab-7');
    expect((await send(['file', request, 'request.txt'])).status).toBe(200);
    const fromWindows = Buffer.from(`\ufeffOur request:\r\n${request}\r\n`, 'utf16le');
    expect((await send(['file', fromWindows, 'request.txt'])).status).toBe(200);
    expect((await send(['request', ''])).status).toBe(422);
    expect((await send(['request', request], ['file', request, 'request.txt'])).status).toBe(422);
    const wrong = await send(['request', 'KWR1.e30']);
    expect([wrong.status, wordsOf(wrong)]).toEqual([
      422,
      expect.stringContaining('This is not a license file request'),
    ]);

    expect((await browser.post(`${path}/release`, { code: 'KWX1.e30' })).status).toBe(422);
    const code = releaseCode(license.key, 'lab-7', jti);
    expect((await browser.post(`${path}/release`, { code })).location).toBe(path);
    expect(wordsOf(await browser.get(path))).toContain('Devices, 0 of 1');
    await changed(server, license, { policy_overrides: { offline_days: 0 } });
    expect(wordsOf(await browser.get(path))).not.toContain('A computer without internet');
  });
});

it('shows orders with their receipts, and their licenses in the words of the payment', async () => {
  const { reference } = await aProductWith(server, 'ordered', {});
  const email = anAddress();
  const { body: order } = await server.asAdmin('POST', '/api/v1/orders', {
    body: {
      external_id: 'INV-1001',
      customer: { email, name: 'Ada Lovelace' },
      lines: [{ product: reference, quantity: 2, price: 9900, currency: 'EUR' }],
      metadata: { receipt_url: 'https://shop.example/receipts/1', billing_url: 'javascript:alert(1)' },
    },
  });
  const browser = await portal.signedIn(email);
  const page = await browser.get('/portal/orders');
  expect(wordsOf(page)).toMatch(/Paid €99\.00/);
  expect(wordsOf(page)).toContain('2 × ');
  expect(wordsOf(page)).toContain('Number INV-1001');
  expect(page.html).toContain('href="https://shop.example/receipts/1"');
  expect(page.html).not.toContain('javascript:');
  expect((await server.asAdmin('POST', `/api/v1/orders/${order.id}/refund`, { body: {} })).status).toBeLessThan(300);
  expect(wordsOf(await browser.get('/portal/licenses'))).toContain('Ended: it was paid back');
});

it('sends all keys of an address to it', async () => {
  const { email, customer, product, license } = await licensed();
  const second = await issued(server, { product, customer_id: customer });
  const { license: foreign } = await licensed();
  const browser = new Browser(server, { 'accept-language': 'de' });
  const [mail] = await portal.mailsOf(1, () => browser.post('/portal/lost-key', { email }));
  expect(mail).toMatchObject({ recipients: [email], subject: 'Ihre Lizenzschlüssel von Halden Audio' });
  for (const { key } of [license, second]) {
    expect(mail?.text).toContain(`    ${key}\n`);
    expect(mail?.html).toContain(`${key}</pre>`);
  }
  expect(mail?.text).not.toContain(foreign.key);
});

describe('the e-mail address', () => {
  it('changes once it is confirmed at the old and the new one', async () => {
    const { email, customer } = await licensed();
    const browser = await portal.signedIn(email);
    const to = anAddress();
    expect((await browser.post('/portal/account/email', { email })).status).toBe(422);
    const mails = await portal.mailsOf(2, () => browser.post('/portal/account/email', { email: to }));
    const links = new Map(mails.map((mail) => [mail.recipients[0], linkIn(mail)]));
    expect(wordsOf(await browser.get('/portal/account'))).toContain(`Links were sent to ${email} and ${to}.`);

    const other = new Browser(server);
    const confirm = async (address: string) => {
      const link = links.get(address) ?? '';
      expect(wordsOf(await other.get(link))).toContain(`From ${email} to ${to}`);
      return wordsOf(await other.post('/portal/confirm-email', { token: tokenIn(link) }));
    };
    expect(await confirm(to)).toContain('One address is confirmed');
    expect((await server.sdk.customers.get(customer)).email).toBe(email);
    const twice = await other.post('/portal/confirm-email', { token: tokenIn(links.get(to) ?? '') });
    expect(twice.status).toBe(410);
    expect(await confirm(email)).toContain('The e-mail address was changed');
    expect((await server.sdk.customers.get(customer)).email).toBe(to);
    expect((await browser.get('/portal/account')).location).toBe('/portal');
    expect(wordsOf(await (await portal.signedIn(to)).get('/portal/account'))).toContain(to);
    // Neither link signs anybody in.
    expect((await other.post('/portal/sign-in', { token: tokenIn(links.get(to) ?? '') })).status).toBe(410);
  });
});

describe('whoever loses an e-mail address', () => {
  /** The ways in which the vendor takes the address away from its customer. */
  const LOSSES: [string, (customer: string) => Promise<unknown>][] = [
    ['by a change', (customer) => server.sdk.customers.update(customer, { email: anAddress() })],
    ['by a change to none', (customer) => server.sdk.customers.update(customer, { email: null })],
    ['by the deletion of the customer', (customer) => server.asAdmin('DELETE', `/api/v1/customers/${customer}`)],
    [
      'by a merge',
      async (customer) =>
        server.sdk.customers.merge((await portal.customer(anAddress())).id, { customer_ids: [customer] }),
    ],
  ];

  it.each(sampleOf(LOSSES, 3, 'losses'))(
    '%s is signed out, and the links for it do not work for the next one',
    async (_way, lose) => {
      const email = anAddress();
      const { id: customer } = await portal.customer(email);
      const browser = await portal.signedIn(email);
      const taken = anAddress();
      const mails = await portal.mailsOf(2, () => browser.post('/portal/account/email', { email: taken }));
      const signIn = await portal.linkFor(email);
      await lose(customer);
      const next = await portal.customer(email);
      expect((await browser.get('/portal/licenses')).location).toBe('/portal');
      expect((await new Browser(server).post('/portal/sign-in', { token: tokenIn(signIn) })).status).toBe(410);
      for (const mail of mails) {
        const token = tokenIn(linkIn(mail));
        expect((await new Browser(server).post('/portal/confirm-email', { token })).status).toBe(410);
      }
      expect((await server.sdk.customers.get(next.id)).email).toBe(email);
    },
  );

  it('by leaving a company is signed out', async () => {
    const { id: company } = await portal.customer(anAddress(), { company: 'Example Ltd' });
    const email = anAddress();
    const path = `/api/v1/customers/${company}/users`;
    const { body: user } = await server.asAdmin('POST', path, { body: { email, role: 'admin' } });
    const browser = await portal.signedIn(email);
    await portal.customer(email);
    expect((await server.asAdmin('DELETE', `${path}/${user.id}`)).status).toBe(204);
    expect((await browser.get('/portal/licenses')).location).toBe('/portal');
  });

  it('does not take along the customer who got it while its change was open', async () => {
    const { email, customer } = await licensed();
    const browser = await portal.signedIn(email);
    const mails = await portal.mailsOf(2, () => browser.post('/portal/account/email', { email: anAddress() }));
    const next = await portal.customer(email, { allow_duplicate_email: true });
    for (const mail of mails) {
      await new Browser(server).post('/portal/confirm-email', { token: tokenIn(linkIn(mail)) });
    }
    const emails = [await server.sdk.customers.get(customer), await server.sdk.customers.get(next.id)];
    expect(emails.map((one) => one.email === email)).toEqual([false, true]);
  });
});

it('confirms a change of the address by both links at once', async () => {
  const { email, customer } = await licensed();
  const browser = await portal.signedIn(email);
  const to = anAddress();
  const mails = await portal.mailsOf(2, () => browser.post('/portal/account/email', { email: to }));
  const hold = 'SELECT id FROM portal_links FOR UPDATE';
  const confirm = (mail: (typeof mails)[number]) => () =>
    new Browser(server).post('/portal/confirm-email', { token: tokenIn(linkIn(mail)) });
  const visits = await race({ databaseUrl: server.databaseUrl, hold }, mails.map(confirm));
  expect(visits.filter((visit) => wordsOf(visit).includes('The e-mail address was changed'))).toHaveLength(1);
  expect(visits.filter((visit) => wordsOf(visit).includes('One address is confirmed'))).toHaveLength(1);
  expect((await server.sdk.customers.get(customer)).email).toBe(to);
});

it('sends at most five links to an address, also by requests that are handled at once', async () => {
  const { email } = await licensed();
  const mails = server.app.get(PortalMailsService);
  const payload = { kind: 'sign_in', email, language: 'en' };
  await portal.mailsOf(5, () => Promise.all(Array.from({ length: 8 }, () => mails.send(payload))));
  const [row] = await server.dataSource.query('SELECT count(*)::integer AS sent FROM mails WHERE to_address = $1', [
    email,
  ]);
  expect(row).toEqual({ sent: 5 });
});

describe('a link that the vendor sends', () => {
  it('signs the customer in, is recorded, and is in no answer', async () => {
    const { email, customer } = await licensed();
    let answer: unknown;
    const [mail] = await portal.mailsOf(1, async () => {
      const { status, body } = await server.asAdmin('POST', `/api/v1/customers/${customer}/portal-link`);
      answer = [status, body];
    });
    expect(answer).toEqual([202, { to: email }]);
    expect(mail).toMatchObject({ recipients: [email], subject: 'Your sign-in link for Halden Audio' });
    const browser = new Browser(server);
    expect((await browser.post('/portal/sign-in', { token: tokenIn(linkIn(mail)) })).status).toBe(303);
    const [{ action, actor } = { action: '', actor: '' }] = (
      await server.sdk.audit.listEntries({ target: `customers:${customer}` })
    ).items;
    expect([action, actor]).toEqual(['customer.portal_link_sent', 'admin']);
  });

  it('is sent from the page of the customer, in the text of the vendor', async () => {
    const { email, customer } = await licensed();
    const text = { subject: 'Welcome to {{vendor.name}}', body: '[In]({{sign_in_url}})' };
    const template = '/api/v1/mail-templates/portal_sign_in/en';
    expect((await server.asAdmin('PUT', template, { body: text })).status).toBe(200);
    const console = new Browser(server);
    await console.signIn();
    const place = `/console/customers/${customer}/portal-link`;
    expect((await console.get(`/customer/edit/${customer}`)).html).toContain(`action="${place}"`);
    const [mail] = await portal.mailsOf(1, () => console.post(place));
    expect([mail?.subject, linkIn(mail)]).toEqual(['Welcome to Halden Audio', expect.stringContaining('?token=')]);
    expect(wordsOf(await console.get(`/customer/edit/${customer}`))).toContain(
      `The link to the portal for ${email} is queued. The list of e-mails shows whether it was sent.`,
    );
    await server.asAdmin('DELETE', template);
  });

  it('is refused in words while the portal is off, and for a customer without an address', async () => {
    const { email, customer } = await licensed();
    const { id: nameless } = (await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada' } })).body;
    const api = async (id: string) => {
      const { status, body } = await server.asAdmin('POST', `/api/v1/customers/${id}/portal-link`);
      return [status, body.error.message];
    };
    expect(await api(nameless)).toEqual([409, 'The customer has no e-mail address']);
    expect((await api(NOBODY))[0]).toBe(404);
    await portal.set({ 'portal.enabled': false });
    const console = new Browser(server, { 'accept-language': 'de' });
    await console.signIn();
    expect((await console.post(`/console/customers/${customer}/portal-link`)).status).toBe(303);
    expect(wordsOf(await console.get(`/customer/edit/${customer}`))).toContain('Das Portal ist aus');
    expect(await api(customer)).toEqual([409, expect.stringContaining('portal.enabled')]);
    await portal.set({ 'portal.enabled': true });
    expect(await server.dataSource.query('SELECT 1 FROM mails WHERE to_address = $1', [email])).toEqual([]);
  });
});

describe('a company', () => {
  /** With an admin, who is no customer, and a license for two users. */
  async function aCompany() {
    const own = await licensed({ max_users: 2, max_activations: 5, policy_overrides: { assign_user_on_use: false } });
    await server.sdk.customers.update(own.customer, { company: `Company ${count}` });
    const [admin, user] = [anAddress(), anAddress()];
    await server.sdk.customerUsers.add(own.customer, { email: admin.toUpperCase(), name: 'Grace', role: 'admin' });
    return { ...own, admin, user, usersPath: `/portal/users/${own.customer}` };
  }
  const changesOf = async (target: string) =>
    (await server.sdk.audit.listEntries({ target })).items.map(({ action, actor, actor_type }) => [
      action,
      actor_type,
      actor,
    ]);

  it('has admins, who see all its licenses, add users and assign licenses to them', async () => {
    const { customer, license, path, admin, user, usersPath } = await aCompany();
    const other = await issued(server, { product: license.product, customer_id: customer });
    const browser = await portal.signedIn(admin);
    const list = await browser.get('/portal/licenses');
    expect([license.key, other.key].map((key) => list.html.includes(key))).toEqual([true, true]);
    expect(wordsOf(list)).toContain('Grace');

    expect(await browser.post(usersPath, { email: ` ${user.toUpperCase()}`, name: 'Kay' })).toMatchObject({
      status: 303,
      location: '/portal/users',
    });
    expect(wordsOf(await browser.get('/portal/users'))).toMatch(new RegExp(`2 people .*Kay .*${user}`));
    expect((await browser.post(usersPath, { email: 'nobody' })).status).toBe(422);
    const known = await browser.post(usersPath, { email: user, name: 'Alan' });
    expect([known.status, wordsOf(known)]).toEqual([422, expect.stringContaining('Already a user of this company.')]);
    const [added] = (await server.sdk.customerUsers.list(customer)).items;
    expect(added).toMatchObject({ email: user, name: 'Kay', role: 'user' });
    expect(await changesOf(`customer_users:${added?.id}`)).toEqual([['customer_user.added', 'customer', admin]]);

    expect(wordsOf(await browser.get(path))).toContain('Users, 0 of 2');
    expect((await browser.post(`${path}/users`, { user: added?.id ?? '' })).location).toBe(path);
    expect(wordsOf(await browser.get(path))).toContain('Users, 1 of 2');
    const [named] = (await server.sdk.licenseUsers.list(license.id)).items;
    expect([named?.email, await changesOf(`license_users:${named?.id}`)]).toEqual([
      user,
      [['license_user.assigned', 'customer', admin]],
    ]);
    await server.sdk.licenseUsers.assign(license.id, { email: anAddress() });
    await browser.post(usersPath, { email: anAddress() });
    const [third] = (await server.sdk.customerUsers.list(customer)).items;
    await browser.post(`${path}/users`, { user: third?.id ?? '' });
    expect(wordsOf(await browser.get(path))).toContain('All places are taken.');
    expect((await browser.post(`${path}/users/${named?.id}/remove`)).location).toBe(path);
    expect(wordsOf(await browser.get(path))).toContain('Users, 1 of 2');
  });

  it('has users, who see the licenses that name them with their own devices, and nothing else', async () => {
    const { customer, license, product, path, user, email: owner } = await aCompany();
    const other = await issued(server, { product, customer_id: customer });
    await server.sdk.customerUsers.add(customer, { email: user });
    await server.sdk.licenseUsers.assign(license.id, { email: user });
    await server.sdk.licenseUsers.assign(license.id, { email: owner });
    await activate(server, license.key, 'mine', { machine_name: 'My desk', user });
    await activate(server, license.key, 'theirs', { machine_name: 'Their desk', user: owner });
    const devices = new Map(
      (await server.sdk.activations.list({ license: license.key })).items.map(({ name, id }) => [name, id]),
    );
    const browser = await portal.signedIn(user);
    const list = await browser.get('/portal/licenses');
    expect([license.key, other.key].map((key) => list.html.includes(key))).toEqual([true, false]);
    const page = wordsOf(await browser.get(path));
    expect([page.includes('My desk'), page.includes('Their desk'), page.includes('internet')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(page).not.toContain(owner);
    const free = (name: string) => browser.post(`${path}/devices/${devices.get(name)}/free`);
    expect([(await free('Their desk')).status, (await free('My desk')).status]).toEqual([404, 303]);
    for (const [forbidden, form] of [
      [`/portal/licenses/${other.id}/release`, { code: 'KWX1.e30' }],
      [`${path}/release`, { code: 'KWX1.e30' }],
      [`${path}/users`, { user: NOBODY }],
      [`/portal/users/${customer}`, { email: 'x@example.com' }],
    ] as const) {
      expect([forbidden, (await browser.post(forbidden, form)).status]).toEqual([forbidden, 404]);
    }
    expect((await browser.get(`/portal/licenses/${other.id}`)).status).toBe(404);
    expect(wordsOf(await browser.get('/portal/users'))).toContain('You manage no company.');
    expect((await browser.post('/portal/account/email', { email: anAddress() })).status).toBe(422);
    const [mail] = await portal.mailsOf(1, () => browser.post('/portal/lost-key', { email: user }));
    expect([mail?.text?.includes(license.key), mail?.text?.includes(other.key)]).toEqual([true, false]);
  });

  it('shows what the vendor shows of the license, the product, the customer and devices', async () => {
    const { email, customer, license, path } = await licensed(
      { metadata: { public: { tier: 'pro' }, portal: { 'Support level': 'Gold', Since: 2026 }, note: 'late payer' } },
      { metadata: { public: { tier: 'basic', skin: { dark: true } }, feed: { secret: 'feeds only' } } },
    );
    const patch = async (url: string, metadata: object) =>
      expect((await server.asAdmin('PATCH', `/api/v1/${url}`, { body: { metadata } })).status).toBe(200);
    await patch(`customers/${customer}`, { portal: { Contact: 'Bob' } });
    await activate(server, license.key, 'desk');
    const { items } = await server.sdk.activations.list({ license: license.id });
    await patch(`activations/${single(items).id}`, { portal: { Room: 'B 12', Leased: true } });
    const words = wordsOf(await (await portal.signedIn(email)).get(path));
    for (const shown of ['tier pro', 'Support level Gold', 'Since 2026', 'Contact Bob', 'Room: B 12', 'Leased: yes']) {
      expect(words).toContain(shown);
    }
    expect(words).not.toMatch(/payer|feeds only|dark|basic/);
  });

  /** What becomes of a change in a form: it is refused, its page shows it, or an e-mail goes to the address. */
  async function outcomeOf(browser: Browser, page: string, form: HTMLElement, { name, value, isTick }: Change) {
    const before = await portal.mailsSoFar();
    const others = fieldsOf(form).map(([field, old]): Fields[number] => [field, field === 'email' ? anAddress() : old]);
    const fields = withChange(others, { name, value, isTick });
    const { body, headers } = await formOf(...fields);
    const { status } = form.hasAttribute('enctype')
      ? await browser.postBody(actionOf(form), body, headers)
      : await browser.postFields(actionOf(form), fields);
    if (status >= 400) {
      return 'refused';
    }
    const { html } = await browser.get(page);
    const [again] = postForms(html).filter((one) => actionOf(one) === actionOf(form));
    const option = form.querySelector(`option[value="${value}"]`)?.textContent;
    const isShown = isTick
      ? again && valuesOf(fieldsOf(again), name).join() === valuesOf(fields, name).join()
      : html.replace(/<select[^]*?<\/select>/g, '').includes(option ?? value);
    if (isShown) {
      return 'shown';
    }
    await runQueued(server, 'portal-mail');
    const sent = (await portal.smtp.arrived(before + 1)).slice(before);
    return sent.some(({ recipients }) => recipients.includes(value)) ? 'sent' : 'dropped';
  }

  it('uses or refuses what is entered in each field of a form', async () => {
    const { email, customer, path } = await aCompany();
    await server.sdk.customerUsers.add(customer, { email: anAddress() });
    const [stranger, owner] = [new Browser(server), await portal.signedIn(email)];
    const changes: (() => Promise<[string, string]>)[] = [];
    for (const [page, browser, address] of [
      ['/portal', stranger, email],
      ['/portal/lost-key', stranger, email],
      ['/portal/account', owner, anAddress()],
      ['/portal/users', owner, anAddress()],
      [path, owner, ''],
    ] as const) {
      for (const form of postForms((await browser.get(page)).html)) {
        for (const change of fieldChangesOf(form)) {
          const value =
            new Map([
              ['email', address],
              ['name', 'Katherine'],
            ]).get(change.name) ?? change.value;
          const outcome = () => outcomeOf(browser, page, form, { ...change, value });
          changes.push(async () => [`${page} ${change.name}`, await outcome()]);
        }
      }
    }
    expect(changes).toHaveLength(9);
    const outcomes = [];
    for (const change of sampleOf(changes, 4, 'changes')) {
      outcomes.push(await change());
    }
    const expected: Record<string, string> = {
      '/portal email': 'sent',
      '/portal/lost-key email': 'sent',
      '/portal/account email': 'shown',
      '/portal/account news': 'shown',
      '/portal/users email': 'shown',
      '/portal/users name': 'shown',
      [`${path} user`]: 'shown',
      [`${path} request`]: 'refused',
      [`${path} code`]: 'refused',
    };
    expect(outcomes).toEqual(outcomes.map(([name]) => [name, expected[name]]));
  });

  it('removes a user from its licenses too, but no admin, and whoever is removed sees nothing from then on', async () => {
    const { customer, license, admin, user, usersPath } = await aCompany();
    const { id } = await server.sdk.customerUsers.add(customer, { email: user });
    await server.sdk.licenseUsers.assign(license.id, { email: user });
    const [browser, theirs] = [await portal.signedIn(admin), await portal.signedIn(user)];
    expect((await theirs.get('/portal/licenses')).html).toContain(license.key);
    expect((await browser.post(`${usersPath}/${id}/remove`)).location).toBe('/portal/users');
    expect((await theirs.get('/portal/licenses')).location).toBe('/portal');
    expect((await server.sdk.licenseUsers.list(license.id)).items).toEqual([]);

    const [own] = (await server.sdk.customerUsers.list(customer)).items;
    await browser.post(`${usersPath}/${own?.id}/remove`);
    expect(wordsOf(await browser.get('/portal/users'))).toContain('An admin cannot be removed here.');
    await server.sdk.customerUsers.update(customer, own?.id ?? '', { role: 'user' });
    expect((await browser.get('/portal/licenses')).html).not.toContain(license.key);
    expect((await browser.post(usersPath, { email: 'x@example.com' })).status).toBe(404);
  });
});

it('carries out a form once that is sent twice, and each that has other values', async () => {
  const { email, path, license } = await licensed({ max_activations: 3 });
  const stranger = new Browser(server);
  const form = { ...formTo((await stranger.get('/portal')).html, '/portal'), email };
  const before = await portal.mailsSoFar();
  const asked = await Promise.all([stranger.post('/portal', form), stranger.post('/portal', form)]);
  expect(asked.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(asked.map(wordsOf)).toContainEqual(expect.stringContaining('This form was sent before'));
  expect(await runQueued(server, 'portal-mail')).toBe(1);
  await stranger.post('/portal', { ...form, email: 'nobody@example.com' });
  expect(await runQueued(server, 'portal-mail')).toBe(1);
  expect((await portal.smtp.arrived(before + 1)).length).toBe(before + 1);

  for (const name of ['desk', 'lab']) {
    await activate(server, license.key, name);
  }
  const browser = await portal.signedIn(email);
  const [device] = (await server.sdk.activations.list({ license: license.key })).items;
  const freeing = `${path}/devices/${device?.id}/free`;
  const { html } = await browser.get(path);
  const freed = [];
  for (const times of [1, 2]) {
    freed.push([times, (await browser.post(freeing, formTo(html, freeing))).location]);
  }
  expect(freed).toEqual([1, 2].map((times) => [times, path]));
  const pages = await Promise.all(
    ['/portal/licenses', '/portal/orders', '/portal/account', path].map((one) => browser.get(one)),
  );
  const forms = pages.flatMap((page) => [...page.html.matchAll(/<form\b[^>]* method="post"[^]*?<\/form>/g)]);
  expect(forms.length).toBeGreaterThan(8);
  expect(forms.filter(([text]) => !/ name="form_id" value="[^"]+"/.test(text))).toEqual([]);
});

it('asks whether the customer wants news, and changes nobody else', async () => {
  const { email, customer } = await licensed();
  const { customer: other } = await licensed();
  const browser = await portal.signedIn(email);
  const box = async () => /<input type="checkbox"[^>]*>/.exec((await browser.get('/portal/account')).html)?.[0];
  const wishes = async () => {
    const customers = await Promise.all([customer, other].map((id) => server.sdk.customers.get(id)));
    return customers.map((one) => one.news_opt_out);
  };
  expect(await box()).toContain(' checked');
  await browser.post('/portal/account/news', {});
  expect(await wishes()).toEqual([true, false]);
  expect(wordsOf(await browser.get('/portal/account'))).toContain('You get no more news.');
  expect(await box()).not.toContain(' checked');
  await browser.post('/portal/account/news', { news: '1' });
  expect(await wishes()).toEqual([false, false]);
});

it('is the page for customers that programs get, unless it is of some products or another page is set', async () => {
  const { license } = await licensed();
  const pageFor = async () => (await validate(server, license.key)).body.manage_url;
  expect(await pageFor()).toMatch(/^https?:\/\/.*[^/]\/portal$/);
  await portal.set({ 'mail.manage_url': 'https://example.com/account' });
  expect(await pageFor()).toBe('https://example.com/account');
  await portal.set({ 'mail.manage_url': '', 'portal.products': ['v2-default'] });
  expect(await pageFor()).toBeUndefined();
  await portal.set({ 'portal.products': [] });
});

it('is written in the language that the visitor chooses', async () => {
  const { email, path } = await licensed();
  const browser = await portal.signedIn(email, { 'accept-language': 'de' });
  expect(wordsOf(await browser.get(path))).toContain('Läuft unbegrenzt');
  expect(await browser.post('/portal/language', { language: 'zh', next: path })).toMatchObject({ location: path });
  const { html } = await browser.get(path);
  expect(html).toContain('lang="zh"');
  expect(html).toContain('永久可用');
  expect(await browser.post('/portal/language', { language: 'en', next: 'https://evil.example' })).toMatchObject({
    location: '/portal',
  });
});

it('never shows anything of another customer, on any path', async () => {
  const { license, email: owner, customer } = await licensed({ max_activations: 2, max_sessions: 1, max_users: 2 });
  await server.sdk.customers.update(customer, { company: 'Other GmbH' });
  const stranger = await server.sdk.customerUsers.add(customer, { email: 'eva@other.example' });
  const named = await server.sdk.licenseUsers.assign(license.id, { email: 'eva@other.example' });
  await activate(server, license.key, 'desk-9');
  const [activation] = (await server.sdk.activations.list({ license: license.key })).items;
  const own = await licensed({ max_users: 2 });
  await server.sdk.customers.update(own.customer, { company: 'Own GmbH' });
  const { email } = own;
  const browser = await portal.signedIn(email);
  const ids: Readonly<Record<string, readonly string[]>> = {
    id: [license.id],
    device: [activation?.id ?? ''],
    version: [NOBODY],
    file: ['main', NOBODY],
    company: [customer],
    user: [stranger.id],
    reservation: [NOBODY],
  };
  const ofThings = server.routes.filter(
    ({ method, url, dialect }) =>
      dialect === 'portal' && url.includes(':') && url !== TRIAL_FORM && (method === 'GET' || method === 'POST'),
  );
  expect(ofThings).toHaveLength(23);
  for (const { method, url } of sampleOf(ofThings, 6, 'paths')) {
    const foreign = url.replace(/:(\w+)/g, (_, name: string) => ids[name]?.[0] ?? 'unknown');
    const unknown = url.replace(/:(\w+)/g, (_, name: string) => (name === 'file' ? 'main' : NOBODY));
    const invalid = url.replace(/:(\w+)/g, 'x');
    const visits = await Promise.all(
      [foreign, unknown, invalid].map((path) =>
        method === 'GET' ? browser.get(path) : browser.post(path, { code: 'KWX1.e30' }),
      ),
    );
    expect([method, url, visits.map(({ status }) => status)]).toEqual([method, url, [404, 404, 404]]);
    const [one, other] = visits.map(({ html }) =>
      withoutFormIds(html).replaceAll(/\/portal\/(licenses|users)\/[\w/-]+/g, ''),
    );
    expect(one).toBe(other);
  }
  // Ids of somebody else on paths of one's own.
  for (const [path, form] of [
    [`/portal/users/${own.customer}/${stranger.id}/remove`, {}],
    [`${own.path}/users`, { user: stranger.id }],
    [`${own.path}/users/${named.id}/remove`, {}],
  ] as const) {
    expect([path, (await browser.post(path, form)).status]).toEqual([path, 404]);
  }
  expect((await server.sdk.customerUsers.list(customer)).items).toHaveLength(1);
  expect((await server.sdk.licenseUsers.list(license.id)).items).toHaveLength(1);
  for (const path of ['/portal/licenses', '/portal/orders', '/portal/account', '/portal/users', own.path]) {
    const { html } = await browser.get(path);
    expect(html).not.toContain('eva@other.example');
    expect(html).not.toContain(license.key);
    expect(html).not.toContain(owner);
  }
  expect((await validate(server, license.key, 'desk-9')).body.valid).toBe(true);
});

it('lets nobody in who is not signed in', async () => {
  const { path } = await licensed();
  const open = [
    '/portal',
    '/portal/lost-key',
    '/portal/sign-in',
    '/portal/sign-out',
    '/portal/language',
    '/portal/theme',
    '/portal/colors.css',
    '/portal/confirm-email',
    '/portal/trial',
    TRIAL_FORM,
  ];
  const closed = server.routes.filter(
    ({ dialect, url, method }) =>
      dialect === 'portal' && !open.includes(url) && (method === 'GET' || method === 'POST'),
  );
  expect(closed.length).toBeGreaterThanOrEqual(9);
  for (const { method, url } of sampleOf(closed, 8, 'closed')) {
    const address = url.replace(':id', path.split('/').at(-1) ?? '').replace(/:\w+/g, NOBODY);
    const browser = new Browser(server);
    const visit = await (method === 'GET' ? browser.get(address) : browser.post(address));
    expect([url, visit.status, visit.location]).toEqual([url, 303, '/portal']);
  }
});
