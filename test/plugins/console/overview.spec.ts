import { SeatSeriesService } from '../../../src/core/events/records/seat-series.service';
import { AttentionCountsService } from '../../../src/core/events/attention/attention-counts.service';
import { LiveStatsService } from '../../../src/core/licensing/statistics/live-stats.service';
import { WeekCountsService } from '../../../src/plugins/console/overview/week-counts.service';
import { RefusalRateService } from '../../../src/plugins/console/overview/refusal-rate.service';
import { VerdictSeriesService } from '../../../src/core/licensing/verifications/verdict-series.service';
import { Browser } from '../../testkit/browser';
import { activate, issued } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { DAY } from '../../../src/core/common/calendar';
import { signedIn } from '../../support/signed-in';

const OVERVIEW = '/console/overview?show=overview';
const ACTIVITY = '/console/overview/activity';
const NOW = '2027-06-15T10:42:00Z';
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert('x')</script>`;

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.holdAt(NOW);
  aBrowser = await signedIn(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.holdAt(NOW);
  await server.emptyTables(
    'licenses',
    'verifications',
    'verification_counts',
    'event_counts',
    'events',
    'alerts',
    'webhook_endpoints',
    'api_keys',
  );
  await server.dataSource.query(`DELETE FROM products WHERE reference NOT LIKE '%-default'`);
  browser = aBrowser();
});
afterEach(() => jest.restoreAllMocks());

const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY).toISOString();

async function as(role: 'admin' | 'support' | 'viewer'): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  return other;
}

async function answered(at: string, outcome: string, count: number): Promise<void> {
  await server.dataSource.query(
    `INSERT INTO verification_counts VALUES ($1, 'native', 'check', $2, 0, $3)
     ON CONFLICT (at, dialect, operation, outcome, shard) DO UPDATE SET count = excluded.count`,
    [at, outcome, count],
  );
}

async function failingWebhook(description: string): Promise<string> {
  const [{ uid }] = await server.dataSource.query(
    `INSERT INTO webhook_endpoints (url, events, format, description, secret, failing_since, created_at, updated_at)
     VALUES ('https://hooks.example/a-secret', '{license.issued}', 'native', $1, '', $2, $2, $2) RETURNING uid`,
    [description, inDays(-1)],
  );
  return uid;
}

async function anomaly(license: { id: string }): Promise<string> {
  const [{ uid }] = await server.dataSource.query(
    `INSERT INTO anomalies (type, license_id, details, detected_at)
     SELECT 'license_hopping', id, '{"devices": 9, "seats": 5}', $2 FROM licenses WHERE uid = $1 RETURNING uid`,
    [license.id, inDays(-1)],
  );
  return uid;
}

const count = (html: string, part: string): number => html.split(part).length - 1;

describe('the first page', () => {
  it.each(['/', '/console'])('is the overview: %s leads there', async (path) => {
    const { location } = await browser.get(path);
    expect(location).toBe(path === '/' ? '/console' : '/console/overview');
  });
});

describe('a new installation', () => {
  it('is led from a product and a license to the first verdict, whose arrival ends it', async () => {
    const empty = await browser.get('/console/overview');
    expect(empty.html).toContain('Three steps to your first check');
    expect(empty.html).toContain('Step 1 of 3');

    const first = await browser.post('/console/overview/product', { name: 'Photo Stüdio 4' });
    expect(first).toMatchObject({ status: 303, location: '/console/overview?show=steps' });
    const second = await browser.get('/console/overview');
    expect(second.html).toContain('Photo Stüdio 4 is added.');
    expect(second.html).toContain('<code>photo-studio-4</code>');
    expect(second.html).toContain('Step 2 of 3');

    expect(await browser.post('/console/overview/license')).toMatchObject({ status: 303 });
    await browser.post('/console/overview/license');
    const { items } = (await server.asAdmin('GET', '/api/v1/licenses')).body;
    expect(items).toMatchObject([{ product: 'photo-studio-4' }]);
    const third = await browser.get('/console/overview');
    expect(third.html).toContain('Step 3 of 3');
    expect(third.html).toContain(`data-copy="${items[0].key}"`);
    expect(third.html).toContain('Waiting for the first check.');

    await activate(server, items[0].key, 'my-computer');
    const done = await browser.get('/console/overview?show=steps');
    expect(done.html).toContain('The first check has arrived');
    expect(done.html).toContain('my-computer');
    expect((await browser.get('/console/overview')).html).toContain('Needs attention');
  });

  it('refuses a product without a name beside the field, and keeps what was typed', async () => {
    const { status, html } = await browser.post('/console/overview/product', { name: ' ' });
    expect(status).toBe(422);
    expect(html).toContain('id="field-name-error"');
    const long = await browser.post('/console/overview/product', { name: 'n'.repeat(256) });
    expect([long.status, long.html.includes('n'.repeat(256))]).toEqual([422, true]);
  });

  it('finds another reference where the name gives none, or one that is taken', async () => {
    for (const name of ['照片', 'Photo', 'PHOTO!']) {
      expect(await browser.post('/console/overview/product', { name })).toMatchObject({ status: 303 });
    }
    const { items } = (await server.asAdmin('GET', '/api/v1/products')).body;
    expect(
      items.slice(0, 3).map(({ name, reference }: { name: string; reference: string }) => [name, reference]),
    ).toEqual([
      ['PHOTO!', expect.stringMatching(/^[0-9A-F]{8}$/)],
      ['Photo', 'photo'],
      ['照片', expect.stringMatching(/^[0-9A-F]{8}$/)],
    ]);
  });

  it('takes the product of a license that was issued otherwise', async () => {
    await issued(server);
    expect((await browser.get('/console/overview')).html).toContain('Step 3 of 3');
    await issued(server);
    expect((await browser.get('/console/overview')).html).toContain('Needs attention');
  });

  it('can be skipped, and leads back', async () => {
    const { html } = await browser.get('/console/overview');
    expect(html).toContain('href="/console/overview?show=overview"');
    expect((await browser.get(OVERVIEW)).html).toContain('Needs attention');
  });

  it.each(sampleOf(['typescript', 'curl', 'php', 'python', 'go'], 3, 'languages'))(
    'shows a program in %s with the address and the key',
    async (code) => {
      const { key } = await issued(server, { key: `O'Neil"$HOME` });
      const { html } = await browser.get(`/console/overview?show=steps&code=${code}`, { host: 'licenses.example' });
      expect(html).toContain('http://licenses.example');
      expect(html).toContain('Neil');
      expect(html).not.toContain(`>${key}<script`);
    },
  );

  it('changes nothing for those who may only look', async () => {
    const viewer = await as('viewer');
    const { html } = await viewer.get('/console/overview');
    expect(html).toContain('An owner or an admin does this.');
    expect(html).not.toContain('action="/console/overview/product"');
    for (const path of ['product', 'license']) {
      expect(await viewer.post(`/console/overview/${path}`, { name: 'x' })).toMatchObject({ status: 403 });
    }
  });
});

describe('what needs attention', () => {
  it('is listed with its evidence, most serious first, and leads to where it can be ended', async () => {
    const license = await issued(server, { expires_at: inDays(3) });
    await issued(server, { expires_at: inDays(20) });
    const uid = await failingWebhook('CRM of the sales team');
    await anomaly(license);
    await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: 'old-shop', kind: 'internal', expires_at: inDays(6) },
    });
    await answered('2027-06-15T08:15Z', 'PRODUCT_INACTIVE', 75);
    await answered('2027-06-15T08:30Z', 'EXPIRED', 25);
    await server.dataSource.query(
      `INSERT INTO alerts (type, severity, message, node, raised_at, seen_at) VALUES ('error_rate', 'critical', 'Many', 'n1', $1, $1)`,
      [inDays(0)],
    );
    const { html } = await browser.get(OVERVIEW);
    const order = [
      'Webhook <b>CRM of the sales team</b> fails',
      '<b>Many requests fail</b>',
      '<b>100 refusals</b> between 08:00 and 09:00, where there are usually none',
      '75% of them are PRODUCT_INACTIVE.',
      'License hopping: ',
      '9 devices used it within a day; it has 5 seats.',
      '<b>1 license</b> expires within 7 days, 2 within 30',
      'API key <b>old-shop</b> ends on 21 Jun 2027',
    ].map((text) => html.indexOf(text));
    expect(order.every((place) => place > 0)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    for (const path of [
      `/console/webhooks/${uid}`,
      '/console/audit?tab=verdicts&amp;code=PRODUCT_INACTIVE',
      `/license/edit/${license.id}`,
      '/console/licenses?view=expiring',
    ]) {
      expect(html).toContain(`href="${path}"`);
    }
    expect(html).not.toContain('a-secret');
  });

  it('is nothing, with the time of the look', async () => {
    expect((await browser.get(OVERVIEW)).html).toContain('All clear as of 10:42.');
  });

  it('ends when an admin marks an anomaly as resolved; support may not', async () => {
    const uid = await anomaly(await issued(server));
    const action = `/console/overview/anomalies/${uid}/resolve`;
    const support = await as('support');
    expect((await support.get(OVERVIEW)).html).not.toContain(action);
    expect(await support.post(action)).toMatchObject({ status: 403 });
    expect((await browser.get('/console/overview/anomalies')).html).toContain(action);
    expect(await browser.post(action)).toMatchObject({ status: 303 });
    const { items } = (await server.asAdmin('GET', '/api/v1/monitoring/anomalies')).body;
    expect(items).toMatchObject([{ id: uid, resolved_by: 'admin' }]);
    expect((await browser.get('/console/overview/anomalies')).html).toContain('No unresolved anomalies');
  });

  it('names five anomalies, and counts and lists the others', async () => {
    await server.sdk.licenses.issueBatch({ product: 'v2-default', count: 52 });
    await server.dataSource.query(
      `INSERT INTO anomalies (type, license_id, details, detected_at)
       SELECT 'license_hopping', id, '{"devices": 9, "seats": 5}', $1 FROM licenses`,
      [inDays(-1)],
    );
    const { html } = await browser.get(OVERVIEW);
    expect(count(html, 'License hopping')).toBe(5);
    expect(html).toContain('<b>47</b> more unresolved anomalies');
    const list = await browser.get('/console/overview/anomalies');
    expect(count(list.html, 'License hopping')).toBe(50);
    const next = /href="(\/console\/overview\/anomalies\?after=[^"]+)"/.exec(list.html)?.[1] ?? '';
    expect(count((await browser.get(next)).html, 'License hopping')).toBe(2);
  });

  it('escapes what people typed', async () => {
    await failingWebhook(HOSTILE);
    await server.asAdmin('POST', '/api/v1/customers', { body: { name: HOSTILE } });
    await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: HOSTILE, kind: 'internal', expires_at: inDays(6) },
    });
    const { html } = await browser.get(OVERVIEW);
    expect(html).toContain('&lt;script');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<script>');
  });
});

describe('the figures and charts', () => {
  it('count verdicts in the time zone of the browser', async () => {
    await answered('2027-06-15T10:30Z', 'VALID', 30);
    await answered('2027-06-15T10:30Z', 'EXPIRED', 10);
    browser.cookies.set('keyward_zone', 'Asia%2FKolkata');
    expect((await browser.get(OVERVIEW)).html).toContain('times in Asia/Kolkata');
    const { html } = await browser.get(ACTIVITY);
    expect(html).toContain('Times are Asia/Kolkata');
    expect(html).toContain('<title>Tue 15 Jun, 16:00–16:12: Usable 30, Denied 10</title>');
    expect(html).toContain('25%');
  });

  it('count the seats that were taken and freed', async () => {
    const { key } = await issued(server, { max_activations: 5 });
    await activate(server, key, 'desk');
    await activate(server, key, 'laptop');
    await server.call('POST', '/api/v1/deactivate', { body: { license_key: key, hardware_id: 'desk' } });
    const { html } = await browser.get(ACTIVITY);
    expect(html).toContain('<title>Tue 15 Jun: Seats taken 2, Freed 1</title>');
  });

  it('compare the last seven days with the seven before', async () => {
    await answered('2027-06-14T10:30Z', 'VALID', 30);
    await answered('2027-06-14T10:30Z', 'EXPIRED', 10);
    await answered('2027-06-05T10:30Z', 'VALID', 1_200);
    await server.dataSource.query(
      `INSERT INTO event_counts (at, name, count) VALUES ('2027-06-14T10:00Z', 'license.issued', 7),
         ('2027-06-05T10:00Z', 'license.issued', 9), ('2027-05-05T10:00Z', 'license.issued', 99),
         ('2027-06-14T10:00Z', 'license.activated', 5)`,
    );
    const [, week = ''] = /id="week-title"(.*?)<\/section>/s.exec((await browser.get(OVERVIEW)).html) ?? [];
    expect(week.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')).toMatch(
      /Licenses issued 7 9 the week before Devices activated 5 0 the week before Checks 40 1,200 the week before Denied 25% 0% the week before/,
    );
  });

  it('tell what changed since the last visit of the browser', async () => {
    await issued(server, { key: 'BEFORE-THE-VISIT' });
    expect((await browser.get(OVERVIEW)).html).toContain('Latest changes');
    server.clock.holdAt('2027-06-15T12:42:00Z');
    const { html: nothing } = await browser.get(OVERVIEW);
    expect(nothing).toContain('Since your last visit');
    expect(nothing).toContain('No changes.');
    await issued(server, { key: 'SINCE-THE-VISIT' });
    // A look within the hour belongs to the same visit.
    server.clock.holdAt('2027-06-15T13:00:00Z');
    const { html } = await browser.get(OVERVIEW);
    expect(html).toContain('SINCE-THE-VISIT');
    expect(html).not.toContain('BEFORE-THE-VISIT');
  });

  it('tell the latest changes in the sentences of the audit log, without sign-ins', async () => {
    const { id, key } = await issued(server, { max_activations: 5 });
    await activate(server, key, 'desk');
    await server.call('POST', '/api/v1/deactivate', { body: { license_key: key, hardware_id: 'desk' } });
    for (let count = 0; count < 8; count += 1) {
      await new Browser(server).signIn();
    }
    const { html } = await browser.get(OVERVIEW);
    const [, section = ''] = /id="events-title"(.*)/s.exec(html) ?? [];
    const entries = [...section.matchAll(/<li>(.*?)<\/li>/gs)].map(([entry]) => entry);
    const sentences = entries.map((entry) => entry.replace(/<[^>]*>/g, '').replace(/\S+ ago$|now$/, ''));
    expect(sentences.slice(0, 3)).toEqual([
      expect.stringContaining(`An app freed the seat of “desk” on ${key}`),
      expect.stringContaining(`An app activated “desk” on ${key}`),
      expect.stringContaining(`admin issued ${key}`),
    ]);
    expect(entries[0]).toContain(`href="/license/edit/${id}"`);
    expect(sentences.join()).not.toContain('signed in');
  });

  it.each(['24h', '7d', '30d'])('show the same numbers as a table: %s', async (span) => {
    await answered('2027-06-15T06:30Z', 'VALID', 4711);
    const { html } = await browser.get(`${ACTIVITY}?span=${span}&table=verdicts`);
    expect(html).toContain('<td class="right">4,711</td>');
    expect(html).toContain('Show as chart');
    expect((await browser.get(`${ACTIVITY}?span=${span}&table=seats`)).html).toContain('Show as chart');
  });

  it.each(['span=year', 'table=x', 'show=x', 'code=x', 'span=24h&span=7d'])('refuse %s', async (query) => {
    expect(await browser.get(`/console/overview?${query}`)).toMatchObject({ status: 400 });
  });

  it('say in their own place that a part failed, and the rest of the page stands', async () => {
    const broken = new Error('broken');
    const failures = [
      [ACTIVITY, () => jest.spyOn(server.app.get(LiveStatsService), 'readLicenses').mockRejectedValue(broken)],
      [ACTIVITY, () => jest.spyOn(server.app.get(SeatSeriesService), 'read').mockRejectedValue(broken)],
      [OVERVIEW, () => jest.spyOn(server.app.get(VerdictSeriesService), 'read').mockRejectedValue(broken)],
      [OVERVIEW, () => jest.spyOn(server.app.get(WeekCountsService), 'read').mockRejectedValue(broken)],
      [OVERVIEW, () => jest.spyOn(server.app.get(RefusalRateService), 'find').mockRejectedValue(broken)],
    ] as const;
    for (const [path, fail] of failures) {
      fail();
      const { status, html } = await browser.get(path);
      expect(status).toBe(200);
      expect(html).toContain('This part could not be loaded');
      expect(html).toContain(path === OVERVIEW ? 'Latest changes' : 'Denied by code');
      jest.restoreAllMocks();
    }
    expect((await browser.get(OVERVIEW)).html).not.toContain('This part could not be loaded');
  });
});

describe('the counts in the sidebar', () => {
  it('say where somebody has to act', async () => {
    expect((await browser.get('/account')).html).not.toContain('nav-count');
    await failingWebhook('one');
    await failingWebhook('two');
    await anomaly(await issued(server));
    const { html } = await browser.get('/account');
    expect(html.replaceAll(/<svg.*?<\/svg>/g, '')).toMatch(
      /href="\/console\/api-keys">Developers<span class="nav-count">2</,
    );
    expect(html.replaceAll(/<svg.*?<\/svg>/g, '')).toMatch(/href="\/console\/overview">Home<span class="nav-count">1</);
  });

  it('are left out if they cannot be read', async () => {
    await failingWebhook('one');
    jest.spyOn(server.app.get(AttentionCountsService), 'read').mockRejectedValue(new Error('broken'));
    const { status, html } = await browser.get('/account');
    expect([status, html.includes('nav-count')]).toEqual([200, false]);
  });
});

describe('the search', () => {
  it('finds licenses, customers, products, devices and pages', async () => {
    const customer = (await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Brightwater Post' } })).body;
    const product = (
      await server.asAdmin('POST', '/api/v1/products', { body: { name: 'Brightwater', reference: 'bw' } })
    ).body;
    const license = await issued(server, { key: 'BRIGHTWATER-1' });
    await activate(server, license.key, 'the brightwater desk');
    const { html } = await browser.get('/console/search?q=brightwater');
    for (const path of [
      `/customer/edit/${customer.id}`,
      `/console/products/${product.id}`,
      `/license/edit/${license.id}`,
      '/console/devices?q=the+brightwater+desk',
    ]) {
      expect(html).toContain(`href="${path}"`);
    }
    expect((await browser.get('/console/search?q=WEBH')).html).toContain('<a class="hit" href="/console/webhooks">');
  });

  it('shows all pages without a text, in the language of the browser', async () => {
    const { html } = await browser.get('/console/search', { 'accept-language': 'de' });
    expect(html).toContain('<a class="hit" href="/console/licenses">');
    expect(html).toContain('Lizenzen');
  });

  it.each(sampleOf(['--', '“', '日', '%', `unknown ${HOSTILE}`, 'x'.repeat(255)], 3, 'answered'))(
    'answers %j',
    async (q) => {
      const { status, html } = await browser.get(`/console/search?${new URLSearchParams({ q }).toString()}`);
      expect(status).toBe(200);
      expect(html).toContain('No results for');
      expect(html).not.toContain('<img src=x');
    },
  );

  it.each(['x'.repeat(256), ''])('refuses a text that is too long, and takes none for all pages: %j', async (q) => {
    const { status } = await browser.get(`/console/search?${new URLSearchParams({ q }).toString()}`);
    expect(status).toBe(q === '' ? 200 : 400);
  });
});
