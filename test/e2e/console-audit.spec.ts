import { Browser } from '../support/browser';
import { activate, issued, validate } from '../support/issue';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';
import { withTarget } from '../../src/events/records/event-query';
import { AuditEntry } from '../../src/platform/records/audit-entry.entity';
import { DAY } from '../../src/common/calendar';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
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

const today = () => server.clock.now().toISOString().slice(0, 10);

describe('changes', () => {
  it('are found by person, event, subject and day, and open with what was before and after', async () => {
    const { id, key } = await issued(server, { description: 'old text' });
    await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'new text' } });
    for (const target of [id, `licenses:${id}`]) {
      const html = await page(`/console/audit?target=${encodeURIComponent(target)}`);
      for (const text of ['license.updated', 'license.issued', 'admin', 'License', key, '2 entries']) {
        expect(html).toContain(text);
      }
    }
    const one = await page(`/console/audit?target=${id}&action=license.updated&actor=admin&from=${today()}`);
    expect(one).toContain('1 entry on this page');
    const [entry = ''] = linksIn(one, /href="(\/console\/audit\/entries\/\d+)"/g);
    const html = await page(entry);
    for (const text of [
      '<code>description</code>',
      'old text',
      'new text',
      `href="/license/edit/${id}"`,
      '127.0.0.1',
    ]) {
      expect(html).toContain(text);
    }
  });

  it('are those of whole days in the zone of the viewer', async () => {
    const { id } = await issued(server);
    const day = (offset: number) => new Date(server.clock.now().getTime() + offset * DAY).toISOString().slice(0, 10);
    const counts: boolean[] = [];
    for (const span of [`from=${day(0)}&to=${day(0)}`, `to=${day(-1)}`, `from=${day(1)}`, `from=${day(-40)}`]) {
      counts.push((await page(`/console/audit?target=${id}&${span}`)).includes('title="license.issued"'));
    }
    expect(counts).toEqual([true, false, false, true]);
    const far = new Browser(server);
    await far.signIn();
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

describe('events', () => {
  it('are found by name and subject, and open with their data', async () => {
    const { id, key } = await issued(server);
    const html = await page(`/console/audit?tab=events&action=license.issued&target=${id}`);
    expect(html).toContain(key);
    const [event = ''] = linksIn(html, /href="(\/console\/audit\/events\/\d+)"/g);
    expect(await page(event)).toContain('<code>license_key</code>');
    expect(await page(`/console/audit?tab=events&q=${id.slice(0, 13)}`)).toContain(key);
    expect(await page(`/console/audit?tab=events&target=${id}&to=2020-01-01`)).toContain('No entry matches');
  });
});

describe('verdicts', () => {
  it('are found by key, code, address and day, and open with device and license', async () => {
    const { id, key } = await issued(server, { max_activations: 1 });
    await activate(server, key, 'first-device');
    await activate(server, key, 'second-device');
    await validate(server, 'no-such-key', 'first-device');
    const all = await page(`/console/audit?tab=verdicts&key=${key}`);
    for (const text of ['VALID', 'SEATS_EXHAUSTED', 'first-device', 'second-device', '2 entries']) {
      expect(all).toContain(text);
    }
    const refused = await page(`/console/audit?tab=verdicts&key=${key}&code=SEATS_EXHAUSTED&address=127.0.0.1`);
    expect(refused).toContain('1 entry on');
    const [verdict = ''] = linksIn(refused, /href="(\/console\/audit\/verdicts\/[\d-]+)"/g);
    const html = await page(verdict);
    for (const text of [`href="/license/edit/${id}"`, 'second-device', `href="/console/explain?key=${key}`]) {
      expect(html).toContain(text);
    }
    expect(await page('/console/audit?tab=verdicts&q=no-such-key')).toContain('NOT_FOUND');
    expect(await page(`/console/audit?tab=verdicts&key=${key}&to=2020-01-01`)).toContain('No entry matches');
    expect(await page(`/console/audit?tab=verdicts&address=203.0.113.9`)).toContain('No entry matches');
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
    await server.dataSource.query(
      `INSERT INTO verifications (at, key, dialect, operation, outcome, ip)
       SELECT $1::timestamptz - n * interval '1 second', 'many', 'native', 'check',
              CASE WHEN n = 12000 THEN 'BLACKLISTED' ELSE 'NOT_FOUND' END, '198.51.100.1'
       FROM generate_series(1, 12000) AS n`,
      [server.clock.now()],
    );
    const first = await page('/console/audit?tab=verdicts&key=many&code=BLACKLISTED');
    expect(first).toContain('Older entries were not looked at yet');
    const [next = ''] = linksIn(first, /href="([^"]*)" rel="next"/g);
    const second = await page(next);
    expect(second).toContain('1 entry on this page');
    expect(linksIn(second, /href="([^"]*)" rel="next"/g)).toEqual([]);
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
    const { status, headers, html } = await browser.get(`/console/audit/export?${query}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    return html.trim().split('\n');
  };
  expect(await page(`/console/audit?target=${id}`)).toContain(`href="/console/audit/export?target=${id}"`);
  const audit = await file(`target=${id}`);
  expect(audit).toHaveLength(2);
  expect(audit[0]).toBe('id,at,actor_type,actor,action,target_type,target_id,before,after,ip,request_id');
  expect(audit[1]).toContain(`user,admin,license.issued,licenses,${id}`);
  expect((await file(`tab=events&target=${id}`))[1]).toContain('license.issued,licenses');
  expect(await file(`tab=verdicts&key=${key}`)).toEqual([
    'at,code,operation,license_key,device,address,api,app_version,user_agent',
    expect.stringContaining(`check,${key},csv-device,127.0.0.1,native`),
  ]);
});

it.each([
  ['?tab=other', 400],
  ['?from=31.1.2027', 400],
  ['?after=x', 400],
  ['?tab=verdicts&after=x', 400],
  ['?tab=verdicts&after=zzzzzzzzz-1', 200],
  ['?target=a%20b%20c', 400],
  ['?q=%25', 400],
  ['?actor=&action=&target=&from=&to=&q=', 200],
  ['/entries/99999999', 404],
  ['/entries/99999999999999999999', 404],
  ['/entries/x', 404],
  ['/events/99999999', 404],
  ['/verdicts/1-1', 404],
  ['/verdicts/99999999999999-999999999999999', 404],
  ['/verdicts/x', 404],
])('answers %s with %i', async (path, status) => {
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
