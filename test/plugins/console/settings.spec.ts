import { DAY } from '../../../src/core/common/calendar';
import { LIMITS_LEVEL } from '../../../src/core/platform/settings/request.settings';
import { SIGNING_ALGS } from '../../../src/core/platform/signing-keys/signing-alg';
import { RateLimitsService } from '../../../src/core/common/limits/rate-limits.service';
import { pageOf, settingPath, SETTING_PAGES } from '../../../src/pages/settings/setting-places';
import { choiceText, settingText } from '../../../src/pages/kit/setting-texts';
import { asViewer } from '../../../src/core/i18n/viewer';
import { SettingsService } from '../../../src/core/platform/settings/settings.service';
import { Browser } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { MailListener } from '../../testkit/smtp';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.dataSource.query('DELETE FROM settings');
  browser = aBrowser();
});
afterEach(() => server.clock.reset());
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
    if (!/^(radio|checkbox)$/.test(read('type')) || attributes.includes(' checked')) {
      fields[read('name')] = read('value');
    }
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</g)) {
    fields[name] = text;
  }
  return fields;
}

/** Changes fields of a page and saves them, also after warnings. */
async function send(page: string, change: Record<string, string>) {
  const path = `/console/settings/${page}`;
  const { html } = await browser.get(path);
  const first = await browser.post(path, { ...fieldsOf(html), ...change });
  return first.status === 200 ? browser.post(path, fieldsOf(first.html)) : first;
}

async function setByApi(body: Record<string, unknown>): Promise<void> {
  expect((await server.asAdmin('PATCH', '/api/v1/settings', { body })).status).toBe(200);
}

/** Choices that are names in every language. */
const ALGORITHMS: readonly string[] = SIGNING_ALGS;

/** The row of a setting. */
const rowOf = (html: string, name: string) =>
  html.split(`id="setting-${name}"`)[1]?.split('class="setting" id=')[0] ?? '';

it.each(['en', 'de', 'zh'])(
  'has a title and a sentence for every setting, and a text for each of its choices, in %s',
  async (language) => {
    const settings = await server.app.get(SettingsService).all();
    expect(settings.length).toBeGreaterThan(40);
    const request = { headers: { cookie: `keyward_language=${language}` }, raw: {}, protocol: 'http' };
    asViewer(request as never, () => {
      for (const { setting } of settings) {
        const texts = settingText(setting.name);
        expect([setting.name, texts?.length, texts?.every((text) => text.length > 1)]).toEqual([setting.name, 2, true]);
        const untitled = setting.choices?.filter(
          (choice) => choiceText(choice) === choice && !ALGORITHMS.includes(choice),
        );
        expect([setting.name, untitled ?? []]).toEqual([setting.name, []]);
      }
    });
  },
);

it('shows each setting on the page that its links lead to, and nothing else there', async () => {
  const names = (await server.app.get(SettingsService).all()).map(({ setting }) => setting.name);
  const onPages = names.filter((name) => pageOf(name) !== undefined);
  expect([names.length > 140, onPages.length < 70]).toEqual([true, true]);
  for (const page of SETTING_PAGES) {
    const { html } = await browser.get(`/console/settings/${page}`);
    const shown = Array.from(html.matchAll(/id="setting-([a-z_.0-9]+)"/g), ([, name]) => name);
    const presets = { general: ['limits', 'anomalies'], system: ['alerts'] }[page as string] ?? [];
    const own = onPages.filter((name) => pageOf(name) === page && name !== 'portal.enabled');
    expect([page, [...shown].sort()]).toEqual([page, [...own, ...presets].sort()]);
  }
});

it('leads from the old address to the first page, and from its search to the new one', async () => {
  expect(await browser.get('/console/settings')).toMatchObject({ status: 303, location: '/console/settings/general' });
  expect(await browser.get('/console/settings?q=smtp')).toMatchObject({ location: '/console/settings/search?q=smtp' });
  expect((await browser.get('/console/settings/general')).html).toContain('href="/console/imports"');
});

it('finds every setting by words and by its name, with its page or the command that changes it', async () => {
  const search = async (q: string) => (await browser.get(`/console/settings/search?q=${q}`)).html;
  expect(await search('smtp')).toContain(`href="${settingPath('mail.smtp_url')}"`);
  const limits = await search('limits.native.client');
  expect(limits).toContain('Unknown license keys');
  expect(limits).toContain(`-d '{&quot;limits.native.client&quot;:100}'`);
  expect(await search('lm_verify')).toContain('href="/console/api-compatibility/license-manager"');
  expect(await search('no-such-setting')).toContain('No setting found');
  expect(await search('')).toMatch(/1\d\d settings: \d\d+ of them through the API only/);
});

it('sets all rate limits by one choice, and says that single values differ', async () => {
  const limits = server.app.get(RateLimitsService);
  const chosen = async () =>
    /name="limits" value="(\w+)" checked/.exec((await browser.get('/console/settings/general')).html)?.[1];
  expect(await chosen()).toBe('normal');
  const asked = await send('general', { limits: 'off' });
  expect(asked.status).toBe(303);
  expect([await value('limits.level'), limits.areOff, await chosen()]).toEqual(['off', true, 'off']);
  await setByApi({ 'limits.native.client': 55, [LIMITS_LEVEL.name]: 'strict' });
  expect(await chosen()).toBe('custom');
  expect((await send('general', { limits: 'strict' })).status).toBe(303);
  expect([await value('limits.native.client'), await value('limits.level'), await chosen()]).toEqual([
    100,
    'strict',
    'strict',
  ]);
  expect((await send('general', { limits: 'custom' })).status).toBe(422);
});

it('sets the thresholds of anomalies and alerts by their sensitivity', async () => {
  expect((await send('general', { anomalies: 'high' })).status).toBe(303);
  expect([await value('anomalies.seat_moves_per_day'), await value('anomalies.clone_minutes')]).toEqual([2, 360]);
  expect((await send('system', { alerts: 'low' })).status).toBe(303);
  expect([await value('alerts.error_percent'), await value('alerts.job_failures')]).toEqual([10, 6]);
});

it('changes a number, a switch, a choice and a list, and records each', async () => {
  expect(await send('retention', { 'retention.audit_days': '4000' })).toMatchObject({
    status: 303,
    location: '/console/settings/retention',
  });
  expect((await send('general', { 'audit.reason_required': 'true' })).status).toBe(303);
  expect(await value('audit.reason_required')).toBe(true);
  const off = {
    'shown.audit.reason_required':
      fieldsOf((await browser.get('/console/settings/general')).html)['shown.audit.reason_required'] ?? '',
    reason: 'a test',
  };
  expect((await browser.post('/console/settings/general', off)).status).toBe(303);
  expect(await value('audit.reason_required')).toBe(false);
  expect((await send('blocklists', { 'blacklist.domains': ' a.example \r\n\r\n*.b.example\r\n' })).status).toBe(303);
  expect(await value('blacklist.domains')).toEqual(['a.example', '*.b.example']);
  const { body } = await server.asAdmin('GET', '/api/v1/audit', { query: { target: 'settings:retention.audit_days' } });
  expect(body.items[0]).toMatchObject({ actor: 'admin', before: { value: 0 }, after: { value: 4000 } });
});

it('changes nothing else, so that two people can change settings at the same time', async () => {
  const { html } = await browser.get('/console/settings/retention');
  await setByApi({ 'retention.events_days': 77 });
  const mine = { ...fieldsOf(html), 'retention.audit_days': '3300' };
  expect((await browser.post('/console/settings/retention', mine)).status).toBe(303);
  expect([await value('retention.events_days'), await value('retention.audit_days')]).toEqual([77, 3300]);
  const unchanged = await send('retention', {});
  expect((await browser.get(unchanged.location ?? '')).html).toContain('No change.');
});

it('resets a setting to its default and back in the form, without saving it', async () => {
  const path = '/console/settings/system';
  await setByApi({ 'backups.keep': 5 });
  const { html } = await browser.get(path);
  const preset = await browser.post(path, { ...fieldsOf(html), default: 'backups.keep' });
  const row = rowOf(preset.html, 'backups.keep');
  expect(preset.status).toBe(200);
  expect(row).toContain('value="7"');
  expect(row).toContain('(not saved)');
  expect(row).not.toMatch(/setting-dot" hidden/);
  expect(row).toContain('Saved: 5.');
  expect(preset.html).toContain('Save 1 change');
  expect(await value('backups.keep')).toBe(5);
  const back = await browser.post(path, { ...fieldsOf(preset.html), saved: 'backups.keep' });
  expect(rowOf(back.html, 'backups.keep')).toMatch(/setting-dot" hidden/);
  expect((await browser.post(path, fieldsOf(preset.html))).status).toBe(303);
  expect(await value('backups.keep')).toBe(7);
});

it('says what settings are about today', async () => {
  const soon = new Date(server.clock.now().getTime() + 3 * 86_400_000).toISOString();
  await issued(server, { expires_at: soon });
  await server.dataSource.query(
    `INSERT INTO verification_counts (at, dialect, operation, outcome, shard, count)
     VALUES (date_bin('15 minutes', $1::timestamptz, 'epoch'), 'v2', 'check', 'BLACKLISTED', 0, 12)`,
    [server.clock.now()],
  );
  const { html } = await browser.get('/console/settings/general');
  expect(rowOf(html, 'licenses.expiry_warning_days')).toContain('1 license expires within 7 days, 1 within 30.');
  const { html: lists } = await browser.get('/console/settings/blocklists');
  const [before, ...after] = lists.split('All blocklists together denied 12 requests in the last 24 hours.');
  expect([before?.match(/id="setting-blacklist/g), after.length]).toEqual([['id="setting-blacklist'], 1]);
});

it('says what a change deletes or refuses before it saves it', async () => {
  await server.dataSource.query(
    `CREATE TABLE audit_entries_2020_01 PARTITION OF audit_entries FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')`,
  );
  await server.dataSource.query(
    `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
     SELECT 'user', 'x', 'y', 'z', 'z', '2020-01-05' FROM generate_series(1, 3)`,
  );
  const midnight = Math.floor(server.clock.now().getTime() / DAY) * DAY;
  server.clock.holdAt(new Date(midnight).toISOString());
  // The month has just become old enough.
  const days = (midnight - Date.parse('2020-02-01T00:00:00Z')) / DAY;
  const path = '/console/settings/retention';
  const { html } = await browser.get(path);
  const warned = await browser.post(path, { ...fieldsOf(html), 'retention.audit_days': String(days) });
  expect(warned.status).toBe(200);
  expect(rowOf(warned.html, 'retention.audit_days')).toContain('About 3 entries, from 1 Jan 2020 to 31 Jan 2020');
  expect(await value('retention.audit_days')).toBe(0);
  const stricter = { ...fieldsOf(warned.html), 'retention.audit_days': '40' };
  expect((await browser.post(path, stricter)).status).toBe(200);
  expect((await browser.post(path, fieldsOf(warned.html))).status).toBe(303);
  expect(await value('retention.audit_days')).toBe(days);
  await server.dataSource.query('DROP TABLE audit_entries_2020_01');
  const lists = await browser.get('/console/settings/blocklists');
  const change = { ...fieldsOf(lists.html), 'blacklist.domains': 'a.example\nb.example' };
  const refusing = await browser.post('/console/settings/blocklists', change);
  expect(rowOf(refusing.html, 'blacklist.domains')).toContain('2 new entries are denied');
});

it('undoes a change as a whole, and not if a setting was changed since', async () => {
  const change = { 'backups.keep': '9', alerts: 'low' };
  const undoOf = async () => {
    await send('system', change);
    const { html } = await browser.get('/console/settings/system');
    return (/action="(\/console\/settings\/system\/undo[^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
  };
  const undo = await undoOf();
  const answers = await Promise.all([browser.post(undo), browser.post(undo)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect([await value('backups.keep'), await value('alerts.job_failures')]).toEqual([7, 3]);
  const late = await undoOf();
  await setByApi({ 'backups.keep': 77 });
  const { status, html } = await browser.post(late);
  expect([status, html.includes('A setting has changed since')]).toEqual([409, true]);
  expect([await value('backups.keep'), await value('alerts.job_failures')]).toEqual([77, 6]);
  for (const entries of ['', '0', 'x', '1'.repeat(40)]) {
    expect((await browser.post(`/console/settings/general/undo?entries=${entries}`)).status).toBe(400);
  }
  expect((await browser.post('/console/settings/general/undo?entries=999999999')).status).toBe(404);
});

it.each(
  sampleOf(
    [
      ['system', 'backups.keep', '0', 'Enter 1 to 1,000.'],
      ['system', 'backups.keep', '1e3', 'Enter 1 to 1,000.'],
      ['system', 'backups.keep', '', 'Enter 1 to 1,000.'],
      ['system', 'backups.keep', '9'.repeat(400), 'Enter 1 to 1,000.'],
      ['system', 'alerts', 'maybe', 'Choose one of the values.'],
      ['sign-in', 'sign_in.passwords', 'x', 'Choose one of the values.'],
      ['blocklists', 'blacklist.addresses', '10.0.0.1\nnonsense', 'Line 2 is not allowed here: “nonsense”.'],
      ['general', 'licenses.expiry_warning_days', '0', 'Line 1 is not allowed here'],
      ['email', 'mail.smtp_url', 'nonsense', 'Enter a valid text.'],
      ['portal', 'portal.color', 'red', 'Enter a valid text.'],
    ],
    4,
    'wrong values',
  ),
)(
  'on the page %s, refuses %s = %.10s, says so beside the field, and changes nothing',
  async (page, name, text, message) => {
    const { status, html } = await send(page, { [name]: text });
    expect([status, html.includes(message)]).toEqual([422, true]);
    expect(html).toContain(`id="field-${name.replaceAll('.', '-')}-error"`);
    expect(await server.dataSource.query('SELECT name FROM settings')).toEqual([]);
  },
);

it('leaves lists that are too long for a form alone', async () => {
  const keys = Array.from({ length: 1_250 }, (_, index) => `${'k'.repeat(240)}-${index}`);
  await setByApi({ 'blacklist.license_keys': keys });
  const { html } = await browser.get('/console/settings/blocklists');
  expect(html).toContain('1,250 entries are too many for this page');
  expect((await send('blocklists', { 'blacklist.buyers': 'Somebody' })).status).toBe(303);
  expect(await value('blacklist.license_keys')).toHaveLength(1_250);
});

it('is read by everybody, and changed by owners', async () => {
  for (const role of ['admin', 'support', 'viewer'] as const) {
    const { username } = await createLoggedInUser(server, role);
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    const { status, html } = await other.get('/console/settings/system');
    expect([status, html.includes('Only owners')]).toEqual([200, true]);
    expect(html).not.toContain('name="backups.keep"');
    expect(html).toMatch(/Backups that are kept.*?<div class="rule-value">7</s);
    const posts = ['', '/undo?entries=1', '/test'].map((end) => `/console/settings/system${end}`);
    for (const path of [...posts, '/console/settings/portal/on', '/console/settings/email/test']) {
      expect((await other.post(path, { 'backups.keep': '5' })).status).toBe(403);
    }
  }
  expect(await value('backups.keep')).toBe(7);
});

it('has no other pages, and shows hostile texts as texts', async () => {
  expect((await browser.get('/console/settings/other')).status).toBe(404);
  const script = `</textarea><script>alert(1)</script>`;
  await setByApi({ 'blacklist.buyers': [script], 'portal.vendor_name': script.slice(0, 200) });
  for (const path of ['blocklists', 'portal', 'search?q=buyers']) {
    expect((await browser.get(`/console/settings/${path}`)).html).not.toContain('<script>alert');
  }
  const { html } = await send('blocklists', { 'blacklist.domains': script });
  expect(html).not.toContain('<script>alert');
});

/** The values of what switches need. */
const NEEDED: Readonly<Record<string, unknown>> = {
  'mail.smtp_url': 'smtp://127.0.0.1:2599',
  'mail.from': 'Acme <licenses@acme.example>',
  'mail.vendor_to': ['sales@acme.example'],
  'oidc.client_id': 'keyward',
  'oidc.role_map': ['admins=admin'],
};

it('says of each switch what it needs and does not have, with a link to it', async () => {
  const settings = (await server.app.get(SettingsService).all()).map(({ setting }) => setting);
  const switches = settings.filter(({ needs = [] }) => needs.length > 0);
  expect(switches.length).toBeGreaterThan(18);
  const pages = new Map<string, string>();
  const load = async () => {
    for (const page of SETTING_PAGES) {
      pages.set(page, (await browser.get(`/console/settings/${page}`)).html);
    }
  };
  await load();
  for (const { name, needs = [] } of switches) {
    const html = pages.get(pageOf(name) ?? '') ?? '';
    for (const need of needs) {
      const isSaid = html.includes(/^[A-Z_]+$/.test(need) ? need : `href="${settingPath(need)}"`);
      expect([name, need, isSaid]).toEqual([name, need, true]);
    }
  }
  expect(pages.get('portal')).toContain('be turned on: PUBLIC_URL, SMTP server, Sender missing');
  await setByApi(NEEDED);
  await load();
  expect(pages.get('email')).not.toMatch(/class="setting-missing"[^]*?href="[^"]*mail.smtp_url/);
  expect(rowOf(pages.get('email') ?? '', 'mail.new_version.enabled')).toContain('PUBLIC_URL');
  expect(rowOf(pages.get('email') ?? '', 'mail.license_issued.enabled')).not.toContain('setting-missing');
});

it('does not turn the portal on without what it needs', async () => {
  const refused = await browser.post('/console/settings/portal/on');
  expect([refused.status, refused.html.includes('PUBLIC_URL, SMTP server, Sender missing')]).toEqual([422, true]);
  expect(await value('portal.enabled')).toBe(false);
});

it('says why a test fails: of the mail server, the OpenID provider and the folder of backups', async () => {
  const result = async (path: string, fields = {}) => {
    const { status, location = '', html } = await browser.post(`/console/settings/${path}`, fields);
    return status === 303 ? (await browser.get(location)).html : html;
  };
  const to = 'me@acme.example';
  await setByApi({ 'mail.from': null });
  expect(await result('email/test', { to })).toContain('Set the SMTP server and the sender first.');
  await setByApi({ ...NEEDED, 'oidc.issuer': 'http://127.0.0.1:2598' });
  expect(await result('email/test', { to })).toMatch(/flash-bad[^]*Failed for me@acme.example[^<]*ECONNREFUSED/);
  expect(await result('email/test', { to: 'nobody' })).toContain('Enter an e-mail address');
  expect((await browser.get('/console/settings/portal')).html).toMatch(/be sent: [^<]*ECONNREFUSED/);
  expect(await result('sign-in/test')).toMatch(/flash-bad[^]*127.0.0.1:2598[^<]* failed after [^<]*ECONNREFUSED/);
  expect(await result('system/test')).toContain('This node has no folder for backups');
  const smtp = await MailListener.start();
  await setByApi({ 'mail.smtp_url': smtp.url });
  expect(await result('email/test', { to })).toMatch(/flash-ok[^]*Sent to me@acme.example/);
  expect(await result('portal/test', { to })).toMatch(/flash-ok[^]*Sent to me@acme.example/);
  expect(smtp.received.map(({ recipients }) => recipients)).toEqual([[to], [to]]);
  expect((await browser.get('/console/settings/portal')).html).not.toContain('ECONNREFUSED');
  await smtp.stop();
});
