import { Browser } from '../../testkit/browser';
import { activate, issued, validate } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { withTarget } from '../../../src/core/events/records/event-query';
import { AuditEntry } from '../../../src/core/platform/records/audit-entry.entity';
import { EventSequenceService } from '../../../src/core/events/records/event-sequence.service';
import { EVENT_NAMES } from '../../../src/core/events/records/catalogue';
import { LANGUAGES } from '../../../src/core/i18n/language';
import { readTexts } from '../../../src/core/i18n/messages';
import { AlertsService } from '../../../src/core/platform/alerts/alerts.service';
import { DAY } from '../../../src/core/common/calendar';
import { VERDICT_LOG_LIMITS } from '../../../src/core/licensing/verifications/verdict-log.service';
import { ManagementRequestsService } from '../../../src/core/licensing/requests/management-requests.service';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const page = async (path: string): Promise<string> => {
  const { status, html } = await browser.get(path);
  expect([path, status]).toEqual([path, 200]);
  return html;
};

const linksIn = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

/** The sentences of the log, as text. */
const sentencesIn = (html: string): string[] =>
  [...html.matchAll(/<p id="log-\d+">(.*?)<\/p>/gs)].map(([, sentence = '']) => sentence.replaceAll(/<[^>]+>/g, ''));

const today = () => server.clock.now().toISOString().slice(0, 10);

describe('requests', () => {
  it('list what users and API keys read and changed, with shortened keys', async () => {
    // Those of another spec may be of a time that has no partition.
    await server.app.get(ManagementRequestsService).write();
    const license = await issued(server);
    await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { description: 'Looked at' } });
    await server.app.get(ManagementRequestsService).write();
    const all = await page('/console/audit/requests');
    for (const text of ['GET /api/v1/licenses/:id', 'PATCH /api/v1/licenses/:id', 'href="/console/audit/requests"']) {
      expect(all).toContain(text);
    }
    expect(all).toContain(`href="/license/edit/${license.id}"`);
    expect(all).not.toContain(license.key);
    expect(await page('/console/audit/requests?kind=change')).not.toContain('GET /api/v1/licenses/:id<');
    expect(await page('/console/audit/requests?q=no-such-route')).toContain('No matching entries');
    expect(await page('/console/audit')).toContain('href="/console/audit/requests"');
  });
});

describe('changes', () => {
  it('are sentences with links, and open with the values before and after', async () => {
    const customer = await server.sdk.customers.create({ name: 'Brightwater Post' });
    const { id, key } = await issued(server, { customer_id: customer.id, expires_at: '2090-01-01T12:00:00Z' });
    await server.sdk.licenses.extend(id, { days: 30, reason: 'Late order', reference: 'ticket 8812' });
    const html = await page(`/console/audit?target=${key}`);
    const [extended = '', made = ''] = sentencesIn(html);
    expect(extended).toMatch(/^admin extended .* of Brightwater Post by 30 days, to /);
    expect(made).toMatch(/^admin issued .* of Brightwater Post$/);
    for (const text of [
      `href="/license/edit/${id}"`,
      `href="/customer/edit/${customer.id}"`,
      '“Late order” · ticket 8812',
      'signed in',
      '127.0.0.1',
      id,
    ]) {
      expect(html).toContain(text);
    }
    const [entry = ''] = linksIn(html, /href="(\/console\/audit\/entries\/\d+)"/g);
    expect(await page(entry)).toContain('<code>expires_at</code>');
    const [creation = ''] = linksIn(html, /href="(\/console\/audit\/entries\/\d+)"/g).slice(-1);
    const shown = await page(creation);
    expect(shown).toContain(`<span>${id}</span>`);
    expect(shown).toMatch(/<code>product<\/code><\/th><td[^>]*>.*?<\/td><td[^>]*><span>v2-default<\/span>/s);
    expect(shown).not.toMatch(/<code>(uid|product_id)<\/code>/);
  });

  it('are found by key, name, e-mail address, id, ticket and person', async () => {
    const name = `Nordic Audio ${Date.now()}`;
    const email = `${name.replaceAll(' ', '-')}@example.com`.toLowerCase();
    const customer = await server.sdk.customers.create({ name, email });
    const { id, key } = await issued(server);
    await server.sdk.licenses.disable(id, { reference: 'ticket-found' });
    const found = async (query: Record<string, string>) =>
      sentencesIn(await page(`/console/audit?${new URLSearchParams(query).toString()}`)).length;
    for (const target of [id, key, `licenses:${id}`]) {
      expect([target, await found({ target })]).toEqual([target, 2]);
    }
    for (const target of [name, email, customer.id]) {
      expect([target, await found({ target })]).toEqual([target, 1]);
    }
    expect(await found({ q: key })).toBe(2);
    expect(await found({ q: email })).toBe(1);
    expect(await found({ q: 'ticket-found' })).toBe(1);
    expect(await found({ q: key, actor: 'admin' })).toBe(2);
    expect(await found({ q: key, actor: 'nobody' })).toBe(0);
    expect(await found({ target: id, action: 'license.disabled', from: today() })).toBe(1);
    expect(await found({ target: id, source: 'system' })).toBe(0);
    expect(await found({ target: 'no such thing' })).toBe(0);
  });

  it('of deleted rows name them without a link, and say that a reason is missing', async () => {
    const { id, key } = await issued(server);
    await server.sdk.licenses.revoke(id);
    await server.sdk.licenses.delete(id);
    const html = await page(`/console/audit?tab=destructive&target=${id}`);
    expect(html.split(`title="${key}"`)).toHaveLength(3);
    expect(html).not.toContain(`/license/edit/${id}`);
    expect(html).toContain('no reason given');
    expect(html).toContain('log-bad');
    expect(await page(`/console/audit?target=${id}&action=license.issued`)).not.toContain('no reason given');
  });

  it('of trials name the device, those of groups lead to the group', async () => {
    const policy = await server.sdk.policies.create({
      name: 'Fortnight',
      duration_days: 14,
      trial_requires: 'email',
      trial_needs_verification: true,
    });
    await server.sdk.products.create({ reference: 'meter', name: 'Meter', trial_policy: policy.id });
    const body = { product: 'meter', hardware_id: 'edit-bay-03', email: 'jane@example.com' };
    const trial = (await server.call('POST', '/api/v1/trials', { body })).body;
    await server.sdk.trials.verify(trial.id);
    expect(sentencesIn(await page(`/console/audit?target=${trial.id}`))).toContain(
      'admin confirmed the trial of “edit-bay-03”',
    );
    const group = await server.sdk.groups.create({ name: 'Campus' });
    expect(await page(`/console/audit?target=${group.id}`)).toContain(`href="/console/groups/${group.id}"`);
  });

  it('are divided into views', async () => {
    const { id, key } = await issued(server);
    await activate(server, key, 'edit-bay-03');
    await server.sdk.licenses.revoke(id);
    const verbs = async (tab: string) =>
      sentencesIn(await page(`/console/audit?tab=${tab}&target=${id}`)).map((text) => text.split(' ', 3).slice(0, 2));
    const [issuedIt, revokedIt, activatedIt] = [
      ['admin', 'issued'],
      ['admin', 'revoked'],
      ['An', 'app'],
    ];
    expect(await verbs('changes')).toEqual([revokedIt, issuedIt]);
    expect(await verbs('destructive')).toEqual([revokedIt]);
    expect(await verbs('programs')).toEqual([activatedIt]);
    expect(await verbs('sign-ins')).toEqual([]);
    // The first activation of the license is another entry.
    expect(await verbs('everything')).toEqual([revokedIt, activatedIt, activatedIt, issuedIt]);
    expect(sentencesIn(await page('/console/audit?tab=programs'))[0]).toContain('“edit-bay-03”');
    const signIns = sentencesIn(await page('/console/audit?tab=sign-ins'));
    expect(signIns.length).toBeGreaterThan(0);
    expect(signIns.every((text) => /signed (in|out)|sign-in|token|locked out/.test(text))).toBe(true);
  });

  it('of a job are one entry that leads to its rows', async () => {
    const { id } = await issued(server);
    const job = '11111111-2222-4333-8444-555555555555';
    await server.dataSource.query(
      `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, job_id, at)
       VALUES ('user', 'bulk', 'license.revoked', 'licenses', $1, $2, $3)`,
      [id, job, server.clock.now()],
    );
    const count = async (query: string) => sentencesIn(await page(`/console/audit?${query}`)).length;
    expect(await count('actor=bulk')).toBe(0);
    expect(await count('actor=bulk&tab=destructive')).toBe(0);
    expect(await count('actor=bulk&tab=everything')).toBe(1);
    expect(await count(`job=${job}`)).toBe(1);
    expect(await page(`/console/audit?job=${job}`)).toContain(`<a href="/console/jobs/${job}">job</a>`);
  });

  it('name the webhooks that were told, with a link to the delivery', async () => {
    const body = { url: 'https://93.184.216.34/hooks', description: 'CRM', events: ['license.issued'] };
    const webhook = (await server.asAdmin('POST', '/api/v1/webhooks', { body })).body.id;
    const { id } = await issued(server);
    await server.app.get(EventSequenceService).catchUp();
    const html = await page(`/console/audit?target=${id}`);
    const [delivery = ''] = linksIn(html, /<a href="([^"]*)">CRM<\/a> \(waiting\)/g);
    expect(delivery).toMatch(new RegExp(`^/console/webhooks/${webhook}\\?delivery=`));
    expect(await page(delivery)).toContain('license.issued');
    const [entry = ''] = linksIn(html, /href="(\/console\/audit\/entries\/\d+)"/g);
    expect(await page(entry)).toContain(delivery);
    expect(await page(`/console/audit?tab=everything&target=${webhook}`)).not.toContain('(waiting)');
  });

  it('are found by product: its own, those of its versions and licenses', async () => {
    const product = (
      await server.asAdmin('POST', '/api/v1/products', { body: { name: 'Player', reference: 'player' } })
    ).body;
    const path = `/api/v1/products/${product.id}/versions`;
    await server.asAdmin('POST', path, { body: { version: '1.0.0', released_at: '2026-01-01' } });
    const kept = await issued(server, { product: 'player' });
    const gone = await issued(server, { product: 'player' });
    await server.sdk.licenses.delete(gone.id);
    await issued(server);
    const verbs = async (query: string) =>
      sentencesIn(await page(`/console/audit?${query}`)).map((text) => text.split(' ', 3).slice(1, 3).join(' '));
    expect(await verbs('product=player')).toEqual([
      ...[`deleted ${gone.key}`, `issued ${gone.key}`, `issued ${kept.key}`],
      ...['published the', 'added the'],
    ]);
    expect(await verbs('product=nobody')).toEqual([]);
    expect(await page('/console/audit?product=player')).toContain('Product is <b>Player</b>');
  });

  it('lead to the page that undoes them, for those who may', async () => {
    const { id, key } = await issued(server, { max_activations: 5 });
    await activate(server, key, 'desk');
    await server.call('POST', '/api/v1/deactivate', { body: { license_key: key, hardware_id: 'desk' } });
    await server.sdk.licenses.disable(id);
    const path = `/console/audit?tab=everything&target=${id}`;
    const undo = (html: string) => linksIn(html, /<a href="([^"]*)">Undo…<\/a>/g);
    expect(undo(await page(path))).toEqual([`/license/edit/${id}`, `/license/edit/${id}/devices?past=1`]);
    const { username } = await createLoggedInUser(server, 'viewer');
    const viewer = new Browser(server);
    await viewer.signIn(username, PASSWORD);
    expect(undo((await viewer.get(path)).html)).toEqual([]);
  });

  it('show script in names as text', async () => {
    const name = '<script>alert(1)</script>';
    const { id } = await server.sdk.customers.create({ name });
    await server.sdk.customers.update(id, { name: `${name}2`, reason: name });
    const html = await page(`/console/audit?target=${id}`);
    expect(html).toContain('&lt;script>');
    expect(html).not.toContain('<script>alert');
  });

  it('are those of whole days in the zone of the viewer', async () => {
    const { id } = await issued(server);
    const day = (offset: number) => new Date(server.clock.now().getTime() + offset * DAY).toISOString().slice(0, 10);
    const counts: number[] = [];
    for (const span of [`from=${day(0)}&to=${day(0)}`, `to=${day(-1)}`, `from=${day(1)}`, `from=${day(-40)}`]) {
      counts.push(sentencesIn(await page(`/console/audit?target=${id}&${span}`)).length);
    }
    expect(counts).toEqual([1, 0, 0, 1]);
    const far = browser.copy();
    far.cookies.set('keyward_zone', 'Pacific%2FKiritimati');
    await server.dataSource.query(
      `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
       VALUES ('system', 'zoned', 'x.y', 'licenses', 'z', $1)`,
      [new Date(`${today()}T23:30:00Z`)],
    );
    const seen = async (visitor: Browser, date: string) =>
      (await visitor.get(`/console/audit?actor=zoned&from=${date}&to=${date}`)).html.includes('x.y');
    expect([await seen(browser, today()), await seen(browser, day(1))]).toEqual([true, false]);
    expect([await seen(far, today()), await seen(far, day(1))]).toEqual([false, true]);
  });

  it('page by cursors that keep the filters, forwards and back', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `('user', 'pager', 'n.${index}', 'licenses', 'p', now())`);
    await server.dataSource.query(
      `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at) VALUES ${rows.join(', ')}`,
    );
    const first = await page('/console/audit?actor=pager');
    expect([first.includes('>n.59<'), first.includes('>n.9<')]).toEqual([true, false]);
    const [next = ''] = linksIn(first, /href="([^"]*)" rel="next"/g);
    expect(next).toMatch(/^\/console\/audit\?actor=pager&after=/);
    const second = await page(next);
    expect([second.includes('>n.59<'), second.includes('>n.9<')]).toEqual([false, true]);
    expect(linksIn(second, /href="([^"]*)" rel="(?:prev|next)"/g)).toEqual(['/console/audit?actor=pager']);
  });

  it('beyond the retention are gone, which the last page says', async () => {
    const keep = (days: number | null) => server.sdk.settings.update({ 'retention.audit_days': days });
    await keep(730);
    const shortened = await browser.get('/console/audit?actor=nobody');
    expect(shortened.html).toContain('kept for 730 days');
    const { id } = await issued(server);
    expect(await page(`/console/audit?target=${id}`)).toContain('older ones were deleted after 730 days');
    await keep(null);
  });

  it('know every kind of subject that is recorded', () => {
    const query = server.dataSource.createQueryBuilder(AuditEntry, 'record');
    const { targetTypes } = withTarget(query, { id: 'x' }).getParameters();
    const recorded = server.dataSource.entityMetadatas
      .filter((entity) => entity.findColumnWithPropertyName('uid'))
      .map(({ tableName }) => tableName);
    const unrecorded = ['contacts', 'heartbeats', 'lead_activities', 'systems'];
    expect(recorded.filter((name) => !targetTypes.includes(name) && !unrecorded.includes(name))).toEqual([]);
  });
});

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  const sentences = (readTexts(language).auditSentences ?? {}) as Record<string, string>;

  it('are as many as the events, each another one', () => {
    expect(EVENT_NAMES.filter((name) => sentences[name] === undefined)).toEqual([]);
    expect(Object.keys(sentences).filter((name) => !EVENT_NAMES.some((known) => known === name))).toEqual([]);
    expect(new Set(Object.values(sentences)).size).toBe(EVENT_NAMES.length);
  });

  it('are shown for each event', async () => {
    const names = sampleOf(EVENT_NAMES, EVENT_NAMES.length / 4, language);
    const actor = `sentences in ${language}`;
    await server.dataSource.query(
      `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, before, after, at)
       SELECT 'user', $1, action, 'things', 'thing-' || action, '{"limit": 1}', '{"limit": 2}', now()
       FROM unnest($2::text[]) AS action`,
      [actor, names],
    );
    const shown: string[] = [];
    let path: string | undefined = `/console/audit?tab=everything&actor=${encodeURIComponent(actor)}`;
    while (path !== undefined) {
      const html: string = (await browser.get(path, { 'accept-language': language })).html;
      shown.push(...sentencesIn(html));
      [path] = linksIn(html, /href="([^"]*)" rel="next"/g);
    }
    expect(shown).toHaveLength(names.length);
    expect(names.filter((name) => !shown.some((text) => text.includes(`thing-${name}`)))).toEqual([]);
    expect(shown.filter((text) => /[{}]|undefined|\[object/.test(text))).toEqual([]);
  });
});

describe('events', () => {
  it('are found by name and subject, and open with their data', async () => {
    const { id, key } = await issued(server);
    const html = await page(`/console/audit?tab=events&action=license.issued&target=${id}`);
    expect(html).toContain(key);
    const [event = ''] = linksIn(html, /href="(\/console\/audit\/events\/\d+)"/g);
    expect(await page(event)).toContain('<code>license_key</code>');
    expect(await page(`/console/audit?tab=events&q=${id.slice(0, 13)}`)).toContain(key);
    expect(await page(`/console/audit?tab=events&target=${id}&to=2020-01-01`)).toContain('No matching entries');
  });
});

describe('verdicts', () => {
  it('are found by key, code, address and day, and open with device and license', async () => {
    const { id, key } = await issued(server, { max_activations: 1 });
    await activate(server, key, 'first-device');
    await activate(server, key, 'second-device');
    await validate(server, 'no-such-key', 'first-device');
    const all = await page(`/console/audit?tab=verdicts&key=${key}`);
    for (const text of ['VALID', 'SEATS_EXHAUSTED', 'first-device', 'second-device', '1–2 of 2']) {
      expect(all).toContain(text);
    }
    const refused = await page(`/console/audit?tab=verdicts&key=${key}&code=SEATS_EXHAUSTED&address=127.0.0.1`);
    expect(refused).toContain('1–1 of 1');
    const [verdict = ''] = linksIn(refused, /href="(\/console\/audit\/verdicts\/[\d-]+)"/g);
    const html = await page(verdict);
    for (const text of [`href="/license/edit/${id}"`, 'second-device', `href="/console/explain?key=${key}`]) {
      expect(html).toContain(text);
    }
    expect(await page('/console/audit?tab=verdicts&q=no-such-key')).toContain('NOT_FOUND');
    expect(await page(`/console/audit?tab=verdicts&key=${key}&to=2020-01-01`)).toContain('No matching entries');
    expect(await page(`/console/audit?tab=verdicts&address=203.0.113.9`)).toContain('No matching entries');
  });

  it('of a deleted license stay under its key', async () => {
    const { id, key } = await issued(server);
    await validate(server, key, 'gone-device');
    await server.asAdmin('DELETE', `/api/v1/licenses/${id}`);
    const html = await page(`/console/audit?tab=verdicts&key=${key}`);
    expect(html).toContain('gone-device');
    const [verdict = ''] = linksIn(html, /href="(\/console\/audit\/verdicts\/[\d-]+)"/g);
    expect(await page(verdict)).toContain('deleted');
  });

  it('of a rare code are looked for in steps, and each page says how far', async () => {
    const limit = jest.replaceProperty(VERDICT_LOG_LIMITS, 'examined', 100);
    await server.dataSource.query(
      `INSERT INTO verifications (at, key, dialect, operation, outcome, ip)
       SELECT $1::timestamptz - n * interval '1 second', 'many', 'native', 'check',
              CASE WHEN n = 160 THEN 'BLACKLISTED' ELSE 'NOT_FOUND' END, '198.51.100.1'
       FROM generate_series(1, 160) AS n`,
      [server.clock.now()],
    );
    const first = await page('/console/audit?tab=verdicts&key=many&code=BLACKLISTED');
    expect(first).toContain('Next searches further back');
    const [next = ''] = linksIn(first, /href="([^"]*)" rel="next"/g);
    const second = await page(next);
    expect(second).toContain('1 on this page, newest first');
    expect(linksIn(second, /href="([^"]*)" rel="next"/g)).toEqual([]);
    limit.restore();
  });

  it('page by time', async () => {
    const seen = new Set<string>();
    let path: string | undefined = '/console/audit?tab=verdicts&address=198.51.100.1&from=2000-01-01';
    for (let pages = 0; path !== undefined && pages < 3; pages++) {
      const html: string = await page(path);
      linksIn(html, /href="\/console\/audit\/verdicts\/([\d-]+)"/g).forEach((id) => seen.add(id));
      [path] = linksIn(html, /href="([^"]*)" rel="next"/g);
    }
    expect(seen.size).toBe(150);
  });
});

it('downloads each log as CSV with the filters of the page', async () => {
  const { id, key } = await issued(server, { description: '=cmd' });
  await validate(server, key, 'csv-device');
  const file = async (query: string) => {
    const { status, headers, html } = await browser.get(`/console/audit/export/file?${query}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    return html.trim().split('\n');
  };
  expect(await page(`/console/audit?target=${id}`)).toContain(`href="/console/audit/export/file?target=${id}"`);
  const audit = await file(`target=${id}`);
  expect(audit).toHaveLength(2);
  expect(audit[0]).toBe(
    'id,at,actor_type,actor,action,target_type,target_id,before,after,ip,request_id,reason,reference',
  );
  expect(audit[1]).toContain(`user,admin,license.issued,licenses,${id}`);
  expect((await file(`tab=events&target=${id}`))[1]).toContain('license.issued,licenses');
  expect(await file(`tab=verdicts&key=${key}`)).toEqual([
    'at,code,operation,license_key,device,address,api,app_version,user_agent',
    expect.stringContaining(`check,${key},csv-device,127.0.0.1,native`),
  ]);
});

it.each(
  sampleOf(
    [
      ['?tab=other', 400],
      ['?from=31.1.2027', 400],
      ['?after=x', 400],
      ['?tab=verdicts&after=x', 400],
      ['?tab=verdicts&after=zzzzzzzzz-1', 200],
      ['?target=a%20b%20c', 200],
      ['?target=%00', 400],
      ['?source=other', 400],
      ['?job=x', 400],
      ['?tab=destructive&source=user&q=x%20y&from=2026-01-01&after=MQ', 200],
      ['?tab=everything&target=licenses', 200],
      ['?tab=programs&actor=client', 200],
      ['?tab=sign-ins&source=client', 200],
      ['?q=%25', 400],
      ['?actor=&action=&target=&from=&to=&q=', 200],
      ['/entries/99999999', 404],
      ['/entries/99999999999999999999', 404],
      ['/entries/x', 404],
      ['/events/99999999', 404],
      ['/verdicts/1-1', 404],
      ['/verdicts/99999999999999-999999999999999', 404],
      ['/verdicts/x', 404],
    ],
    7,
    'addresses',
  ),
)('answers %s with %i', async (path, status) => {
  expect((await browser.get(`/console/audit${path}`)).status).toBe(status);
});

it('is for everybody who may read it, and shows hostile texts as texts', async () => {
  const script = `"'><script>alert(1)</script>`;
  const { id, key } = await issued(server, { description: script });
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: `${script}2` } });
  await server.call('POST', '/api/v1/validate', {
    body: { license_key: key, hardware_id: script },
    headers: { 'user-agent': script },
  });
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  const lists = [`?target=${id}`, `?tab=events&target=${id}`, `?tab=verdicts&key=${key}`].map(
    (q) => `/console/audit${q}`,
  );
  for (const list of lists) {
    const { status, html } = await viewer.get(list);
    expect(status).toBe(200);
    const [first = ''] = linksIn(html, /href="(\/console\/audit\/(?:entries|events|verdicts)\/[\d-]+)"/g);
    const record = (await viewer.get(first)).html;
    expect(record).toContain('&lt;script>');
    expect(html + record).not.toContain('<script>alert');
  }
  const { html } = await viewer.get(`/console/audit?actor=${encodeURIComponent(script)}`);
  expect(html).not.toContain('<script>alert');
});

it('shows what a later release on the same database has stored', async () => {
  for (const statement of [
    `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, after, at)
     VALUES ('later', 'system', 'later.happened', 'laters', 'later-1', '{"later": 1}', now())`,
    `INSERT INTO events (name, target_type, target_id, data, at) VALUES ('later.happened', 'laters', 'later-1', '{}', now())`,
    `INSERT INTO settings (name, value, updated_at) VALUES ('later_setting', '1', now())`,
    `INSERT INTO job_statuses (name, last_success_at) VALUES ('later-job', now())`,
    `INSERT INTO alerts (type, severity, message, raised_at, seen_at) VALUES ('later', 'warning', 'Later', now(), now())`,
    `INSERT INTO background_jobs (kind, actor_type, actor, created_at) VALUES ('later.work', 'system', 'system', now())`,
  ]) {
    await server.dataSource.query(statement);
  }
  const html = await page('/console/audit');
  expect(html).toContain('later.happened');
  const [entry = ''] = linksIn(html, /href="(\/console\/audit\/entries\/\d+)"/g);
  for (const path of [entry, '/console/settings/general', '/console/system', '/console/jobs']) {
    await page(path);
  }
});

describe('alerts and names', () => {
  it('has alerts in a view of their own, in words', async () => {
    await server.dataSource.query(`DELETE FROM alerts`);
    const alerts = server.app.get(AlertsService);
    await alerts.raise({ type: 'event_loop_delay', severity: 'warning' }, 'The event loop is delayed', 'node-7');
    await alerts.clear({ type: 'event_loop_delay' }, 'node-7');
    const [ended, started] = sentencesIn(await page('/console/audit?tab=alerts'));
    expect([started, ended]).toEqual(['The server is slow: started', 'The server is slow: ended']);
    expect(await page('/console/audit')).not.toContain('The server is slow');
    expect(sentencesIn(await page('/console/audit?tab=everything'))[0]).toBe('The server is slow: ended');
  });

  it('shows the names of what a filter has the IDs of', async () => {
    const customer = await server.sdk.customers.create({ name: 'Nordlicht' });
    const chipsIn = (html: string) => [...html.matchAll(/<span class="chip">.*?<\/a>/gs)].map(([chip]) => chip);
    for (const target of [customer.id, `customers:${customer.id}`]) {
      const chips = chipsIn(await page(`/console/audit?tab=sign-ins&target=${target}`)).join('');
      expect(chips).toContain('Nordlicht');
      expect(chips.replaceAll(/href="[^"]*"/g, '')).not.toContain(customer.id);
    }
    const gone = '30f9ce73-1aa7-4a0f-8e4e-0f7c5b0a9a11';
    const chips = chipsIn(await page(`/console/audit?target=${gone}&job=${gone}`)).join('');
    expect(chips.replaceAll(/href="[^"]*"/g, '')).not.toContain(gone);
  });
});
