import { decodeJwt } from 'jose';
import type { License } from '../../../sdk/src/generated/native';
import { DAY } from '../../../src/core/common/calendar';
import { ReportedRefusalsService } from '../../../src/core/verification/log/reported-refusals.service';
import { activate, issued, validate } from '../../testkit/issue';
import { Browser } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';

const NONCE = '0123456789abcdef';
const BUSY = 5;

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
beforeEach(() => server.clock.holdAt('2031-01-01T00:00:00Z'));
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const until = () => ({ report_only_until: inDays(10) });

/** A license of a policy that reports these rules for ten days. */
async function reporting(report_only: string[], policy: object = {}, license: object = {}) {
  const { body } = await server.asAdmin('POST', '/api/v1/policies', {
    body: { name: 'Reports', report_only, ...until(), ...policy },
  });
  return { ...(await issued(server, { policy: body.id, ...license })), policy: String(body.id) };
}

async function written(): Promise<void> {
  for (const node of [server, other]) {
    await node.app.get(ReportedRefusalsService).write();
  }
}

const reportedOf = async ({ id }: License) =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}/reported-refusals`)).body.items;
const codesOf = async (query: Record<string, string>): Promise<string[]> =>
  (await server.asAdmin('GET', '/api/v1/licenses', { query })).body.items.map(({ id }: License) => id);

it('allows more devices than a license has seats, names the code, and releases no seat for them', async () => {
  const license = await reporting(['SEATS_EXHAUSTED'], { max_activations: 1 });
  const first = await activate(server, license.key, 'desk');
  expect([first.status, first.body.would_be]).toEqual([201, undefined]);
  const second = await activate(server, license.key, 'laptop');
  expect([second.status, second.body.would_be]).toEqual([201, 'SEATS_EXHAUSTED']);
  for (const device of ['desk', 'laptop']) {
    const { body } = await validate(server, license.key, device);
    expect(body).toMatchObject({ valid: true, code: 'VALID' });
    expect(body).not.toHaveProperty('would_be');
  }
});

it('lets a check take a seat above the limit', async () => {
  const license = await reporting(['SEATS_EXHAUSTED'], { max_activations: 1, bind_on_check: true });
  await validate(server, license.key, 'desk');
  const { body } = await validate(server, license.key, 'laptop');
  expect(body).toMatchObject({ valid: true, code: 'VALID', would_be: 'SEATS_EXHAUSTED', license: { seats_used: 2 } });
});

it('says VALID for an expired license, and enforces its end by itself after the date', async () => {
  const license = await reporting(['EXPIRED'], {}, { expires_at: inDays(1) });
  await activate(server, license.key, 'desk');
  server.clock.advance(2 * DAY);
  const end = Date.parse(inDays(8)) / 1000;
  const { body } = await validate(server, license.key, 'desk', { nonce: NONCE });
  expect(body).toMatchObject({ valid: true, code: 'VALID', would_be: 'EXPIRED' });
  const claims = decodeJwt(body.signed);
  expect(claims).toMatchObject({ valid: true, code: 'VALID', would_be: 'EXPIRED', offline_until: end - 1 });
  const verified = await server.call('POST', '/v2/licenses/verify', {
    body: { product_id: 'v2-default', license_key: license.key },
  });
  expect(verified.status).toBe(200);

  server.clock.advance(8 * DAY);
  const after = (await validate(server, license.key, 'desk')).body;
  expect(after).toMatchObject({ valid: false, code: 'EXPIRED' });
  expect(after).not.toHaveProperty('would_be');
});

it('refuses what another rule refuses, and does not count it', async () => {
  const license = await reporting(
    ['EXPIRED', 'VERSION_NOT_ALLOWED'],
    { max_version: '1.0' },
    { expires_at: inDays(-1) },
  );
  const version = { app_version: '2.0' };
  expect((await validate(server, license.key, undefined, version)).body.would_be).toBe('EXPIRED');
  await server.sdk.licenses.disable(license.id);
  const { body } = await validate(server, license.key, undefined, version);
  expect([body.code, body.would_be]).toEqual(['DISABLED', undefined]);
  await written();
  expect(await reportedOf(license)).toMatchObject([{ code: 'EXPIRED', count: 1 }]);
});

it('counts whom it would stop at two nodes, and finds those licenses in lists and bulk changes', async () => {
  const license = await reporting(['VERSION_NOT_ALLOWED'], { max_version: '1.0' });
  const bystander = await issued(server, { policy: license.policy });
  const first = server.clock.now().toISOString();
  const check = (node: TestServer) => validate(node, license.key, undefined, { app_version: '2.0' });
  await Promise.all(Array.from({ length: BUSY }, () => check(server)));
  await written();
  server.clock.advance(DAY);
  other.clock.holdAt(server.clock.now().toISOString());
  await Promise.all([server, other, server].map(check));
  await validate(server, bystander.key, undefined, { app_version: '1.0' });
  await Promise.all([written(), written()]);
  const [reported] = await reportedOf(license);
  expect(reported).toMatchObject({ code: 'VERSION_NOT_ALLOWED', count: BUSY + 3, first_at: first });
  const filter = { would_be: 'VERSION_NOT_ALLOWED,EXPIRED', policy: license.policy };
  expect(await codesOf(filter)).toEqual([license.id]);
  expect(await codesOf({ ...filter, would_be: 'SEATS_EXHAUSTED' })).toEqual([]);
  const bulk = { action: 'disable', filter: { ...filter, would_be: ['VERSION_NOT_ALLOWED'] }, preview: true };
  expect((await server.asAdmin('POST', '/api/v1/licenses/bulk', { body: bulk })).body).toMatchObject({
    will_change: 1,
  });

  server.clock.advance(91 * DAY);
  await server.app.get(ReportedRefusalsService).sweep();
  expect(await reportedOf(license)).toEqual([]);
});

it('shows them on the page of a license and in the list of the console', async () => {
  const license = await reporting(['VERSION_NOT_ALLOWED'], { max_version: '1.0' });
  await validate(server, license.key, undefined, { app_version: '2.0' });
  await written();
  const browser = new Browser(server);
  await browser.signIn();
  const page = (await browser.get(`/license/edit/${license.id}`)).html;
  expect(page).toContain('1 request, last on');
  const list = (await browser.get(`/console/licenses?would_be=VERSION_NOT_ALLOWED&policy=${license.policy}`)).html;
  expect(list).toContain(license.key);
  const policy = (await browser.get(`/console/policies/${license.policy}`)).html;
  expect(policy).toMatch(/would_be=VERSION_NOT_ALLOWED">1</);
  const form = (await browser.get(`/console/policies/${license.policy}/edit`)).html;
  expect(form).toContain('name="report_only_until" value="2031-01-11"');
});

it('explains a rule that would refuse', async () => {
  const { key } = await reporting(['EXPIRED'], {}, { expires_at: inDays(-1) });
  const { body } = await server.asAdmin('POST', '/api/v1/explain', { body: { license_key: key } });
  const step = body.rules.find(({ code }: { code: string }) => code === 'EXPIRED');
  expect([body.usable ?? body.valid, body.code, step.result, step.decides]).toEqual([true, 'VALID', 'reported', false]);
});

describe('a policy', () => {
  it.each(['REVOKED', 'BLOCKED', 'DISABLED', 'BLACKLISTED', 'NOT_ACTIVATED', 'NONSENSE'])(
    'cannot only report %s',
    async (code) => {
      const body = { name: 'Reports', report_only: ['EXPIRED', code], ...until() };
      const { status, body: answer } = await server.asAdmin('POST', '/api/v1/policies', { body });
      expect([status, answer.error.details[0].field]).toEqual([400, 'report_only']);
      expect(answer.error.details[0].message).toContain(code);
    },
  );

  it('names the day on which reported rules are enforced', async () => {
    const { policy, id } = await reporting(['EXPIRED']);
    const change = (path: string, body: object) => server.asAdmin('PATCH', path, { body });
    const { status, body } = await change(`/api/v1/policies/${policy}`, { report_only_until: null });
    expect([status, body.error.details[0].field]).toEqual([422, 'report_only_until']);
    const both = { report_only: [], report_only_until: null };
    expect((await change(`/api/v1/policies/${policy}`, both)).body).toMatchObject(both);
    expect((await change(`/api/v1/licenses/${id}`, { policy_overrides: { report_only: [] } })).status).toBe(400);
  });
});
