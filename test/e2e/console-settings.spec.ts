import { groupOf } from '../../src/console/settings/setting-groups';
import { settingText } from '../../src/console/settings/setting-texts';
import { asViewer } from '../../src/i18n/viewer';
import { SettingsService } from '../../src/platform/settings/settings.service';
import { Browser } from '../support/browser';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  await server.dataSource.query('DELETE FROM settings');
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

async function value(name: string): Promise<unknown> {
  const { body } = await server.asAdmin('GET', '/api/v1/settings', { query: { q: name } });
  return body.items.find((item: { name: string }) => item.name === name).value;
}

/** The fields of the form of a page, as a browser sends them. */
function fieldsOf(html: string): Record<string, string> {
  const [form = ''] = /<form class="form"[^]*?<\/form>/.exec(html) ?? [];
  const fields: Record<string, string> = {};
  for (const [, attributes = ''] of form.matchAll(/<input([^>]*)>/g)) {
    const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    if (read('type') !== 'radio' || attributes.includes(' checked')) {
      fields[read('name')] = read('value');
    }
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</g)) {
    fields[name] = text;
  }
  return fields;
}

async function send(group: string, change: Record<string, string>) {
  const { html } = await browser.get(`/console/settings/${group}`);
  return browser.post(`/console/settings/${group}`, { ...fieldsOf(html), ...change });
}

it.each(['en', 'de', 'zh'])('has a title and a sentence for every setting in %s', async (language) => {
  const settings = await server.app.get(SettingsService).all();
  expect(settings.length).toBeGreaterThan(40);
  const request = { headers: { cookie: `keyward_language=${language}` }, protocol: 'http' };
  asViewer(request as never, () => {
    for (const { setting } of settings) {
      const texts = settingText(setting.name);
      expect([setting.name, texts?.length, texts?.every((text) => text.length > 1)]).toEqual([setting.name, 2, true]);
      expect([setting.name, groupOf(setting.name)]).toEqual([setting.name, expect.any(String)]);
    }
  });
});

it('lists every setting with its value, default and last change', async () => {
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.native.default': 2345 } });
  const { status, html } = await browser.get('/console/settings');
  expect(status).toBe(200);
  for (const text of [
    'limits.native.default',
    '2,345',
    '1,000',
    'retention.audit_days',
    'blacklist.domains',
    'admin',
  ]) {
    expect(html).toContain(text);
  }
  expect(html).toMatch(/href="\/console\/audit\/entries\/\d+"/);
});

it('changes a number, a flag, a choice and a list, and records each', async () => {
  expect((await send('limits', { 'limits.native.client': '55' })).status).toBe(303);
  expect(
    await send('license-manager', {
      lm_verify_license_ip: 'false',
      lm_requests_rate_limiting_method: 'api_key',
    }),
  ).toMatchObject({ status: 303, location: '/console/settings/license-manager' });
  expect((await send('blacklist', { 'blacklist.domains': ' a.example \r\n\r\n*.b.example\r\n' })).status).toBe(303);
  expect(await value('limits.native.client')).toBe(55);
  expect(await value('lm_verify_license_ip')).toBe(false);
  expect(await value('lm_requests_rate_limiting_method')).toBe('api_key');
  expect(await value('blacklist.domains')).toEqual(['a.example', '*.b.example']);
  const { body } = await server.asAdmin('GET', '/api/v1/audit', { query: { target: 'settings:limits.native.client' } });
  expect(body.items[0]).toMatchObject({ actor: 'admin', before: { value: 100 }, after: { value: 55 } });
});

it('changes nothing else, so that two people can change settings of one group', async () => {
  const { html } = await browser.get('/console/settings/anomalies');
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'anomalies.addresses_per_hour': 77 } });
  const mine = { ...fieldsOf(html), 'anomalies.activations_per_hour': '33' };
  expect((await browser.post('/console/settings/anomalies', mine)).status).toBe(303);
  expect(await value('anomalies.addresses_per_hour')).toBe(77);
  expect(await value('anomalies.activations_per_hour')).toBe(33);
  const unchanged = await send('anomalies', {});
  expect((await browser.get(unchanged.location ?? '')).html).toContain('Nothing was changed.');
});

it.each([
  ['limits', 'limits.native.client', '0', 'Enter a whole number from 1 to 1,000,000.'],
  ['limits', 'limits.native.client', '1e3', 'Enter a whole number'],
  ['limits', 'limits.native.client', '', 'Enter a whole number'],
  ['limits', 'limits.native.client', '9'.repeat(400), 'Enter a whole number'],
  ['license-manager', 'lm_verify_license_ip', 'maybe', 'Choose one of the values.'],
  ['license-manager', 'lm_requests_rate_limiting_method', 'x', 'Choose one of the values.'],
  ['blacklist', 'blacklist.addresses', '10.0.0.1\nnonsense', 'Line 2 is not allowed here: “nonsense”.'],
  ['licenses', 'licenses.expiry_warning_days', '0', 'Line 1 is not allowed here'],
])('refuses %s %s = %.10s, says so beside the field, and changes nothing', async (group, name, text, message) => {
  const other: Record<string, string> = group === 'limits' ? { 'limits.native.login': '99' } : {};
  const { status, html } = await send(group, { [name]: text, ...other });
  expect([status, html.includes(message)]).toEqual([422, true]);
  expect(html).toContain(`id="field-${name.replaceAll('.', '-')}-error"`);
  expect(await value('limits.native.login')).toBe(10);
});

it('resets one setting to its default', async () => {
  expect((await browser.get('/console/settings/limits')).html).not.toContain('/console/settings/limits/reset');
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.native.client': 5 } });
  expect((await browser.get('/console/settings/limits')).html).toContain('action="/console/settings/limits/reset"');
  const { status, location } = await browser.post('/console/settings/limits/reset', { name: 'limits.native.client' });
  expect([status, location]).toEqual([303, '/console/settings/limits']);
  expect(await value('limits.native.client')).toBe(100);
  for (const name of ['', 'no.such.setting', 'x'.repeat(200)]) {
    expect((await browser.post('/console/settings/limits/reset', { name })).status).toBe(422);
  }
});

it('leaves lists that are too long for a form alone', async () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `${'k'.repeat(40)}-${index}`);
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'blacklist.license_keys': keys } });
  const { html } = await browser.get('/console/settings/blacklist');
  expect(html).toContain('10,000 entries are too many for this page');
  expect((await send('blacklist', { 'blacklist.buyers': 'Somebody' })).status).toBe(303);
  expect(await value('blacklist.license_keys')).toHaveLength(10_000);
});

it('is read by everybody, and changed by owners', async () => {
  for (const role of ['admin', 'support', 'viewer'] as const) {
    const { username } = await createLoggedInUser(server, role);
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    const { status, html } = await other.get('/console/settings');
    expect([status, html.includes('/console/settings/limits"'), html.includes('Only owners')]).toEqual([
      200,
      false,
      true,
    ]);
    expect((await other.get('/console/settings/limits')).status).toBe(403);
    expect((await other.post('/console/settings/limits', { 'limits.native.client': '5' })).status).toBe(403);
    expect((await other.post('/console/settings/limits/reset', { name: 'limits.native.client' })).status).toBe(403);
  }
  expect(await value('limits.native.client')).toBe(100);
});

it('has no other groups, and shows hostile texts as texts', async () => {
  expect((await browser.get('/console/settings/other')).status).toBe(404);
  const script = `</textarea><script>alert(1)</script>`;
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'blacklist.buyers': [script] } });
  for (const path of ['/console/settings', '/console/settings/blacklist']) {
    expect((await browser.get(path)).html).not.toContain('<script>alert');
  }
  const { html } = await send('blacklist', { 'blacklist.domains': script });
  expect(html).not.toContain('<script>alert');
});
