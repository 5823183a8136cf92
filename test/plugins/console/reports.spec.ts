import { MailSenderService } from '../../../src/core/platform/mail/mail-sender.service';
import { LicenseListService } from '../../../src/core/licensing/licenses/license-list.service';
import { DAY } from '../../../src/core/common/calendar';
import { Browser } from '../../testkit/browser';
import { activate, issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { MailListener } from '../../testkit/smtp';
import { declareMeter } from '../../support/grants';
import { end, start } from '../../support/license-sessions';
import { until } from '../../testkit/until';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const REPORT = '/console/reports/licenses';
const AT_RISK = `${REPORT}?expires_within=30&unseen_for=60`;

let server: TestServer;
let browser: Browser;
let smtp: MailListener;
beforeAll(async () => {
  server = await TestServer.shared();
  smtp = await MailListener.start();
  server.app.get(MailSenderService).start();
  browser = new Browser(server);
  await browser.signIn();
  await server.sdk.products.create({ name: 'Reported', reference: 'reported' });
  await server.asAdmin('PUT', '/api/v1/products/reported/entitlements/support', {
    body: { name: 'Support', type: 'flag' },
  });
  const soon = new Date(server.clock.now().getTime() + 10 * DAY).toISOString();
  const { id } = await server.sdk.customers.create({ name: 'Ada', email: 'ada@example.com' });
  await issued(server, { product: 'reported', key: 'SOON-NEVER', customer_id: id, expires_at: soon });
  await issued(server, { product: 'reported', key: 'SOON-OLD', expires_at: soon, max_activations: 1 });
  await issued(server, { product: 'reported', key: 'SOON-SEEN', expires_at: soon, max_activations: 2 });
  await declareMeter(server, { id: 'reported' }, 'exports');
  await issued(server, {
    product: 'reported',
    key: 'LATE-OLD',
    entitlements: { support: { value: true } },
    meters: { exports: { limit: 10 } },
  });
  await server.dataSource.query(
    `INSERT INTO meter_balances SELECT meters.id, licenses.id, 'epoch', NULL, 9, 9, now() FROM meters, licenses
     WHERE code = 'exports' AND key = 'LATE-OLD'`,
  );
  await issued(server, { product: 'reported', key: 'REVOKED', expires_at: soon });
  await server.asAdmin('POST', '/api/v1/licenses/REVOKED/revoke', { body: { reason: 'x' } });
  for (const [key, version] of [
    ['SOON-OLD', '1.2'],
    ['SOON-SEEN', '2.0'],
    ['LATE-OLD', '1.0'],
  ] as const) {
    await activate(server, key, `device of ${key}`, { app_version: version });
  }
  const old = new Date(server.clock.now().getTime() - 90 * DAY);
  await server.dataSource.query(`UPDATE activations SET last_seen_at = $1 WHERE app_version LIKE '1.%'`, [old]);
  await runJob(server, 'statistics');
});
afterAll(async () => {
  await server.stop();
  await smtp.stop();
});

const keysIn = (html: string): string[] =>
  [...html.matchAll(/(?:SOON|LATE)-\w+|REVOKED/g)]
    .map(([key]) => key)
    .filter((key, index, all) => all.indexOf(key) === index);

const figuresIn = (html: string): string[] =>
  [...html.matchAll(/<dd class="figure-value">([^<]*)/g)].map(([, value]) => value ?? '');

it('answers who was not seen for 60 days and renews next month', async () => {
  const { html } = await browser.get(AT_RISK);
  expect(html).toContain('<h1>Renewals at risk</h1>');
  expect(keysIn(html)).toEqual(['SOON-OLD', 'SOON-NEVER']);
  expect(figuresIn(html)).toEqual(['2', '1', '1', '1']);
  expect(html).toContain('class="chart"');
  const { html: table } = await browser.get(`${AT_RISK}&table=1`);
  expect(table).toMatch(/<table class="table">.*<td class="right">2<\/td>/s);
});

it('answers who has version 1.x and no support contract', async () => {
  expect(keysIn((await browser.get(`${REPORT}?version=1.*&without=support`)).html)).toEqual(['SOON-OLD']);
  expect(keysIn((await browser.get(`${REPORT}?version=1.*&entitlement=support`)).html)).toEqual(['LATE-OLD']);
});

it.each(
  sampleOf(
    [
      ['expires_within=365', ['SOON-SEEN', 'SOON-OLD', 'SOON-NEVER']],
      ['use=full', ['SOON-OLD']],
      ['use=never&product=reported', ['REVOKED', 'SOON-NEVER']],
      ['use=shared', []],
      ['meter=exports', ['LATE-OLD']],
      ['meter=exports&meter_percent=90', ['LATE-OLD']],
      ['meter_percent=91', []],
      ['seats_from=1', ['LATE-OLD', 'SOON-SEEN', 'SOON-OLD']],
    ],
    3,
    'filters',
  ),
)('finds by %s in report, list, export and bulk change alike', async (query, keys) => {
  expect(keysIn((await browser.get(`${REPORT}?${query}`)).html)).toEqual(keys);
  const changing = keys.filter((key) => key !== 'REVOKED').length;
  const elsewhere: [path: string, expectIn: (html: string) => void][] = [
    [`/console/licenses?${query}`, (html) => expect(keysIn(html)).toEqual(keys)],
    [`/console/licenses/export/file?${query}&column=key`, (html) => expect(keysIn(html)).toEqual(keys)],
    [
      `/console/licenses/bulk/disable?${query}&all=1`,
      (html) => expect(html).toContain(changing === 0 ? 'No license' : `Disable ${changing} license`),
    ],
  ];
  for (const [path, expectIn] of sampleOf(elsewhere, 1, query)) {
    expectIn((await browser.get(path)).html);
  }
});

it.each([
  ['seen_first', ['SOON-NEVER', 'REVOKED', 'SOON-OLD', 'LATE-OLD', 'SOON-SEEN']],
  ['seen_last', ['SOON-SEEN', 'LATE-OLD', 'SOON-OLD', 'REVOKED', 'SOON-NEVER']],
] as const)('lists licenses by %s, forward and back', async (sort, keys) => {
  const { html } = await browser.get(`/console/licenses?sort=${sort}&product=reported`);
  expect(keysIn(html)).toEqual(keys);
  expect(html).toMatch(/aria-sort="(ascending|descending)"><a href="[^"]*">Last seen/);
  const list = server.app.get(LicenseListService);
  const page = (place: object) => list.list({ limit: 2, ...place }, { product: 'reported' }, sort);
  const first = await page({});
  const second = await page({ after: first.next ?? '' });
  const shown = [first, second].flatMap(({ rows }) => rows.map(({ license }) => license.key));
  expect(shown).toEqual(keys.slice(0, 4));
  const back = await page({ before: second.previous ?? '' });
  expect(back.rows.map(({ license }) => license.key)).toEqual(keys.slice(0, 2));
  const wrong = Buffer.from(
    JSON.stringify([sort === 'seen_first' ? 'last_seen_on' : '-last_seen_on', '2027-99-99', 1]),
  );
  expect((await browser.get(`/console/licenses?sort=${sort}&after=${wrong.toString('base64url')}`)).status).toBe(400);
});

it.each([
  'expires_within=0',
  'unseen_for=x',
  'use=none',
  'country=DEU',
  'metadata=order',
  'seats_from=-1',
  'meter_percent=x',
])('refuses the condition %s', async (query) => {
  expect((await browser.get(`${REPORT}?${query}`)).status).toBe(400);
});

it('shows the reports that come with it, and leads from the former addresses to them', async () => {
  const { html } = await browser.get('/console/reports');
  expect(html).toMatch(/Renewals at risk.*Expiry calendar.*Unused.*No seat left.*Shared keys.*Versions in the field/s);
  expect(html).toMatch(/<b>33.3%<\/b><p>of devices run 1.0/);
  const former = async (view: string) => (await browser.get(`/console/overview/statistics?view=${view}`)).location;
  expect(await former('full')).toBe(`${REPORT}?use=full`);
  expect(await former('version')).toBe('/console/reports/compare?by=version');
});

async function expectFigures(of: string, query: string, figures: readonly string[]): Promise<void> {
  const { html, status } = await browser.get(`/console/reports/${of}?${query}`);
  expect([status, figuresIn(html)]).toEqual([200, figures]);
  expect(html.includes('id="report-chart"')).toBe(figures[0] !== '0');
  const { html: file } = await browser.get(`/console/${of}/export/file?${query}`);
  expect(file.trim().split('\n').length - 1).toBe(Number(figures[0]));
}

describe('reports about other lists', () => {
  const BASE = '/console/reports';

  it.each(
    sampleOf(
      [
        ['devices', '', ['3', '3', '3', '3']],
        ['devices', 'version=1.*', ['2', '2', '2', '2']],
        ['devices', 'version=2.0&view=active&activated_within=1', ['1', '1', '1', '1']],
        ['devices', 'view=past', ['0', '0', '0', '0']],
        ['devices', 'activated_to=2000-01-01', ['0', '0', '0', '0']],
        ['customers', 'added_within=1', ['1', '1', '1', '0']],
        ['customers', 'metadata=plan%3Dgold', ['0', '0', '0', '0']],
      ],
      3,
      'lists',
    ),
  )('finds %s by %s, and counts them', expectFigures);

  it('has the same conditions as the list', async () => {
    const query = 'version=2.0&activated_within=1';
    const { html } = await browser.get(`/console/devices?${query}`);
    expect(html).toContain('device of SOON-SEEN');
    expect(html).not.toContain('device of SOON-OLD');
    const { html: report } = await browser.get(`${BASE}/devices?${query}`);
    expect(report).toMatch(/Devices with.*Version <b>2.0<\/b>.*Activated <b>in the last 1 day<\/b>/s);
    const { items } = (await server.asAdmin('GET', '/api/v1/activations?version=1.*')).body;
    expect(items.map(({ license_key: key }: { license_key: string }) => key)).toEqual(['LATE-OLD', 'SOON-OLD']);
  });

  it.each(['devices?activated_within=x', 'devices?view=none', 'customers?q=%25', 'sessions?state=none'])(
    'refuses %s',
    async (path) => expect((await browser.get(`${BASE}/${path}`)).status).toBe(400),
  );

  it('leads from each to the others, as far as the member may see their rows', async () => {
    const { html } = await browser.get(`${BASE}/devices`);
    const paths = [...html.matchAll(/href="\/console\/reports\/(\w+)"/g)].map(([, of]) => of);
    expect(paths).toEqual(expect.arrayContaining(['licenses', 'customers', 'devices', 'sessions', 'orders']));
    expect(html).toMatch(/<a href="\/console\/reports\/devices" aria-current="page">Devices/);
  });
});

it('mails a saved report every week to the members who asked for it', async () => {
  const { status, location } = await browser.post(
    `/console/views/new?${new URLSearchParams({ list: 'reports', query: 'expires_within=30&unseen_for=60' }).toString()}`,
    { name: 'To call', is_shared: '1' },
  );
  expect([status, location]).toEqual([303, AT_RISK]);
  const [{ id }] = await server.dataSource.query('SELECT id FROM saved_views');
  const { username } = await createLoggedInUser(server, 'support');
  const member = new Browser(server);
  await member.signIn(username, PASSWORD);
  const subscribe = async (mail: string) => (await member.post(`/console/reports/${id}/mail`, { mail })).status;
  const subscribed = () => server.dataSource.query('SELECT 1 FROM report_subscriptions');

  expect((await member.get('/console/reports')).html).toContain('No e-mail is sent');
  await subscribe('1');
  expect(await subscribed()).toEqual([]);
  await server.dataSource.query(`UPDATE users SET email = 'member@example.com' WHERE username = $1`, [username]);
  await server.asAdmin('PATCH', '/api/v1/settings', {
    body: { 'mail.smtp_url': smtp.url, 'mail.from': 'Example <sales@example.com>' },
  });
  expect(await subscribe('1')).toBe(303);
  await runJob(server, 'report-mails');
  await runJob(server, 'report-mails');
  const [mail] = await smtp.arrived(1);
  expect(mail).toMatchObject({ recipients: ['member@example.com'], subject: 'To call: 2 rows' });
  const [file] = mail?.attachments ?? [];
  expect(file?.filename).toBe('licenses.csv');
  expect(keysIn(Buffer.from(file?.content as ArrayBuffer).toString())).toEqual(['SOON-OLD', 'SOON-NEVER']);
  await until('the e-mail to be recorded', async () => {
    const [kept] = await server.dataSource.query('SELECT state, attachment FROM mails');
    return kept.state === 'sent' && kept.attachment === null;
  });

  await browser.post('/console/views/new?list=devices-reports&query=version%3D2.0', {
    name: 'New app',
    is_shared: '1',
  });
  const [devices] = await server.dataSource.query(`SELECT id FROM saved_views WHERE name = 'New app'`);
  expect((await member.get('/console/reports')).html).toContain('href="/console/reports/devices?version=2.0"');
  await member.post(`/console/reports/${devices.id}/mail`, { mail: '1' });
  await runJob(server, 'report-mails');
  const sent = (await smtp.arrived(2)).at(-1);
  expect([sent?.subject, sent?.attachments[0]?.filename]).toEqual(['New app: 1 row', 'devices.csv']);
  expect(Buffer.from(sent?.attachments[0]?.content as ArrayBuffer).toString()).toContain('device of SOON-SEEN');
  await server.dataSource.query('DELETE FROM saved_views WHERE id = $1', [devices.id]);

  server.clock.advance(7 * DAY);
  await runJob(server, 'report-mails');
  expect(await smtp.arrived(3)).toHaveLength(3);
  await server.dataSource.query('UPDATE saved_views SET is_shared = false');
  server.clock.advance(7 * DAY);
  await runJob(server, 'report-mails');
  expect(await subscribed()).toEqual([]);
  await subscribe('0');
});

it('names the version that most devices run of those that report one', async () => {
  await server.dataSource.query(`UPDATE activations SET app_version = NULL WHERE app_version LIKE '1.%'`);
  await runJob(server, 'statistics');
  await browser.signIn();
  expect((await browser.get('/console/reports')).html).toMatch(/<b>33.3%<\/b><p>of devices run 2.0/);
});

describe('reports about sessions', () => {
  beforeAll(async () => {
    await issued(server, { product: 'reported', key: 'FLOATING', max_sessions: 2 });
    await activate(server, 'FLOATING', 'rack');
    const first = await start(server, 'FLOATING', 'rack');
    server.clock.advance(30_000);
    await end(server, first.body.session_token);
    await start(server, 'FLOATING', 'rack');
  });

  it.each([
    ['', ['2', '1', '1', '0']],
    ['state=running', ['1', '1', '1', '0']],
    ['state=ended&license=FLOATING', ['1', '1', '1', '0']],
    ['state=borrowed', ['0', '0', '0', '0']],
  ])('finds sessions by %s, and counts them', (query, figures) => expectFigures('sessions', query, figures));

  it('says when and why a session ended', async () => {
    expect((await browser.get('/console/reports/sessions?state=ended')).html).toContain('by the app');
  });
});
