import { Browser } from '../../testkit/browser';
import { issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { claimsIn, fileIn, issueRelay, TestRelay } from '../../support/relays';
import { credited } from '../../support/credits';
import { metered } from '../../support/meters';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const listOf = ({ id }: { id: string }) => `/console/relays/licenses/${id}`;

/** The relay file that a page shows. */
const fileOn = (html: string): string => Buffer.from(/base64,([\w+/=]+)/.exec(html)?.[1] ?? '', 'base64').toString();

it('issues the partner of a relay', async () => {
  const license = await issued(server, { max_sessions: 3, max_activations: null });
  expect((await browser.get(`${listOf(license)}/issue`)).html).not.toContain('partner_of');
  const { body } = await issueRelay(server, license, { expires_at: '2090-01-31T00:00:00Z' });
  expect((await browser.get(`${listOf(license)}/issue`)).html).toContain(`<option value="${body.id}"`);
  const fields = { name: 'Plant 2, second', partner_of: body.id, expires_at: '2090-01-31' };
  const { html } = await browser.post(`${listOf(license)}/issue`, fields);
  const { relay, pair, pool } = claimsIn(fileIn(fileOn(html)).certificate);
  expect([pair, pool]).toEqual([{ id: body.id, member: 2 }, { sessions: 2 }]);
  expect((await browser.get(`/console/relays/${relay.id}`)).html).toContain(`href="/console/relays/${body.id}"`);
  expect((await browser.get(`${listOf(license)}/issue`)).html).not.toContain('partner_of');
});

it('issues a relay, renews it, takes its report and ends it', async () => {
  const license = await metered(server, { exports: { limit: 10 } }, { max_sessions: 3, max_activations: null });
  expect((await browser.get(`/license/edit/${license.id}`)).html).toContain(listOf(license));
  const fields = { name: 'Plant <2>', 'pool.sessions': '2', 'pool.meters.exports': '4', expires_at: '2090-01-31' };
  const { status, html } = await browser.post(`${listOf(license)}/issue`, fields);
  expect(status).toBe(200);
  const { certificate } = fileIn(fileOn(html));
  const { relay, pool } = claimsIn(certificate);
  expect(pool).toEqual({ sessions: 2, meters: { exports: 4 } });
  const path = `/console/relays/${relay.id}`;
  const renewed = TestRelay.of(fileOn(html));
  renewed.take(fileOn((await browser.post(`${path}/renew`, { expires_at: '' })).html));

  const days = [{ day: '2027-03-01', peak: 2, refused: 7, minutes_full: 30 }];
  const claims = {
    license: license.id,
    seq: 2,
    prev: 'ab'.repeat(32),
    boot: 'a',
    from: 1,
    to: 2,
    usage: {
      days,
      features: [{ code: 'render', peak: 3, refused: 4 }],
      users: [{ user: 'hash1', hours: 1.5 }],
      other_user_hours: 2,
    },
  };
  expect((await browser.post(`${listOf(license)}/report`, { report: 'x' })).html).toContain('damaged');
  const sent = await browser.post(`${listOf(license)}/report`, { report: renewed.report(claims) });
  expect([sent.status, sent.headers.location]).toEqual([303, path]);
  const page = (await browser.get(path)).html;
  for (const text of [
    'Plant &lt;2>',
    '2 sessions, exports: 4',
    'Reports are missing: 1',
    '>7<',
    '>30<',
    'render',
    'hash1',
    'All others',
  ]) {
    expect(page).toContain(text);
  }
  expect((await browser.post(`${path}/end`, { release_code: 'KWY1.AAAA' })).status).toBe(422);
  expect((await browser.post(`${path}/end`, { release_code: renewed.release() })).status).toBe(303);
  expect((await browser.get(listOf(license))).html).toContain('Given back');
});

it('says beside its field what is not free', async () => {
  const license = await issued(server, { max_sessions: 3, max_activations: null });
  await issueRelay(server, license, { expires_at: '2090-01-31T00:00:00Z' });
  const fields = { name: 'Plant 3', 'pool.sessions': '2', expires_at: '2090-01-31' };
  const { status, html } = await browser.post(`${listOf(license)}/issue`, fields);
  expect(status).toBe(409);
  expect(html).toContain('Only 1 of sessions are free.');
});

it('leads to the order for what was used above what was sold', async () => {
  const license = await metered(server, { exports: { limit: 10 } }, { max_sessions: 3, max_activations: null });
  const { body } = await issueRelay(server, license, { expires_at: '2090-01-31T00:00:00Z' });
  const usage = { meters: { exports: { used: '13' } } };
  const claims = { license: license.id, seq: 1, prev: null, boot: 'a', from: 1_800_000_000, to: 1_800_086_400, usage };
  const report = TestRelay.of(body.file).report(claims);
  await server.call('POST', '/api/v1/relays/reports', { body: { report } });
  const { html } = await browser.get(`${listOf(license)}/true-up?from=2027-01-01&to=2027-03-31`);
  const [, path = ''] = /href="(\/console\/orders\/new\?[^"]*)"/.exec(html) ?? [];
  const form = (await browser.get(path.replaceAll('&amp;', '&'))).html;
  for (const text of [`value="${license.id}"`, 'value="exports"', 'value="3"', 'value="top_up" selected']) {
    expect(form).toContain(text);
  }
});

it('orders a difference to its last decimal', async () => {
  const license = await credited(server, { decimals: 2, limit: '1.5' }, {}, { license: { max_activations: null } });
  const { body } = await issueRelay(server, license, {
    pool: { meters: { ai: '1.5' } },
    expires_at: '2090-01-31T00:00:00Z',
  });
  const usage = { meters: { ai: { used: '1.75' } } };
  const claims = { license: license.id, seq: 1, prev: null, boot: 'a', from: 1_800_000_000, to: 1_800_086_400, usage };
  const report = TestRelay.of(body.file).report(claims);
  await server.call('POST', '/api/v1/relays/reports', { body: { report } });
  const { html } = await browser.get(`${listOf(license)}/true-up?from=2027-01-01&to=2027-03-31`);
  const [, path = ''] = /href="(\/console\/orders\/new\?[^"]*)"/.exec(html) ?? [];
  expect((await browser.get(path.replaceAll('&amp;', '&'))).html).toContain('value="0.25"');
  const line = { license: license.id, action: 'top_up', meter: 'ai', amount: '0.25', quantity: 2 };
  const pay = (lines: object[]) =>
    server.asAdmin('POST', '/api/v1/orders', { body: { customer: { email: 'ada@example.com' }, lines } });
  expect((await pay([line])).status).toBe(201);
  const { credits } = (await validate(server, license.key)).body;
  expect(credits).toMatchObject([{ used: '1.5', left: '0.5' }]);
  const refused = await pay([{ ...line, amount: '0.001' }]);
  expect([refused.status, refused.body.error.details[0].field]).toEqual([422, 'lines.0.amount']);
});
