import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/core/common/project';
import { DAY } from '../../src/core/common/calendar';
import { Chromium } from '../support/chromium';
import { Keyboard } from '../support/keyboard';
import { issueFile } from '../support/license-files';
import { start } from '../support/license-sessions';
import { DOCUMENTED, PICTURES, type ProgramOptions, WindowedProgram } from '../support/license-window';
import { aProduct, aProductWith } from '../testkit/callers';
import { activate, issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

const SHOP = 'https://halden.example/shop';
const LONG = 'Leihgerät A (Koffer 2, liegt bei Jana in der Außenstelle)';
const UNBROKEN = 'x'.repeat(120);
const MARKUP = '<img src=x onerror="document.title=1">';
/** Nothing answers there. */
const NOWHERE = 'http://127.0.0.1:9';

let server: TestServer;
let chromium: Chromium;
let options: Record<string, unknown>;
beforeAll(async () => {
  execFileSync(process.execPath, [join(PROJECT_DIR, 'sdk/scripts/build.mjs'), '--if-stale']);
  server = await TestServer.start();
  chromium = await Chromium.start(server);
  const { keys } = (await server.call('GET', '/.well-known/jwks.json')).body;
  options = { baseUrl: chromium.url, product: 'studio', keys: [keys[0].x], device: 'desk', appVersion: '1.0.0' };
  await aProduct(server, 'studio', { name: 'Resonance Studio', upgrade_url: SHOP, shows_customer: true });
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

function program(more: Partial<ProgramOptions> = {}): ProgramOptions {
  return { options, ...more };
}

async function enter(keyboard: Keyboard, key: string): Promise<void> {
  await keyboard.type(/^License key$/, key);
  await keyboard.submit();
}

it('takes a license key by the keyboard alone, and says what is wrong with another one', async () => {
  const shown = await WindowedProgram.start(chromium, program());
  const keyboard = new Keyboard(shown.page);
  await shown.shows('Enter your license key');
  await shown.look('window-key');
  await keyboard.press('button', 'Activate');
  await shown.says('alert', 'Enter the license key.');
  await enter(keyboard, 'NO-SUCH-KEY');
  await shown.says('alert', 'There is no license with this key.');
  await shown.look('window-key-wrong');

  const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', {
    body: { email: 'ines@halden.example', name: MARKUP },
  });
  const { id, key } = await issued(server, { product: 'studio', customer_id: customer.id });
  await enter(keyboard, ` ${key} `);
  await shown.shows('This program is licensed');
  expect(await shown.page.getByText('Licensed to').innerText()).toBe(`Licensed to ${MARKUP}`);
  expect([await shown.events(), await shown.page.title()]).toEqual([['licensed'], 'Studio']);
  await shown.look('window-licensed');

  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { state: 'revoked' } });
  await shown.page.evaluate("document.querySelector('keyward-license').license.check()");
  await shown.shows('This license cannot be used');
  await shown.page.getByText('This license was revoked.').waitFor();
  await shown.look('window-refused');
  await keyboard.press('button', 'Check again');
  await shown.says('status', 'Checked: nothing has changed.');
});

it('starts a trial with an e-mail address, and says that there is none', async () => {
  const { id } = await aProduct(server, 'tried');
  const { id: policy } = await server.sdk.policies.create({ name: 'Trial', duration_days: 14 });
  await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { trial_policy: policy } });
  const tried = program({
    options: { ...options, product: 'tried' },
    attributes: { inline: '', lang: 'en', trial: 'email' },
  });
  const shown = await WindowedProgram.start(chromium, tried);
  const keyboard = new Keyboard(shown.page);
  await keyboard.press('button', 'Start a free trial');
  await shown.shows('Start a free trial');
  await shown.look('window-trial');
  await keyboard.press('button', 'Start the trial');
  await shown.says('alert', 'Enter your e-mail address.');
  await keyboard.type('E-mail address', 'ada@halden.example');
  await keyboard.submit();
  await shown.shows('This program is licensed');
  await shown.page.getByText('Valid until').waitFor();

  const untried = await WindowedProgram.start(chromium, program({ attributes: { inline: '', lang: 'en', trial: '' } }));
  await new Keyboard(untried.page).press('button', 'Start a free trial');
  await untried.says('alert', 'There is no trial of this product.');
});

describe('at the limit of devices', () => {
  async function fullLicense(): Promise<{ id: string; key: string }> {
    const license = await issued(server, { product: 'studio', max_activations: 2 });
    await activate(server, license.key, 'spare', { machine_name: LONG });
    await activate(server, license.key, UNBROKEN, { machine_name: UNBROKEN });
    return license;
  }

  it('lists the devices of a program that can, and releases one', async () => {
    const { id, key } = await fullLicense();
    const devices = async () =>
      (await server.sdk.activations.list({ license: id })).items.map(({ id: device, name, ...used }) => ({
        id: device,
        name: name ?? used.fingerprint,
        lastSeenAt: used.last_seen_at,
      }));
    const calls = { listDevices: devices, freeDevice: (device: string) => server.sdk.activations.deactivate(device) };
    const shown = await WindowedProgram.start(chromium, program({ hasDevices: true }), { calls });
    const keyboard = new Keyboard(shown.page);
    await enter(keyboard, key);
    await shown.shows('The license is in use on all of its devices');
    await shown.page.getByText(LONG).waitFor();
    await shown.look('window-devices');
    await keyboard.press('button', `Release ${LONG}`);
    await shown.shows('This program is licensed');
  });

  it('leads to the page of the vendor otherwise', async () => {
    const { key } = await fullLicense();
    const attributes = { inline: '', lang: 'en', 'manage-url': 'https://halden.example/portal' };
    const shown = await WindowedProgram.start(chromium, program({ attributes }));
    const keyboard = new Keyboard(shown.page);
    await enter(keyboard, key);
    await shown.shows('The license is in use on all of its devices');
    const link = shown.page.getByRole('link', { name: 'Manage my devices' });
    expect(await link.getAttribute('href')).toBe('https://halden.example/portal');
    await shown.look('window-devices-link');
    await shown.restart(program({ attributes: { ...attributes, 'manage-url': 'javascript:alert(1)' } }));
    await enter(keyboard, key);
    await shown.shows('The license is in use on all of its devices');
    expect(await link.count()).toBe(0);
  });
});

it('activates without internet by a file, and shows the code that frees the seat', async () => {
  const license = await issued(server, { product: 'studio' });
  const offline = program({ options: { ...options, baseUrl: NOWHERE } });
  const shown = await WindowedProgram.start(chromium, offline);
  const keyboard = new Keyboard(shown.page);
  await enter(keyboard, license.key);
  await shown.says('alert', 'The license server cannot be reached.');
  await keyboard.press('button', 'Activate without internet');
  await keyboard.press('button', 'Show the request code');
  const request = await shown.page.getByLabel(/^Request code$/).inputValue();
  await shown.look('window-offline');
  await keyboard.type('or its text', 'nonsense');
  await keyboard.press('button', 'Use the license file');
  await shown.says('alert', 'This is no license file.');
  const { body } = await issueFile(server, license, { request });
  const buffer = Buffer.from(String(body.file));
  await shown.page.getByLabel(/^License file$/).setInputFiles({ name: 'studio.lic', mimeType: 'text/plain', buffer });
  const text = shown.page.getByLabel('or its text');
  await until('the file is read', async () => (await text.inputValue()).includes('KEYWARD LICENSE FILE'));
  await keyboard.press('button', 'Use the license file');
  await shown.shows('This program is licensed');

  await keyboard.press('button', 'Release this device');
  await shown.shows('Release this device?');
  await shown.look('window-release');
  await keyboard.press('button', 'Release this device');
  await shown.shows('Release code');
  const code = await shown.page.getByRole('textbox', { name: 'Release code' }).inputValue();
  const freed = await server.asAdmin('POST', `/api/v1/licenses/${license.id}/releases`, { body: { code } });
  expect(freed.status).toBe(201);
});

it('leads an expired license to its renewal', async () => {
  const { id, key } = await issued(server, { product: 'studio' });
  const shown = await WindowedProgram.start(chromium, program());
  const keyboard = new Keyboard(shown.page);
  await enter(keyboard, key);
  await shown.shows('This program is licensed');
  const expires_at = new Date(Date.now() - 60 * DAY).toISOString();
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { expires_at } });
  await shown.restart(program({ ahead: 2 * DAY }));
  await shown.shows('Your license has expired');
  expect(await shown.page.getByRole('link', { name: 'Renew the license' }).getAttribute('href')).toBe(SHOP);
  await shown.look('window-expired');
  await keyboard.press('button', 'Enter another license key');
  await shown.shows('Enter your license key');
  expect(await shown.page.getByLabel(/^License key$/).inputValue()).toBe('');
});

it('waits for a floating seat', async () => {
  const { key } = await issued(server, { product: 'studio', max_activations: 5, max_sessions: 1 });
  await activate(server, key, 'other');
  const { body: other } = await start(server, key, 'other');
  const floating = program({ options: { ...options, floating: true } });
  const shown = await WindowedProgram.start(chromium, floating);
  const keyboard = new Keyboard(shown.page);
  await enter(keyboard, key);
  await shown.shows('All seats are in use');
  await shown.look('window-seat');
  await keyboard.press('button', 'Try again');
  await shown.says('status', 'Checked: nothing has changed.');
  await server.call('POST', '/api/v1/license-sessions/end', { body: { session_token: other.session_token } });
  await keyboard.press('button', 'Try again');
  await shown.shows('This program is licensed');
});

it('says until when the program runs without its server, and then that it is not reached', async () => {
  await aProductWith(server, 'lasting', { offline_days: 7 });
  const { key } = await issued(server, { product: 'lasting' });
  const lasting = { ...options, product: 'lasting' };
  const shown = await WindowedProgram.start(chromium, program({ options: lasting }));
  const keyboard = new Keyboard(shown.page);
  await enter(keyboard, key);
  await shown.shows('This program is licensed');
  const unreached = { ...lasting, baseUrl: NOWHERE };
  await shown.restart(program({ options: unreached, ahead: 3 * DAY }));
  await shown.page.getByText('Connect to the internet before').waitFor();
  await shown.look('window-grace');
  await shown.restart(program({ options: unreached, ahead: 30 * DAY }));
  await shown.shows('The license server cannot be reached');
  await shown.look('window-connect');
});

it('offers an update, and the renewal where the license has none', async () => {
  const version = await server.sdk.products.createVersion('studio', {
    reference: 'v2.0.0',
    version: '2.0.0',
    summary: 'Faster exports',
  });
  await server.sdk.products.uploadVersionFile('studio', version.id, 'main', { file: new File(['new'], 'studio.zip') });
  const { id, key } = await issued(server, { product: 'studio' });
  const updating = program({ attributes: { inline: '', lang: 'en', updates: '' } });
  const shown = await WindowedProgram.start(chromium, updating);
  const keyboard = new Keyboard(shown.page);
  await enter(keyboard, key);
  await keyboard.press('button', 'Check for updates');
  await shown.page.getByText('Faster exports').waitFor();
  await shown.look('window-update');
  await keyboard.press('button', 'Install version 2.0.0');
  expect(await shown.events()).toEqual(['licensed', 'update 2.0.0']);

  const updates_until = new Date(Date.now() - 300 * DAY).toISOString();
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { updates_until } });
  await shown.restart(updating);
  await keyboard.press('button', 'Check for updates');
  await shown.page.getByText('Version 2.0.0 is available, but not included in your license.').waitFor();
  await shown.page.getByRole('link', { name: 'Renew the license' }).waitFor();
  await shown.look('window-update-out-of-reach');
});

it('is a modal window that Escape closes, in the language, theme and words of the program', async () => {
  const attributes = { lang: 'de-AT', theme: 'dark', product: `Studio ${UNBROKEN}` };
  const shown = await WindowedProgram.start(chromium, program({ attributes, texts: { keyLead: MARKUP } }));
  await shown.shows('Lizenzschlüssel eingeben');
  expect(await shown.page.getByRole('textbox').evaluate((input) => input.matches(':focus'))).toBe(true);
  await shown.page.getByText(MARKUP).waitFor();
  await shown.look('window-modal-de');
  await shown.page.keyboard.press('Escape');
  await until('it is closed', async () => (await shown.events()).includes('close'));
  await shown.restart(program({ attributes: { lang: 'zh', theme: 'light' } }));
  await shown.shows('输入许可证密钥');
  await shown.look('window-modal-zh');
});

it('has each picture that the document shows, and no other', () => {
  expect(readdirSync(PICTURES).sort()).toEqual([...DOCUMENTED].map((name) => `${name}.png`).sort());
});
