import fc from 'fast-check';
import type { ExplainedRule } from '../../../sdk/src/generated/native';
import { REFUSALS } from '../../../src/core/verification/rules/verdict';
import { keyOf } from '../../testkit/callers';
import { activate, deactivate, issued } from '../../testkit/issue';
import { verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const explain = (body: object) => server.asAdmin('POST', '/api/v1/explain', { body });

const resultsOf = (rules: ExplainedRule[]): Record<string, string> =>
  Object.fromEntries(rules.map(({ code, result }) => [code, result]));

it('says what each rule says, in their order', async () => {
  const { key, id } = await issued(server, { allowed_domains: ['shop.example'] });
  const { status, body } = await explain({ license_key: key, hardware_id: 'desk', domain: 'other.example' });
  expect([status, body.usable, body.code]).toEqual([200, false, 'DOMAIN_NOT_ALLOWED']);
  expect(body.rules.map(({ code }: { code: string }) => code)).toEqual(REFUSALS);
  expect(body.rules.filter(({ decides }: { decides: boolean }) => decides)).toEqual([
    {
      code: 'DOMAIN_NOT_ALLOWED',
      result: 'refused',
      decides: true,
      rule: expect.stringContaining('domain'),
      facts: { allowed_domains: ['shop.example'], domain: 'other.example' },
    },
  ]);
  // Rules after the one that decides are judged, too.
  expect(resultsOf(body.rules)).toMatchObject({
    REVOKED: 'passed',
    NOT_ACTIVATED: 'refused',
    IP_NOT_ALLOWED: 'not_checked',
  });
  expect(body.license).toEqual({ id, key, status: 'unused' });
});

it('takes no seat, writes no log, counts nothing and moves no last sign of life', async () => {
  const { key, id } = await issued(server, { max_activations: 2, policy_overrides: { bind_on_check: true } });
  await activate(server, key, 'desk');
  server.clock.advance(3_600_000);
  await server.adminToken();
  const before = await stored(id);
  const log = await verificationsOf(server, key);
  for (const operation of ['check', 'activate', 'download']) {
    for (const hardware_id of ['desk', 'laptop']) {
      expect((await explain({ license_key: key, hardware_id, operation })).status).toBe(200);
    }
  }
  expect(await stored(id)).toEqual(before);
  expect(await verificationsOf(server, key)).toEqual(log);
});

async function stored(id: string): Promise<unknown> {
  const [row] = await server.dataSource.query(
    `SELECT to_jsonb(l) AS license, (SELECT jsonb_agg(to_jsonb(a)) FROM activations a WHERE a.license_id = l.id) AS activations,
       (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM audit_entries) AS audit,
       (SELECT sum(count)::int FROM verification_counts) AS counts
     FROM licenses l WHERE l.uid = $1`,
    [id],
  );
  return row;
}

it('says that a check would take a free seat, if the policy says so', async () => {
  const { key } = await issued(server, { max_activations: 1, policy_overrides: { bind_on_check: true } });
  const { code, takes_seat } = await server.sdk.licenses.explainVerdict({ license_key: key, hardware_id: 'desk' });
  expect([code, takes_seat]).toEqual(['VALID', true]);
  await activate(server, key, 'laptop');
  const full = await server.sdk.licenses.explainVerdict({ license_key: key, hardware_id: 'desk' });
  expect([full.code, full.takes_seat]).toEqual(['DEVICE_MISMATCH', false]);
  const activating = await server.sdk.licenses.explainVerdict({
    license_key: key,
    hardware_id: 'desk',
    operation: 'activate',
  });
  expect(activating.code).toBe('SEATS_EXHAUSTED');
  expect(activating.rules.find(({ code }) => code === 'SEATS_EXHAUSTED')?.facts).toMatchObject({
    seats_taken: 1,
    max_activations: 1,
    when_full: 'refuse',
  });
});

it('says when a device was deactivated, while another is active', async () => {
  const { key } = await issued(server, { max_activations: 2 });
  await activate(server, key, 'desk');
  await activate(server, key, 'laptop');
  await deactivate(server, key, 'desk');
  const { rules } = await server.sdk.licenses.explainVerdict({ license_key: key, hardware_id: 'desk' });
  const deciding = rules.find(({ decides }) => decides);
  expect(deciding).toMatchObject({
    code: 'NOT_ACTIVATED',
    facts: { seats_taken: 1, device: 'desk', deactivated_at: expect.any(String) },
  });
});

it('explains an unknown key, and finds the license of a rotated one', async () => {
  const unknown = await server.sdk.licenses.explainVerdict({ license_key: 'nobody has this' });
  expect([unknown.code, unknown.license]).toEqual(['NOT_FOUND', null]);
  expect(new Set(Object.values(resultsOf(unknown.rules.slice(1))))).toEqual(new Set(['not_checked']));
  const { key, id } = await issued(server);
  const rotated = await server.asAdmin('POST', `/api/v1/licenses/${id}/rotate-key`, { body: { overlap_days: 7 } });
  const { license } = await server.sdk.licenses.explainVerdict({ license_key: key });
  expect(license).toMatchObject({ id, key: rotated.body.key });
});

it('compares addresses only if one is given, and refuses one that is none', async () => {
  const { key } = await issued(server, { allowed_ips: ['203.0.113.0/24'] });
  const asked = async (address?: string) =>
    (await server.sdk.licenses.explainVerdict({ license_key: key, address })).code;
  expect([await asked(), await asked('203.0.113.7'), await asked('198.51.100.1')]).toEqual([
    'VALID',
    'VALID',
    'IP_NOT_ALLOWED',
  ]);
  expect((await explain({ license_key: key, address: 'here' })).body.error.details[0].field).toBe('address');
});

it('shows product-bound keys the licenses of their product alone', async () => {
  const product = await server.sdk.products.create({ reference: 'bound', name: 'Bound' });
  const bound = await keyOf(server, 'internal', { product: product.reference });
  const { key } = await issued(server);
  const { body } = await server.withKey('POST', '/api/v1/explain', { body: { license_key: key } }, bound.key);
  expect([body.code, body.license]).toEqual(['NOT_FOUND', null]);
});

describe('an explanation', () => {
  const TIMES = [null, null, '2031-01-10T00:00:00.000Z', '2031-01-20T00:00:00.000Z'];
  let license: { key: string; id: string };
  beforeAll(async () => {
    license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
  });

  it('has the verdict that a program gets, whatever the license', async () => {
    const time = fc.constantFrom(...TIMES);
    await fc.assert(
      fc.asyncProperty(
        fc.record({ disabled_at: time, revoked_at: time, starts_at: time, expires_at: time }),
        fc.constantFrom('desk', 'laptop', undefined),
        fc.constantFrom('refuse', 'deactivate_oldest'),
        async (columns, hardware_id, when_full) => {
          await server.sdk.licenses.update(license.id, { policy_overrides: { when_full } });
          await server.dataSource.query(
            `UPDATE licenses SET disabled_at = $2, revoked_at = $3, starts_at = $4, expires_at = $5 WHERE uid = $1`,
            [license.id, ...Object.values(columns)],
          );
          server.clock.holdAt('2031-01-15T00:00:00.000Z');
          const explained = await server.sdk.licenses.explainVerdict({ license_key: license.key, hardware_id });
          const told = await server.call('POST', '/api/v1/validate', {
            body: { license_key: license.key, hardware_id },
          });
          const deciding = explained.rules.filter(({ decides }) => decides);
          expect([explained.code, explained.usable]).toEqual([told.body.code, told.body.valid]);
          expect(deciding.map(({ code }) => code)).toEqual(explained.usable ? [] : [told.body.code]);
          // The first rule that refuses decides.
          expect(explained.rules.find(({ result }) => result === 'refused')).toEqual(
            explained.usable ? undefined : deciding[0],
          );
        },
      ),
      cases(10),
    );
  });
});
