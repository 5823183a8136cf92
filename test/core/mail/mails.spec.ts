import type { Mail } from '../../../sdk/src/generated/native';
import { LEASE_MS, MailQueueService } from '../../../src/core/platform/mail/mail-queue.service';
import { MailQueueAgeRule } from '../../../src/core/platform/mail/mail-queue-age.rule';
import { MailSenderService } from '../../../src/core/platform/mail/mail-sender.service';
import { MAIL_KIND_NAMES } from '../../../src/core/mail/mail-kinds';
import { EventMailsService } from '../../../src/core/mail/event-mails.service';
import { FollowShopService, type ShopState } from '../../../src/plugins/sales/orders/follow-shop.service';
import { OrderLifecycleService } from '../../../src/plugins/sales/orders/order-lifecycle.service';
import { SweepMailsService } from '../../../src/core/platform/mail/sweep-mails.service';
import { DAY } from '../../../src/core/common/calendar';
import { activate, issued } from '../../testkit/issue';
import { Browser, fieldsOf } from '../../testkit/browser';
import { single } from '../../testkit/rows';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { MailListener } from '../../testkit/smtp';
import { until } from '../../testkit/until';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const MINUTE = 60_000;
const SWITCHED_KINDS = [
  'license_issued',
  'trial_confirm',
  'trial_started',
  'license_expiring',
  'trial_ending',
  'license_expired',
  'license_suspended',
  'license_revoked',
  'key_replaced',
  'seat_limit_reached',
  'order_renewed',
  'payment_failed',
  'order_suspended',
  'order_refunded',
  'new_version',
  'vendor_sold',
  'vendor_disputed',
  'vendor_needs_attention',
];
/** Sent while the portal is on, and to invited users. */
const PORTAL_KINDS = ['portal_sign_in', 'portal_change_email', 'lost_key', 'user_invitation'];
/** Sent while `license_issued` is enabled. */
const ORDER_LICENSES = 'order_licenses';
/** About claims of the portal, for one license each. */
const CLAIM_KINDS = ['claim_approved', 'claim_refused', 'license_moved'];
/** Sent as rules for anomalies say. */
const RULE_KINDS = ['sharing_noticed', 'sign_in_asked', 'sharing_reported'];
const ALL_KINDS = [...SWITCHED_KINDS, ORDER_LICENSES, ...RULE_KINDS, ...PORTAL_KINDS, ...CLAIM_KINDS];

let server: TestServer;
let smtp: MailListener;
beforeAll(async () => {
  server = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
  await server.adminToken();
  server.app.get(MailSenderService).start();
});
beforeEach(async () => {
  smtp = await MailListener.start();
  const defaults = Object.fromEntries(Array.from(changedBefore, (name) => [name, null]));
  changedBefore.clear();
  await changed({ ...defaults, 'mail.smtp_url': smtp.url, 'mail.from': 'Example <sales@example.com>' });
});
afterEach(async () => {
  server.clock.reset();
  const sent = ['mails', 'mail_bounces', 'mail_templates', 'version_announcements'];
  await server.emptyTables(...sent, 'orders', 'licenses', 'customers', 'product_versions');
  await smtp.stop();
});
afterAll(() => server.stop());

/** By the test before: the next one begins with their defaults. */
const changedBefore = new Set<string>();
const changed = async (values: Record<string, unknown>): Promise<void> => {
  const { status, body } = await server.asAdmin('PATCH', '/api/v1/settings', { body: values });
  expect([status, body]).toEqual([200, expect.anything()]);
  Object.keys(values).forEach((name) => changedBefore.add(name));
};
const enable = (...kinds: string[]): Promise<void> =>
  changed(Object.fromEntries(kinds.map((kind) => [`mail.${kind}.enabled`, true])));
const ADA = { email: 'Ada@example.com', name: 'Ada Lovelace' };
const licensed = async (license: Record<string, unknown> = {}) => {
  const found = await server.asAdmin('GET', '/api/v1/customers?email=ada@example.com');
  const customer = found.body.items[0] ?? (await server.asAdmin('POST', '/api/v1/customers', { body: ADA })).body;
  return issued(server, { customer_id: customer.id, ...license });
};
/** Numbers the events, which makes their e-mails. */
const numbered = () => server.sdk.audit.listEvents();
const mails = async (query = ''): Promise<Mail[]> => (await server.asAdmin('GET', `/api/v1/mails${query}`)).body.items;
/** What the log says of all e-mails, newest first, without a request. */
const logged = (): Promise<Pick<Mail, 'kind' | 'state' | 'error' | 'tries'>[]> =>
  server.dataSource.query('SELECT kind, state, error, tries FROM mails ORDER BY created_at DESC, id DESC');
const inState = async (state: string): Promise<number> =>
  (await logged()).filter((mail) => mail.state === state).length;
const path = (kind: string, language = 'en', rest = '') => `/api/v1/mail-templates/${kind}/${language}${rest}`;

it('invites a user by e-mail: the answer of the API has no link then', async () => {
  const body = { username: 'jane@example.com', email: 'jane@example.com', role: 'viewer' };
  const invited = await server.asAdmin('POST', '/api/v1/users/invitations', { body });
  expect([invited.status, invited.body.url]).toEqual([201, null]);
  const [mail] = await smtp.arrived(1);
  expect([mail?.recipients, mail?.text]).toEqual([
    ['jane@example.com'],
    expect.stringMatching(/https:\/\/licenses\.example\/invitation\?token=[\w-]{40,}/),
  ]);
});

it('sends the key of a license to its customer, in text and HTML', async () => {
  await enable('license_issued');
  const { key } = await licensed({ max_activations: 3, expires_at: '2031-05-04T10:00:00.000Z' });
  await numbered();
  const [mail] = await smtp.arrived(1);
  expect(mail).toMatchObject({
    recipients: ['ada@example.com'],
    from: { name: 'Example', address: 'sales@example.com' },
    to: [{ address: 'ada@example.com' }],
    subject: expect.stringMatching(/^Your license for /),
  });
  expect(mail?.text).toContain(`    ${key}\n`);
  expect(mail?.text).toContain('Hello Ada Lovelace,');
  expect(mail?.text).toContain('- Devices at the same time: 3\n- Valid until: 4 May 2031\n\n');
  expect(mail?.html).toContain(`${key}</pre>`);
  await until('the e-mail is recorded as sent', async () => (await logged())[0]?.state === 'sent');
  const [entry] = await mails();
  expect(entry).toEqual({
    id: expect.any(String),
    kind: 'license_issued',
    to: 'ada@example.com',
    customer_id: expect.any(String),
    state: 'sent',
    subject: mail?.subject,
    language: 'en',
    tries: 1,
    error: null,
    message_id: mail?.messageId,
    created_at: expect.any(String),
    finished_at: expect.any(String),
  });
});

it('sends nothing that is not enabled, and nothing for customers without an address', async () => {
  await enable('license_revoked');
  await licensed();
  await issued(server);
  await numbered();
  expect(await mails()).toEqual([]);
});

it('makes no e-mails without an SMTP server', async () => {
  await enable('license_issued');
  await changed({ 'mail.smtp_url': '' });
  await licensed();
  await numbered();
  expect(await mails()).toEqual([]);
});

it('tells of trials, suspension, revocation and full seats, each once', async () => {
  await enable(...SWITCHED_KINDS);
  const { id, key } = await licensed({ max_activations: 1 });
  await licensed({ type: 'trial', expires_at: '2031-05-04T10:00:00.000Z' });
  await activate(server, key, 'one');
  expect((await activate(server, key, 'two')).status).toBe(409);
  await server.asAdmin('POST', `/api/v1/licenses/${id}/disable`);
  await server.asAdmin('POST', `/api/v1/licenses/${id}/revoke`);
  await numbered();
  await numbered();
  const received = await smtp.arrived(5);
  expect((await mails()).map(({ kind }) => kind).sort()).toEqual([
    'license_issued',
    'license_revoked',
    'license_suspended',
    'seat_limit_reached',
    'trial_started',
  ]);
  expect(received.find(({ subject }) => subject?.startsWith('All devices'))?.text).toContain(
    'activated on 1 of 1 devices',
  );
});

it('tells of a new key after the one that it replaced, in the order of their events', async () => {
  await enable('license_issued', 'key_replaced');
  const { id } = await licensed();
  const { key } = (await server.asAdmin('POST', `/api/v1/licenses/${id}/rotate-key`, { body: {} })).body;
  await numbered();
  const received = await smtp.arrived(2);
  expect((await mails()).map(({ kind }) => kind).sort()).toEqual(['key_replaced', 'license_issued']);
  expect(received.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('license'),
    expect.stringMatching(/^The key of your license for .+ was replaced$/),
  ]);
  expect(received[1]?.text).toContain(key);
});

it('sends no keys for bulk changes and imports', async () => {
  await enable('license_issued');
  await licensed();
  const csv = 'product,customer_email\nv2-default,ada@example.com\n';
  const { status } = await server.asAdmin('POST', '/api/v1/licenses/import', {
    body: csv,
    headers: { 'content-type': 'text/csv' },
  });
  expect(status).toBeLessThan(500);
  await numbered();
  await smtp.arrived(1);
  expect(await mails()).toHaveLength(1);
});

it.each(['en', 'de', 'zh'])('has a text for each kind in %s whose names are all known', async (language) => {
  for (const kind of sampleOf(ALL_KINDS, 10, language)) {
    const { status, body } = await server.asAdmin('POST', path(kind, language, '/preview'), { body: {} });
    expect([status, body]).toEqual([
      200,
      { subject: expect.any(String), html: expect.any(String), text: expect.any(String) },
    ]);
    const shown = `${body.subject}\n${body.html}\n${body.text}`;
    expect(shown).not.toMatch(/\{\{|\}\}|[\uE000\uE001]|\bnull\b|undefined/);
    const { subject, body: text } = (await server.asAdmin('GET', path(kind, language))).body;
    expect((await server.asAdmin('PUT', path(kind, language), { body: { subject, body: text } })).status).toBe(200);
  }
  expect((await server.asAdmin('GET', `/api/v1/mail-templates?language=${language}`)).body.items).toHaveLength(
    ALL_KINDS.length,
  );
});

it('has one text for all products for e-mails of the portal, with a list of licenses for lost keys', async () => {
  for (const kind of PORTAL_KINDS) {
    const { status, body } = await server.asAdmin('PUT', `${path(kind)}?product=v2-default`, {
      body: { subject: 'Hello', body: 'Hello' },
    });
    expect([kind, status, body.error?.details?.[0]?.field]).toEqual([kind, 400, 'product']);
  }
  const text = { subject: 'Keys', body: '{{#licenses}}- {{product.name}}: {{license.key}}\n{{/licenses}}' };
  const preview = await server.asAdmin('POST', path('lost_key', 'en', '/preview'), { body: text });
  expect(preview.body.text).toBe('- Sample Product: AB12-CD34-EF56-GH78\n- Other Product: IJ90-KL12-MN34-OP56');
  const wrong = await server.asAdmin('PUT', path('portal_sign_in'), { body: { ...text, body: '{{confirm_url}}' } });
  expect([wrong.status, wrong.body.error.message]).toEqual([400, expect.stringContaining('sign_in_url')]);
});

it('prefers the text of the product to the text for all, and that to its own', async () => {
  const own = { subject: 'Welcome to {{product.name}}', body: 'Key: {{license.key}}' };
  await server.asAdmin('PUT', path('license_issued'), { body: { ...own, subject: 'For all' } });
  await server.asAdmin('PUT', `${path('license_issued')}?product=v2-default`, { body: own });
  await enable('license_issued');
  await licensed();
  await licensed({ product: 'lic-default' });
  await numbered();
  const subjects = (await smtp.arrived(2)).map(({ subject }) => subject).sort();
  expect(subjects).toEqual(['For all', expect.stringMatching(/^Welcome to /)]);
  await server.asAdmin('DELETE', `${path('license_issued')}?product=v2-default`);
  expect((await server.asAdmin('GET', `${path('license_issued')}?product=v2-default`)).body.subject).toBe('For all');
  await server.asAdmin('DELETE', path('license_issued'));
  expect((await server.asAdmin('GET', path('license_issued'))).body).toMatchObject({ is_default: true, product: null });
});

it('reads no value as Markdown, HTML or a link', async () => {
  const name = '[click](http://evil.example) <img src=x> **bold** {{license.key}}';
  await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'marked', name } });
  await enable('license_issued');
  await licensed({ product: 'marked' });
  await numbered();
  const [mail] = await smtp.arrived(1);
  expect(mail?.text).toContain(`your license for ${name}:`);
  expect(mail?.html).toContain('[click](http://evil.example) &lt;img src=x&gt; **bold** {{license.key}}</strong>:');
});

it.each([
  ['{{license.kee}}', 'VALIDATION_ERROR', /\{\{license\.kee\}\}.*license\.key/],
  ['a\n\n{{#license.seats}}', 'VALIDATION_ERROR', /^Line 3 of body: {{#license.seats}} is never closed$/],
  ['{{#manage_url}}\n{{#license.key}}\n{{/manage_url}}', 'VALIDATION_ERROR', /Line 2 .*license.key}} is never closed/],
  ['a\n{{/license.key}}', 'VALIDATION_ERROR', /^Line 2 of body: {{\/license.key}} closes nothing$/],
  ['a {{license.key', 'VALIDATION_ERROR', /^Line 1 of body: {{license.key is never closed$/],
  ['{{> other}}', 'VALIDATION_ERROR', /not supported/],
  ['{{=<% %>=}}', 'VALIDATION_ERROR', /not supported/],
])('rejects the text %s', async (text, code, message) => {
  const { status, body } = await server.asAdmin('PUT', path('license_issued'), {
    body: { subject: 'Hello', body: text },
  });
  expect([status, body.error?.code]).toEqual([400, code]);
  expect(body.error.details).toMatchObject([{ field: 'body', message: expect.stringMatching(message) }]);
});

it('rejects a text that is too long as HTML', async () => {
  const body = '# a\n'.repeat(4_900) + '\n\n{{customer.name}}';
  const long = { body: '{{customer.name}}'.repeat(1_100) };
  expect((await server.asAdmin('POST', path('license_issued', 'en', '/preview'), { body: { body } })).status).toBe(400);
  expect((await server.asAdmin('POST', path('license_issued', 'en', '/preview'), { body: long })).status).toBe(200);
});

it('renders no HTML of a text, and links only to the web and to addresses', async () => {
  const text =
    '<script>alert(1)</script>\n\n[a](javascript:alert(1)) [b](https://example.com/?a=1&b=2) ![c](http://x/y.png)';
  const { body } = await server.asAdmin('POST', path('license_issued', 'en', '/preview'), { body: { body: text } });
  expect(body.html).toContain('&lt;script&gt;');
  expect(body.html).not.toMatch(/javascript:|<img|<script/);
  expect(body.html).toContain('href="https://example.com/?a=1&amp;b=2"');
});

it('sends a test, and says what is missing for it', async () => {
  const sent = await server.asAdmin('POST', path('trial_ending', 'de', '/test'), {
    body: { to: 'Tester@example.com' },
  });
  expect([sent.status, sent.body.state]).toEqual([201, 'queued']);
  const [mail] = await smtp.arrived(1);
  expect([mail?.recipients, mail?.subject]).toEqual([
    ['tester@example.com'],
    expect.stringMatching(/^Ihre Testphase von /),
  ]);
  await changed({ 'mail.from': '' });
  const refused = await server.asAdmin('POST', path('trial_ending', 'de', '/test'), {
    body: { to: 'tester@example.com' },
  });
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'CONFLICT']);
});

it('tries again later if the server cannot take an e-mail now, with the same Message-ID', async () => {
  let tries = 0;
  const busy = await MailListener.start({
    onRcptTo: (_address, _session, done) => {
      tries += 1;
      done(tries === 1 ? Object.assign(new Error('Busy'), { responseCode: 451 }) : undefined);
    },
  });
  await changed({ 'mail.smtp_url': busy.url });
  const { body } = await server.asAdmin('POST', path('trial_ending', 'en', '/test'), { body: { to: ADA.email } });
  await until('its first try has failed', async () => (await logged()).some(({ error }) => error !== null));
  expect(single(await mails())).toMatchObject({ state: 'queued', tries: 1, error: expect.stringContaining('Busy') });
  server.clock.advance(MINUTE + 1);
  const [mail] = await busy.arrived(1);
  expect(mail?.messageId).toBe(body.message_id);
  await until('it is recorded', async () => (await logged())[0]?.state === 'sent');
  await busy.stop();
});

it('does not try again if the server refuses the recipient for good', async () => {
  const refusing = await MailListener.start({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('No such user'), { responseCode: 550 })),
  });
  await changed({ 'mail.smtp_url': refusing.url });
  await server.asAdmin('POST', path('trial_ending', 'en', '/test'), { body: { to: ADA.email } });
  await until('it has failed', async () => (await logged())[0]?.state === 'failed');
  expect(single(await mails())).toMatchObject({ tries: 1, error: expect.stringContaining('No such user') });
  await refusing.stop();
});

it('gives up after eight tries in a day', async () => {
  await changed({ 'mail.smtp_url': 'smtp://127.0.0.1:1' });
  await server.asAdmin('POST', path('trial_ending', 'en', '/test'), { body: { to: ADA.email } });
  for (let count = 1; count < 8; count += 1) {
    await until(
      `try ${count}`,
      async () => single(await logged()).tries === count && single(await logged()).error !== null,
    );
    await until('it is recorded', async () => {
      const [{ failures }] = await server.dataSource.query('SELECT failures FROM mails');
      return failures === count;
    });
    server.clock.advance(13 * 60 * MINUTE);
  }
  await until('it has failed', async () => single(await logged()).state === 'failed');
  expect(single(await mails()).tries).toBe(8);
});

it('sends an e-mail again once if the node died while it was sent, and not a third time', async () => {
  const queue = server.app.get(MailQueueService);
  await changed({ 'mail.smtp_url': 'smtp://127.0.0.1:1' });
  await queue.add({ kind: 'test', language: 'en', to: 'ada@example.com', subject: 's', html: 'h', text: 't' });
  await until('the sender has tried', async () => single(await logged()).error !== null);
  await changed({ 'mail.smtp_url': '' });
  const claims = [];
  for (let count = 0; count < 3; count += 1) {
    server.clock.advance(2 * LEASE_MS);
    claims.push((await queue.claim(4, [])).length);
  }
  expect(claims).toEqual([1, 1, 0]);
  expect(single(await mails())).toMatchObject({ state: 'failed', error: expect.stringContaining('unknown') });
});

it('is taken by one of two nodes that look at the same time', async () => {
  await changed({ 'mail.smtp_url': '' });
  const queue = server.app.get(MailQueueService);
  await queue.add({ kind: 'test', language: 'en', to: 'ada@example.com', subject: 's', html: 'h', text: 't' });
  const taken = await Promise.all([queue.claim(4, []), queue.claim(4, []), queue.claim(4, [])]);
  expect(taken.flat()).toHaveLength(1);
});

it('leaves e-mails of kinds that it does not know to nodes of a later release', async () => {
  await changed({ 'mail.smtp_url': '' });
  const queue = server.app.get(MailQueueService);
  await queue.add({
    kind: 'of_a_later_release',
    language: 'en',
    to: 'ada@example.com',
    subject: 's',
    html: 'h',
    text: 't',
  });
  await server.dataSource.query(
    'UPDATE mails SET event_id = 1, event_at = now(), subject = NULL, html = NULL, text = NULL',
  );
  expect(await queue.claim(4, ALL_KINDS)).toEqual([]);
  expect(await queue.claim(4, [...ALL_KINDS, 'of_a_later_release'])).toHaveLength(1);
});

it('keeps neither text nor HTML of an e-mail that is finished, and no entry longer than 400 days', async () => {
  await server.asAdmin('POST', path('trial_ending', 'en', '/test'), { body: { to: ADA.email } });
  await until('it is sent', async () => (await logged())[0]?.state === 'sent');
  expect(await server.dataSource.query('SELECT html, text FROM mails')).toEqual([{ html: null, text: null }]);
  server.clock.advance(401 * DAY);
  await server.app.get(SweepMailsService).deleteOld();
  expect(await server.dataSource.query('SELECT id FROM mails')).toEqual([]);
});

it('finds e-mails by customer, kind, state, address and text', async () => {
  await enable('license_issued');
  const { customer_id: customer } = await licensed();
  await numbered();
  await smtp.arrived(1);
  await until('it is sent', async () => (await logged())[0]?.state === 'sent');
  const found = async (query: string): Promise<number> => (await mails(`?${query}`)).length;
  expect(await found(`customer=${customer}`)).toBe(1);
  expect(await found('customer=00000000-0000-4000-8000-000000000000')).toBe(0);
  expect([await found('kind=license_issued,trial_started'), await found('kind=trial_started')]).toEqual([1, 0]);
  expect([await found('state=sent'), await found('state=failed,queued')]).toEqual([1, 0]);
  expect([await found('to=ADA@example.com'), await found('to=grace@example.com')]).toEqual([1, 0]);
  expect([await found('q=license for'), await found('q=refund')]).toEqual([1, 0]);
});

describe('orders', () => {
  const place = async (order: Record<string, unknown> = {}) => {
    const lines = [{ product: 'v2-default', price: 4900, currency: 'EUR', quantity: 2 }];
    const { status, body } = await server.asAdmin('POST', '/api/v1/orders', {
      body: { external_id: 'web-7', customer: ADA, lines, ...order },
    });
    expect(status).toBe(201);
    return body;
  };
  /** A change that its shop tells. */
  const follow = (id: string, change: Partial<ShopState>, before: Partial<ShopState> = {}): Promise<void> => {
    const refunds = { refunds: [], isPeriodPaidBack: false, amount: 0 };
    const none = { periodEnd: null, interval: null, pastDueAt: null, cancelled: null, disputedAt: null, refunds };
    const placed = { externalId: null, subscriptionId: null, receipt: null, ...none };
    const rules = { refund: 'revoke', dispute: 'suspend', pastDueDays: 0 } as const;
    return server.app.get(FollowShopService).follow(id, { ...placed, ...before }, { ...placed, ...change }, rules);
  };
  const kinds = async (query = ''): Promise<string[]> => (await mails(query)).map(({ kind }) => kind).sort();

  it('tells the customer of payments and refunds, without a second e-mail about each license', async () => {
    await enable(...SWITCHED_KINDS.filter((kind) => kind !== 'license_issued'));
    const { id } = await place({ period_end: '2031-05-04T10:00:00.000Z' });
    await follow(id, { pastDueAt: server.clock.now() });
    await server.app.get(OrderLifecycleService).suspendPastDue(id);
    await numbered();
    expect(await kinds()).toEqual(['order_suspended', 'payment_failed']);
    await follow(id, { periodEnd: new Date('2032-05-04T10:00:00.000Z') });
    await server.asAdmin('POST', `/api/v1/orders/${id}/refund`, { body: {} });
    await numbered();
    expect(await kinds()).toEqual(['order_refunded', 'order_renewed', 'order_suspended', 'payment_failed']);
    const received = await smtp.arrived(4);
    expect(new Set(received.flatMap(({ recipients }) => recipients))).toEqual(new Set(['ada@example.com']));
    const refund = received.find(({ subject }) => subject?.includes('refunded'))?.text;
    expect(refund).toContain('€49.00 of €49.00 of your order web-7');
    const renewal = received.find(({ subject }) => subject?.includes('renewed'))?.text;
    expect(renewal).toContain('It is paid until 4 May 2032.');
  });

  it('tells of a failed payment once, whatever attempts the shop tells of in which order, and of the next one again', async () => {
    await enable('payment_failed');
    const { id } = await place({ period_end: '2031-05-04T10:00:00.000Z' });
    const hours = (count: number) => new Date(server.clock.now().getTime() + count * 60 * MINUTE);
    for (const pastDueAt of [hours(0), hours(0), hours(-24), hours(-48)]) {
      await follow(id, { pastDueAt });
    }
    await numbered();
    expect(await kinds()).toEqual(['payment_failed']);
    await follow(id, { pastDueAt: null }, { pastDueAt: hours(-48) });
    await follow(id, { pastDueAt: hours(0) });
    await numbered();
    expect(await kinds()).toEqual(['payment_failed', 'payment_failed']);
  });

  describe('of several licenses', () => {
    const keysOf = async (id: string): Promise<string[]> =>
      (await server.asAdmin('GET', `/api/v1/licenses?order=${id}`)).body.items.map(({ key }: { key: string }) => key);

    it('give the buyer all keys in one e-mail, with their products and ends', async () => {
      await enable('license_issued', 'trial_started');
      const lines = [
        { product: 'v2-default', quantity: 2 },
        { product: 'lic-default', quantity: 1 },
      ];
      const { id } = await place({ lines, period_end: '2031-05-04T10:00:00.000Z' });
      await numbered();
      const [mail] = await smtp.arrived(1);
      const keys = await keysOf(id);
      expect([keys.length, await kinds()]).toEqual([3, [ORDER_LICENSES]]);
      for (const key of keys) {
        expect(mail?.text).toContain(`    ${key}\n`);
        expect(mail?.html).toContain(`${key}</pre>`);
      }
      expect(mail?.text).toContain('order web-7');
      expect(mail?.text?.match(/, valid until 4 May 2031$/gm)).toHaveLength(3);
    });

    it('are one e-mail although the events of the licenses are numbered before that of the order', async () => {
      await enable('license_issued');
      await place();
      await server.dataSource.query(
        `INSERT INTO events (at, id, name, target_type, target_id, data)
         SELECT paid.at, -n, 'license.extended', 'licenses', '1', '{}' FROM events AS paid
         CROSS JOIN generate_series(1, 1000 - (SELECT count(*) FROM events WHERE sequence = 0 AND id < paid.id)) AS n
         WHERE paid.name = 'order.paid' AND paid.sequence = 0`,
      );
      await numbered();
      const [{ apart }] = await server.dataSource.query(
        `SELECT max(sequence) FILTER (WHERE name = 'order.paid') - min(sequence) FILTER (WHERE id < 0) AS apart
         FROM events WHERE sequence >= (SELECT min(sequence) FROM events WHERE id < 0)`,
      );
      expect(Number(apart)).toBe(1_000);
      await server.dataSource.query('DELETE FROM events WHERE id < 0');
      expect(await kinds()).toEqual([ORDER_LICENSES]);
    });

    it('have the text of the vendor, also in German', async () => {
      await changed({ 'mail.language': 'de' });
      await enable('license_issued');
      const body = '{{#licenses}}{{license.key}} ({{product.name}}, {{license.seats}})\n\n{{/licenses}}';
      const put = await server.asAdmin('PUT', `${path(ORDER_LICENSES, 'de')}?product=v2-default`, {
        body: { subject: 'Schlüssel zu {{order.id}}', body },
      });
      expect(put.status).toBe(200);
      const { id } = await place({ lines: [{ product: 'v2-default', quantity: 2, seats: 7 }] });
      await numbered();
      const [mail] = await smtp.arrived(1);
      expect(mail?.subject).toBe('Schlüssel zu web-7');
      for (const key of await keysOf(id)) {
        expect(mail?.text).toContain(`${key} (`);
      }
      expect(mail?.text).toContain(', 7)');
    });

    it('of which one is sold alone, or without e-mails or a key, stay as they were', async () => {
      await enable('license_issued');
      await place({ lines: [{ product: 'v2-default', quantity: 1 }] });
      await place({ external_id: 'web-8', send_mail: false });
      await numbered();
      expect(await kinds()).toEqual(['license_issued']);
      await changed({ 'mail.license_issued.enabled': false });
      await place({ external_id: 'web-9' });
      await numbered();
      expect(await kinds()).toEqual(['license_issued']);
    });
  });

  describe('keep the order of what happened', () => {
    const STEPS = ['license_issued', 'order_renewed', 'order_refunded'];

    /** Its e-mails are made, with the license first. */
    const renewedAndRefunded = async (): Promise<void> => {
      await enable(...STEPS);
      const lines = [{ product: 'v2-default', price: 4900, currency: 'EUR' }];
      const { id } = await place({ period_end: '2031-05-04T10:00:00.000Z', lines });
      await follow(id, { periodEnd: new Date('2032-05-04T10:00:00.000Z') });
      await server.asAdmin('POST', `/api/v1/orders/${id}/refund`, { body: {} });
      await numbered();
    };
    const kindsOf = (claimed: readonly { kind: string }[]) => claimed.map(({ kind }) => kind);

    it('in the e-mails to a buyer, though the server refuses the first try of the first', async () => {
      let tries = 0;
      const busy = await MailListener.start({
        onRcptTo: (_address, _session, done) => {
          tries += 1;
          done(tries === 1 ? Object.assign(new Error('Busy'), { responseCode: 451 }) : undefined);
        },
      });
      await changed({ 'mail.smtp_url': busy.url });
      await renewedAndRefunded();
      await until('the first try has failed', async () => (await logged()).some(({ error }) => error !== null));
      expect([tries, await kinds('?state=queued')]).toEqual([1, [...STEPS].sort()]);
      server.clock.advance(MINUTE + 1);
      const received = await busy.arrived(3);
      const subjects = [/^Your license for /, / was renewed$/, / refunded$/];
      expect(received.map(({ subject }) => subject)).toEqual(subjects.map((one) => expect.stringMatching(one)));
      await busy.stop();
    });

    it('on several nodes: no node takes a later one while another one sends the earlier', async () => {
      await changed({ 'mail.smtp_url': 'smtp://127.0.0.1:1' });
      await renewedAndRefunded();
      await until('the first try has failed', async () => (await logged()).some(({ error }) => error !== null));
      await changed({ 'mail.smtp_url': '' });
      server.clock.advance(MINUTE + 1);
      const queue = server.app.get(MailQueueService);
      const nodes = async () => (await Promise.all([1, 2, 3].map(() => queue.claim(4, MAIL_KIND_NAMES)))).flat();
      for (const kind of STEPS) {
        const taken = await nodes();
        expect([kindsOf(taken), kindsOf(await nodes())]).toEqual([[kind], []]);
        await queue.recordSent(single(taken), 'sent');
      }
    });

    it('for a day, and not for another recipient or another order', async () => {
      await changed({ 'mail.smtp_url': 'smtp://127.0.0.1:1' });
      await renewedAndRefunded();
      await until('the first try has failed', async () => (await logged()).some(({ error }) => error !== null));
      await changed({ 'mail.smtp_url': '' });
      await server.dataSource.query(`UPDATE mails SET kind = 'of_a_later_release' WHERE kind = 'license_issued'`);
      server.clock.advance(MINUTE + 1);
      const queue = server.app.get(MailQueueService);
      expect(await queue.claim(4, MAIL_KIND_NAMES)).toEqual([]);
      await server.dataSource.query(`UPDATE mails SET to_address = 'b@example.com' WHERE kind = 'order_refunded'`);
      expect(kindsOf(await queue.claim(4, MAIL_KIND_NAMES))).toEqual(['order_refunded']);
      server.clock.advance(DAY);
      expect(kindsOf(await queue.claim(1, MAIL_KIND_NAMES))).toEqual(['order_renewed']);
    });
  });

  it('sends nothing to the buyer of an order without e-mails, and of others what is enabled', async () => {
    await changed({ 'mail.vendor_to': ['boss@example.com'] });
    await enable('license_issued', 'order_refunded', 'license_revoked', 'vendor_sold');
    for (const send_mail of [false, true]) {
      const order = await place({ external_id: `web-${send_mail}`, send_mail });
      expect(order.send_mail).toBe(send_mail);
      await server.asAdmin('POST', `/api/v1/orders/${order.id}/refund`, { body: {} });
      await numbered();
      const toBuyer = [ORDER_LICENSES, 'order_refunded'];
      expect(await kinds('?to=ada@example.com')).toEqual(send_mail ? toBuyer : []);
    }
    expect(await kinds('?to=boss@example.com')).toEqual(['vendor_sold', 'vendor_sold']);
  });

  it('tells of licenses that an order suspends if its own e-mail is not enabled, and of others in any case', async () => {
    await enable('license_suspended', 'order_refunded');
    const { id } = await place({ period_end: '2031-05-04T10:00:00.000Z' });
    await follow(id, { pastDueAt: server.clock.now() });
    await server.app.get(OrderLifecycleService).suspendPastDue(id);
    await numbered();
    expect(await kinds()).toEqual(['license_suspended', 'license_suspended']);
  });

  it('tells the vendor of sales and disputes, at each address', async () => {
    await changed({ 'mail.vendor_to': ['Boss@example.com', 'sales@example.com'] });
    await enable('vendor_sold', 'vendor_disputed');
    const { id } = await place();
    await follow(id, { disputedAt: server.clock.now() });
    await numbered();
    const received = await smtp.arrived(4);
    expect(received.map(({ recipients }) => recipients[0]).sort()).toEqual([
      'boss@example.com',
      'boss@example.com',
      'sales@example.com',
      'sales@example.com',
    ]);
    const sold = received.find(({ subject }) => subject?.startsWith('Sold: '))?.text;
    expect(sold).toContain('- Order: web-7');
    expect(sold).toContain(`https://licenses.example/console/orders/${id}`);
    expect(await mails('?customer=00000000-0000-4000-8000-000000000000')).toEqual([]);
    expect((await mails()).map(({ customer_id }) => customer_id)).toEqual([null, null, null, null]);
  });

  it('tells the vendor of nothing without an address', async () => {
    await enable('vendor_sold');
    await place();
    await numbered();
    expect(await mails()).toEqual([]);
  });

  it('renders an event of a shop that needs attention', async () => {
    const event = { shop: 'web', type: 'invoice.paid', reason: 'No policy is mapped to price_1', event_id: 'e1' };
    await changed({ 'mail.vendor_to': ['boss@example.com'] });
    await enable('vendor_needs_attention');
    await server.dataSource.query(
      `INSERT INTO events (at, name, target_type, target_id, data) VALUES ($1, 'shop.event_needs_attention', 'shops', 's', $2)`,
      [server.clock.now(), event],
    );
    await numbered();
    const [mail] = await smtp.arrived(1);
    expect(mail?.text).toContain('- Reason: No policy is mapped to price_1');
  });
});

describe('news of a version', () => {
  const publish = async (version: Record<string, unknown> = {}) => {
    const { status, body } = await server.asAdmin('POST', '/api/v1/products/v2-default/versions', {
      body: { version: '3.1.0', summary: 'Now with <b>.', released_at: '2031-03-01', ...version },
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    await numbered();
    await announced();
    return body;
  };
  const announced = () => server.app.get(EventMailsService).announceVersions();
  const optedOut = async () => (await server.sdk.customers.list()).items[0]?.news_opt_out;

  beforeEach(() => enable('new_version'));

  it('goes once to each customer whose license includes it, and to no other', async () => {
    await licensed();
    await licensed({ updates_until: '2031-03-01T00:00:00.000Z' });
    const others = [
      { updates_until: '2031-02-28T23:00:00.000Z' },
      { product: 'lic-default' },
      { starts_at: '2040-01-01T00:00:00.000Z' },
      { policy_overrides: { max_version: '2.9' } },
    ];
    for (const [index, license] of others.entries()) {
      const { body } = await server.asAdmin('POST', '/api/v1/customers', {
        body: { name: 'Other', email: `other${index}@example.com` },
      });
      await issued(server, { customer_id: body.id, ...license });
    }
    const { id } = await publish();
    await server.asAdmin('PATCH', `/api/v1/products/v2-default/versions/${id}`, { body: { is_active: false } });
    await server.asAdmin('PATCH', `/api/v1/products/v2-default/versions/${id}`, { body: { is_active: true } });
    await numbered();
    await announced();
    const [mail, ...more] = await smtp.arrived(1);
    expect([mail?.recipients, more, (await mails()).length]).toEqual([['ada@example.com'], [], 1]);
    expect(mail?.subject).toMatch(/ 3\.1\.0 is here$/);
    expect(mail?.html).toContain('Now with &lt;b&gt;.');
  });

  it('is not sent for other channels, and for a rollout when it reaches all devices', async () => {
    await licensed();
    await publish({ version: '3.2.0-beta', channel: 'beta' });
    const { id } = await publish({ is_active: false });
    const at = new Date(server.clock.now().getTime() + 24 * 60 * MINUTE);
    const steps = [{ percent: 10 }, { percent: 100, at: at.toISOString() }];
    const path = `/api/v1/products/v2-default/versions/${id}/publish`;
    const { status, body } = await server.asAdmin('POST', path, { body: { steps } });
    expect([status, body.error]).toEqual([200, undefined]);
    await numbered();
    await announced();
    expect(await mails()).toEqual([]);
    server.clock.advance(25 * 60 * MINUTE);
    await announced();
    expect(await mails()).toHaveLength(1);
  });

  it('has a link that ends news by one press, or by one request of the mail program', async () => {
    await licensed();
    await publish();
    const [mail] = await smtp.arrived(1);
    const headers = new Map(mail?.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const link = new URL(/<(.*)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '');
    expect([link.origin, mail?.text?.includes(link.href)]).toEqual(['https://licenses.example', true]);

    const page = await server.call('GET', link.pathname, { headers: { 'accept-language': 'de' } });
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('Keine Neuigkeiten mehr</')]);
    expect(await optedOut()).toBe(false);
    const forged = await server.call('POST', `${link.pathname.slice(0, -1)}_`);
    expect([forged.status, await optedOut()]).toEqual([404, false]);

    const oneClick = {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    for (const again of [1, 2]) {
      expect([again, (await server.call('POST', link.pathname, oneClick)).status]).toEqual([again, 200]);
    }
    expect(await optedOut()).toBe(true);
    await publish({ version: '3.3.0' });
    expect(await mails()).toHaveLength(1);
  });

  it('is suppressed for a customer who opts out while it waits, who gets everything else', async () => {
    await enable('license_issued');
    const { customer_id: id } = await licensed();
    await numbered();
    await smtp.arrived(1);
    await changed({ 'mail.smtp_url': 'smtp://127.0.0.1:1' });
    await publish();
    await until('the first try has failed', async () => (await mails('?kind=new_version'))[0]?.error !== null);
    await server.asAdmin('PATCH', `/api/v1/customers/${id}`, { body: { news_opt_out: true } });
    await changed({ 'mail.smtp_url': smtp.url });
    server.clock.advance(MINUTE + 1);
    await until('it is suppressed', async () => (await inState('suppressed')) === 1);
    await licensed();
    await numbered();
    await smtp.arrived(2);
    await server.asAdmin('PATCH', `/api/v1/customers/${id}`, { body: { news_opt_out: false } });
    expect(await optedOut()).toBe(false);
  });
});

describe('bounces', () => {
  const report = (body: object) => server.asAdmin('POST', '/api/v1/mails/bounces', { body });

  it('mark the e-mail in the log and suppress further ones, until the address is cleared or replaced', async () => {
    await enable('license_issued');
    const { customer_id: id } = await licensed();
    await numbered();
    await until('it is sent', async () => (await inState('sent')) === 1);
    const { message_id } = single(await mails());
    const reported = await report({ email: 'ADA@example.com', reason: '550 No such user', message_id });
    expect([reported.status, single(await mails())]).toMatchObject([
      204,
      { state: 'failed', error: '550 No such user' },
    ]);
    await licensed();
    await numbered();
    await until('it is suppressed', async () => (await inState('suppressed')) === 1);
    expect((await mails('?state=suppressed'))[0]).toMatchObject({ error: expect.stringContaining('550 No such user') });

    await server.asAdmin('PATCH', `/api/v1/customers/${id}`, { body: { email: 'ada@example.org' } });
    await issued(server, { customer_id: id });
    await numbered();
    await smtp.arrived(2);
    await server.asAdmin('PATCH', `/api/v1/customers/${id}`, { body: { email: ADA.email } });
    const list = await server.asAdmin('GET', '/api/v1/mails/bounces?q=ada');
    expect(list.body.items).toMatchObject([{ email: 'ada@example.com', reason: '550 No such user', message_id }]);
    expect((await server.asAdmin('DELETE', '/api/v1/mails/bounces/Ada%40example.com')).status).toBe(204);
    expect((await server.asAdmin('DELETE', '/api/v1/mails/bounces/Ada%40example.com')).status).toBe(404);
    await licensed();
    await numbered();
    await smtp.arrived(3);
  });

  it('suppress nothing if they are not permanent, and no e-mail that somebody asks for', async () => {
    await report({ email: 'ada@example.com', permanent: false });
    expect((await server.asAdmin('GET', '/api/v1/mails/bounces')).body.items).toEqual([]);
    await report({ email: 'ada@example.com' });
    await server.asAdmin('POST', path('trial_ending', 'en', '/test'), { body: { to: ADA.email } });
    await smtp.arrived(1);
  });
});

describe('the console', () => {
  const signedIn = async (): Promise<Browser> => {
    const browser = new Browser(server);
    await browser.signIn();
    return browser;
  };

  it('lists e-mails with their state, and finds them by state, kind and customer', async () => {
    await enable('license_issued');
    const { customer_id: customer } = await licensed();
    await numbered();
    await until('it is sent', async () => (await inState('sent')) === 1);
    const browser = await signedIn();
    const shows = async (query: string) =>
      (await browser.get(`/console/mails${query}`)).html.includes('ada@example.com');
    for (const query of ['', `?state=sent&kind=license_issued&customer=${customer}&q=ada@`]) {
      expect([query, await shows(query)]).toEqual([query, true]);
    }
    for (const query of ['?state=failed', '?kind=new_version', '?customer=00000000-0000-4000-8000-000000000000']) {
      expect([query, await shows(query)]).toEqual([query, false]);
    }
  });

  it('shows the e-mails of a customer in a tab of the page, by state, to those who may see them', async () => {
    await enable('license_issued');
    const { customer_id: customer } = await licensed();
    await numbered();
    await until('it is sent', async () => (await inState('sent')) === 1);
    await server.dataSource
      .query(`INSERT INTO mails (kind, to_address, customer_id, language, message_id, state, error, due_at,
      created_at, finished_at) SELECT 'license_revoked', to_address, customer_id, 'en', '<x@y>', 'failed', 'No such user',
      due_at, created_at, created_at FROM mails`);
    const browser = await signedIn();
    const tab = async (more = '') => (await browser.get(`/customer/edit/${customer}?tab=mails${more}`)).html;
    const shown = (html: string) => ['Your license for ', 'No such user'].map((text) => html.includes(text));
    const everything = await tab();
    expect(shown(everything)).toEqual([true, true]);
    expect(shown(await tab('&state=sent'))).toEqual([true, false]);
    expect(shown(await tab('&state=failed'))).toEqual([false, true]);
    expect(everything).toContain(`/console/mails?customer=${customer}`);
    expect(await tab('&state=queued')).toContain('No e-mails');

    const role = { name: 'No e-mails', permissions: ['customers:read', 'licenses:read'] };
    expect((await server.asAdmin('POST', '/api/v1/roles', { body: role })).status).toBe(201);
    const { username } = await createLoggedInUser(server, role.name);
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    const { html } = await other.get(`/customer/edit/${customer}?tab=mails`);
    expect([...shown(html), html.includes(`href="/customer/edit/${customer}?tab=mails`)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('shows the address of the trial form of a product, as long as there is one', async () => {
    const policy = { name: 'By e-mail', trial_requires: 'email', trial_needs_verification: true };
    const { id: trial_policy } = (await server.asAdmin('POST', '/api/v1/policies', { body: policy })).body;
    const product = { reference: 'try me', name: 'Try', trial_policy };
    const { id } = (await server.asAdmin('POST', '/api/v1/products', { body: product })).body;
    const browser = await signedIn();
    const address = 'https://licenses.example/portal/trial/try%20me';
    const shows = async () => {
      const { html } = await browser.get(`/console/products/${id}`);
      return [html.includes(`href="${address}"`), html.includes(`data-copy="${address}"`)];
    };
    await changed({ 'portal.enabled': true });
    expect(await shows()).toEqual([false, false]);
    await enable('trial_confirm');
    expect(await shows()).toEqual([true, true]);
    await changed({ 'portal.enabled': false });
    expect(await shows()).toEqual([false, false]);
    await server.asAdmin('DELETE', `/api/v1/products/${id}`);
  });

  it('changes a text for a product, previews it in a frame without scripts, and resets it', async () => {
    const browser = await signedIn();
    const place = '/console/mail-templates/license_issued/de';
    const list = await browser.get('/console/mail-templates?language=de&product=v2-default');
    expect(list.html).toContain(`${place}?product=v2-default`);
    expect(MAIL_KIND_NAMES.filter((kind) => list.html.includes(`>${kind}<`))).toEqual([]);
    const form = await browser.get(place);
    expect(form.html).toMatch(/<iframe [^>]*sandbox/);
    expect(form.html).toContain('{{license.key}}');
    expect(form.headers['content-security-policy']).toContain("frame-src 'self'");

    const typed = { subject: 'Neu: {{product.name}}', body: '<script>alert(1)</script>\n\n**{{license.key}}**' };
    const preview = await browser.post(`${place}/preview`, typed);
    expect(preview.html).toContain('<strong>AB12-CD34-EF56-GH78</strong>');
    expect(preview.html).not.toContain('<script');
    expect(preview.headers['content-security-policy']).toMatch(/^default-src 'none'.*sandbox$/);
    const wrong = await browser.post(`${place}/preview`, { ...typed, body: '{{license.kee}}' });
    expect([wrong.status, wrong.html]).toEqual([200, expect.stringContaining('{{license.kee}}')]);
    expect((await browser.post(place, { ...typed, body: '{{license.kee}}' })).status).toBe(422);

    const saved = await browser.post(`${place}?product=v2-default`, typed);
    expect([saved.status, saved.location]).toEqual([303, `${place}?product=v2-default`]);
    const { body } = await server.asAdmin('GET', `${path('license_issued', 'de')}?product=v2-default`);
    expect(body).toMatchObject(typed);
    expect((await browser.post(`${place}/test?product=v2-default`, { to: 'me@example.com' })).status).toBe(303);
    expect((await smtp.arrived(1))[0]?.subject).toBe('Neu: Sample Product'.replace('Sample Product', 'V2'));
    expect((await browser.post(`${place}/reset?product=v2-default`)).status).toBe(303);
    const { is_default } = (await server.asAdmin('GET', `${path('license_issued', 'de')}?product=v2-default`)).body;
    expect(is_default).toBe(true);
  });

  it('lists bounced addresses and allows them again', async () => {
    const browser = await signedIn();
    await server.asAdmin('POST', '/api/v1/mails/bounces', { body: { email: 'ada@example.com', reason: 'gone' } });
    expect((await browser.get('/console/mails/bounces')).html).toMatch(/ada@example\.com[^]*gone/);
    expect((await browser.post('/console/mails/bounces/clear?email=ada%40example.com')).status).toBe(303);
    expect((await browser.get('/console/mails/bounces')).html).not.toContain('>gone<');
  });

  it('keeps the wish for no news with a customer', async () => {
    const { customer_id: id } = await licensed();
    const browser = await signedIn();
    const fields = fieldsOf((await browser.get(`/console/customers/${id}/edit`)).html);
    await browser.post(`/console/customers/${id}/edit`, { ...fields, news_opt_out: '1' });
    expect((await server.sdk.customers.get(id ?? '')).news_opt_out).toBe(true);
    expect((await browser.get(`/customer/edit/${id}`)).html).toContain('No news since');
    const csv = await server.asAdmin('GET', '/api/v1/customers/export?columns=email,news_opt_out');
    expect(String(csv.body)).toContain('ada@example.com,true');
  });
});

it('reports the age of the queue and the tries, and warns of e-mails that wait', async () => {
  await server.asAdmin('POST', path('license_issued', 'en', '/test'), { body: { to: ADA.email } });
  await until('the first one is recorded as sent', async () => (await logged())[0]?.state === 'sent');
  await changed({ 'mail.smtp_url': 'smtp://127.0.0.1:1' });
  await server.asAdmin('POST', path('trial_ending', 'en', '/test'), { body: { to: ADA.email } });
  await until('the first try has failed', async () => (await logged())[0]?.error !== null);
  server.clock.advance(62 * MINUTE);
  const rule = server.app.get(MailQueueAgeRule);
  expect(await rule.check()).toMatch(/^An e-mail has been waiting for 37\d\d seconds; the limit is 3600$/);
  const metrics = async () => String((await server.call('GET', '/metrics')).body);
  // A scrape does not wait for a slow database.
  await until('the age is read', async () => /^keyward_mail_queue_age_seconds 37\d\d(\.\d+)?$/m.test(await metrics()));
  const body = await metrics();
  expect(body).toMatch(/^keyward_mails_total\{kind="trial_ending",outcome="retry"\} \d+$/m);
  expect(body).toMatch(/^keyward_mails_total\{kind="license_issued",outcome="sent"\} \d+$/m);
  await changed({ 'mail.smtp_url': '' });
  expect(await rule.check()).toBeNull();
});

it.each([
  ['mail.vendor_to', ['boss']],
  ['mail.smtp_url', 'http://example.com'],
  ['mail.smtp_url', 'smtp://'],
  ['mail.smtp_url', 'smtp://%E0@example.com'],
  ['mail.from', 'sales'],
  ['mail.from', 'Example <sales'],
  ['mail.manage_url', 'javascript:alert(1)'],
])('rejects the setting %s with the value %s', async (name, value) => {
  const { status, body } = await server.asAdmin('PATCH', '/api/v1/settings', { body: { [name]: value } });
  expect([status, body.error?.details]).toMatchObject([400, [{ field: name }]]);
});
