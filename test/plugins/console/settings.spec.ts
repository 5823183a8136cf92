import { groupOf } from '../../../src/plugins/console/settings/setting-groups';
import { settingText } from '../../../src/pages/kit/setting-texts';
import { asViewer } from '../../../src/core/i18n/viewer';
import { SettingsService } from '../../../src/core/platform/settings/settings.service';
import { Browser } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
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

/** Changes fields and saves them, also after warnings. */
async function send(change: Record<string, string>) {
  const { html } = await browser.get('/console/settings');
  const first = await browser.post('/console/settings', { ...fieldsOf(html), ...change });
  return first.status === 200 ? browser.post('/console/settings', fieldsOf(first.html)) : first;
}

/** The row of a setting. */
const rowOf = (html: string, name: string) =>
  html.split(`id="setting-${name}"`)[1]?.split('class="setting" id=')[0] ?? '';

it.each(['en', 'de', 'zh'])('has a title and a sentence for every setting in %s', async (language) => {
  const settings = await server.app.get(SettingsService).all();
  expect(settings.length).toBeGreaterThan(40);
  const request = { headers: { cookie: `keyward_language=${language}` }, raw: {}, protocol: 'http' };
  asViewer(request as never, () => {
    for (const { setting } of settings) {
      const texts = settingText(setting.name);
      expect([setting.name, texts?.length, texts?.every((text) => text.length > 1)]).toEqual([setting.name, 2, true]);
      expect([setting.name, groupOf(setting.name)]).toEqual([setting.name, expect.any(String)]);
    }
  });
});

it('opens the groups that were changed and folds the rest of them', async () => {
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'retention.audit_days': 90 } });
  const { html } = await browser.get('/console/settings');
  expect(html).toMatch(/1 of \d+ differ from the default/);
  expect(html.match(/<details class="fold" id="[^"]*" open/g)).toEqual([
    '<details class="fold" id="group-retention-title" open',
  ]);
  const [retention = ''] = /id="group-retention-title".*?class="fold" id=/s.exec(html) ?? [];
  expect(retention).toContain('1 of 3 changed');
  expect(retention.indexOf('id="setting-retention.audit_days"')).toBeLessThan(retention.indexOf('fold-quiet'));
  expect(retention).toContain('2 as by default');
  expect(rowOf(html, 'retention.audit_days')).toContain('Default: 0, forever');
  expect(rowOf(html, 'retention.audit_days')).toContain('value="retention.audit_days">Set to default');
});

it('opens everything if asked to, and finds settings by words and API names', async () => {
  const openIn = async (query: string) =>
    (await browser.get(`/console/settings?${query}`)).html.match(/<details class="fold" id="[^"]*" open/g) ?? [];
  expect((await openIn('show=all')).length).toBeGreaterThan(5);
  expect(await openIn('q=throttle.failed')).toEqual(['<details class="fold" id="group-blacklist-title" open']);
  expect(await openIn('q=deliveries')).toEqual(['<details class="fold" id="group-alerts-title" open']);
  expect(await openIn('q=no-such-setting')).toEqual([]);
});

it('changes a number, a flag, a choice and a list in one form, and records each', async () => {
  const change = {
    'limits.native.client': '55',
    lm_verify_license_ip: 'false',
    lm_requests_rate_limiting_method: 'api_key',
    'blacklist.domains': ' a.example \r\n\r\n*.b.example\r\n',
  };
  expect(await send(change)).toMatchObject({ status: 303, location: '/console/settings' });
  expect(await value('limits.native.client')).toBe(55);
  expect(await value('lm_verify_license_ip')).toBe(false);
  expect(await value('lm_requests_rate_limiting_method')).toBe('api_key');
  expect(await value('blacklist.domains')).toEqual(['a.example', '*.b.example']);
  const { body } = await server.asAdmin('GET', '/api/v1/audit', { query: { target: 'settings:limits.native.client' } });
  expect(body.items[0]).toMatchObject({ actor: 'admin', before: { value: 100 }, after: { value: 55 } });
});

it('changes nothing else, so that two people can change settings at the same time', async () => {
  const { html } = await browser.get('/console/settings');
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'anomalies.addresses_per_hour': 77 } });
  const mine = { ...fieldsOf(html), 'anomalies.activations_per_hour': '33' };
  expect((await browser.post('/console/settings', mine)).status).toBe(303);
  expect(await value('anomalies.addresses_per_hour')).toBe(77);
  expect(await value('anomalies.activations_per_hour')).toBe(33);
  const unchanged = await send({});
  expect((await browser.get(unchanged.location ?? '')).html).toContain('Nothing was changed.');
});

it('sets a setting to its default and back in the form, without saving it', async () => {
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.native.client': 5 } });
  const { html } = await browser.get('/console/settings');
  const preset = await browser.post('/console/settings', { ...fieldsOf(html), default: 'limits.native.client' });
  const row = rowOf(preset.html, 'limits.native.client');
  expect(preset.status).toBe(200);
  expect(row).toContain('value="100"');
  expect(row).toContain('(not saved)');
  expect(row).not.toMatch(/setting-dot" hidden/);
  expect(row).toContain('Saved: 5 a minute.');
  expect(preset.html).toContain('Save 1 change');
  expect(await value('limits.native.client')).toBe(5);
  const back = await browser.post('/console/settings', { ...fieldsOf(preset.html), saved: 'limits.native.client' });
  expect(rowOf(back.html, 'limits.native.client')).toMatch(/setting-dot" hidden/);
  expect((await browser.post('/console/settings', fieldsOf(preset.html))).status).toBe(303);
  expect(await value('limits.native.client')).toBe(100);
});

it('says what settings are about today', async () => {
  const soon = new Date(server.clock.now().getTime() + 3 * 86_400_000).toISOString();
  await issued(server, { expires_at: soon });
  await server.dataSource.query(
    `INSERT INTO verification_counts (at, dialect, operation, outcome, shard, count)
     VALUES (date_bin('15 minutes', $1::timestamptz, 'epoch'), 'v2', 'check', 'BLACKLISTED', 0, 12)`,
    [server.clock.now()],
  );
  const { html } = await browser.get('/console/settings?show=all');
  expect(rowOf(html, 'licenses.expiry_warning_days')).toContain('1 license expires within 7 days now, 1 within 30.');
  for (const name of ['blacklist.domains', 'blacklist.buyers']) {
    expect(rowOf(html, name)).toContain('All blacklists together refused 12 requests in the last 24 hours.');
  }
});

it('says what a change deletes or refuses before it saves it', async () => {
  await server.dataSource.query(
    `CREATE TABLE audit_entries_2020_01 PARTITION OF audit_entries FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')`,
  );
  await server.dataSource.query(
    `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
     SELECT 'user', 'x', 'y', 'z', 'z', '2020-01-05' FROM generate_series(1, 3)`,
  );
  const { html } = await browser.get('/console/settings');
  const change = { 'retention.audit_days': '400', 'blacklist.domains': 'a.example\nb.example' };
  const warned = await browser.post('/console/settings', { ...fieldsOf(html), ...change });
  expect(warned.status).toBe(200);
  expect(rowOf(warned.html, 'retention.audit_days')).toContain('About 3 entries, from 1 Jan 2020 to 31 Jan 2020');
  expect(rowOf(warned.html, 'blacklist.domains')).toContain('2 new entries are refused');
  expect(await value('retention.audit_days')).toBe(0);
  const stricter = { ...fieldsOf(warned.html), 'retention.audit_days': '40' };
  expect((await browser.post('/console/settings', stricter)).status).toBe(200);
  expect((await browser.post('/console/settings', fieldsOf(warned.html))).status).toBe(303);
  expect(await value('retention.audit_days')).toBe(400);
  await server.dataSource.query('DROP TABLE audit_entries_2020_01');
});

it('undoes a change as a whole, and not if a setting was changed since', async () => {
  const change = { 'limits.native.client': '55', 'anomalies.activations_per_hour': '33' };
  const undoOf = async () => {
    await send(change);
    const { html } = await browser.get('/console/settings');
    return (/action="(\/console\/settings\/undo[^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
  };
  const undo = await undoOf();
  const answers = await Promise.all([browser.post(undo), browser.post(undo)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect([await value('limits.native.client'), await value('anomalies.activations_per_hour')]).toEqual([100, 20]);
  const late = await undoOf();
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.native.client': 77 } });
  const { status, html } = await browser.post(late);
  expect([status, html.includes('A setting has changed since')]).toEqual([409, true]);
  expect([await value('limits.native.client'), await value('anomalies.activations_per_hour')]).toEqual([77, 33]);
  for (const entries of ['', '0', 'x', '1'.repeat(40)]) {
    expect((await browser.post(`/console/settings/undo?entries=${entries}`)).status).toBe(400);
  }
  expect((await browser.post('/console/settings/undo?entries=999999999')).status).toBe(404);
});

it.each([
  ['limits.native.client', '0', 'Enter a whole number from 1 to 1,000,000.'],
  ['limits.native.client', '1e3', 'Enter a whole number'],
  ['limits.native.client', '', 'Enter a whole number'],
  ['limits.native.client', '9'.repeat(400), 'Enter a whole number'],
  ['lm_verify_license_ip', 'maybe', 'Choose one of the values.'],
  ['lm_requests_rate_limiting_method', 'x', 'Choose one of the values.'],
  ['blacklist.addresses', '10.0.0.1\nnonsense', 'Line 2 is not allowed here: “nonsense”.'],
  ['licenses.expiry_warning_days', '0', 'Line 1 is not allowed here'],
])('refuses %s = %.10s, says so beside the field, and changes nothing', async (name, text, message) => {
  const { status, html } = await send({ 'limits.native.login': '99', [name]: text });
  expect([status, html.includes(message)]).toEqual([422, true]);
  expect(html).toContain(`id="field-${name.replaceAll('.', '-')}-error"`);
  expect(await value('limits.native.login')).toBe(10);
});

it('leaves lists that are too long for a form alone', async () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `${'k'.repeat(40)}-${index}`);
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'blacklist.license_keys': keys } });
  const { html } = await browser.get('/console/settings');
  expect(html).toContain('10,000 entries are too many for this page');
  expect((await send({ 'blacklist.buyers': 'Somebody' })).status).toBe(303);
  expect(await value('blacklist.license_keys')).toHaveLength(10_000);
});

it('is read by everybody, and changed by owners', async () => {
  for (const role of ['admin', 'support', 'viewer'] as const) {
    const { username } = await createLoggedInUser(server, role);
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    const { status, html } = await other.get('/console/settings');
    expect([status, html.includes('Only owners')]).toEqual([200, true]);
    expect(html).not.toContain('name="limits.native.client"');
    expect(html).toContain('Unknown license keys: 100 a minute');
    for (const path of ['/console/settings', '/console/settings/undo?entries=1']) {
      expect((await other.post(path, { 'limits.native.client': '5' })).status).toBe(403);
    }
  }
  expect(await value('limits.native.client')).toBe(100);
});

it('has no pages of groups, and shows hostile texts as texts', async () => {
  expect((await browser.get('/console/settings/other')).status).toBe(404);
  const script = `</textarea><script>alert(1)</script>`;
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'blacklist.buyers': [script] } });
  for (const path of ['/console/settings', '/console/settings?show=all']) {
    expect((await browser.get(path)).html).not.toContain('<script>alert');
  }
  const { html } = await send({ 'blacklist.domains': script });
  expect(html).not.toContain('<script>alert');
});
