import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { License } from '../../../sdk/src/generated/native';
import { BatchDatabase } from '../../../src/core/platform/database/batch-database';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { AssessLicenseService } from '../../../src/core/verification/assessment/assess-license.service';
import { FIND_CONTEXTS } from '../../../src/core/verification/context/license-context.query';
import { CheckLicenseService } from '../../../src/core/verification/calls/check-license.service';
import { toVerificationRequest } from '../../../src/core/verification/rules/assessment';
import type { VerificationResult } from '../../../src/core/verification/rules/verdict';
import { metered } from '../../support/meters';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { cases, sampleOf } from '../../testkit/sample';
import { roundTripsOf } from '../../testkit/statements';
import { type Answer, TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const DEVICE = { fingerprint: 'desk' };
const READING = { withLatestVersion: true, withSeats: true };
const CONFIRM = 'log_expected_verifications';
const READ = ['find_plain_contexts', 'log_verifications'];

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterAll(async () => {
  await server.stop();
  await other.stop();
});

/** A license with a customer and one device, which the node has checked. */
async function known(fields: Record<string, unknown> = {}): Promise<License> {
  const customer = { name: 'Ann', email: `ann@${randomUUID()}.example` };
  const { body } = await server.asAdmin('POST', '/api/v1/customers', { body: customer });
  const license = await issued(server, { customer_id: body.id, max_activations: 3, ...fields });
  await activate(server, license.key, DEVICE.fingerprint);
  await check(license.key);
  return license;
}

const check = (key: string, node = server): Promise<VerificationResult> =>
  node.app.get(CheckLicenseService).check(key, DEVICE, {}, READING);

/** The statements of a check, once the batches of the former one have ended. */
async function tripsOf(key: string): Promise<string[]> {
  const batches = server.app.get(BatchDatabase);
  await until('no batch runs', () => batches.figures.every(([, { age }]) => age === 0));
  await nextTurn();
  return roundTripsOf(() => check(key));
}

/** The result of a check that reads everything, and neither logs nor remembers anything. */
function fresh(key: string, node = server): Promise<VerificationResult> {
  const call = { key, device: DEVICE, request: toVerificationRequest('check', DEVICE, {}) };
  return node.app
    .get(UnitOfWork)
    .run(async () => (await node.app.get(AssessLicenseService).assess(call, READING)).result());
}

describe('a check of a device that the node knows', () => {
  it('takes one statement, and its answer is that of a read', async () => {
    const { key } = await known();
    const expected = await fresh(key);
    const result = await check(key);
    expect(result).toEqual(expected);
    expect(result).toMatchObject({ usable: true, code: 'VALID', activation: { checkCount: 1 } });
    expect(await tripsOf(key)).toEqual([CONFIRM]);
    expect((await check(key)).activation?.checkCount).toBe(3);
  });

  it('is logged and counted as any other', async () => {
    const { id, key } = await known();
    await validate(server, key, DEVICE.fingerprint);
    await validate(server, key, DEVICE.fingerprint);
    const [logged] = await server.dataSource.query<{ checks: number; seen: number }[]>(
      `SELECT (SELECT count(*)::integer FROM verifications WHERE license_id = l.id AND outcome = 'VALID' AND operation = 'check')
         AS checks, check_count AS seen FROM licenses l JOIN activations a ON a.license_id = l.id WHERE l.uid = $1`,
      [id],
    );
    expect(logged).toEqual({ checks: 3, seen: 3 });
    expect(await server.metrics()).toMatch(/^keyward_known_checks_total\{result="confirmed"\} \d+$/m);
  });

  it('shows what another device has changed', async () => {
    const { key } = await known();
    const seats = async () => (await validate(server, key, DEVICE.fingerprint)).body.license.seats_used as unknown;
    const before = await seats();
    await activate(server, key, 'laptop');
    expect([before, await seats()]).toEqual([1, 2]);
  });

  it.each([
    ['a limit of sessions', { max_sessions: 2 }],
    ['a limit of uses', { uses_limit: 5 }],
    ['devices that are unique within the product', { policy_overrides: { device_unique_within: 'product' } }],
    ['seats that are released', { policy_overrides: { dead_seats: 'release', heartbeat_timeout: 60 } }],
    ['check-ins', { policy_overrides: { check_in_interval: 60 } }],
    ['checks that are limited', { policy_overrides: { max_validations_per_minute: 10 } }],
    ['seats by user', { policy_overrides: { seats_per: 'user' } }],
    ['devices that are known by components', { policy_overrides: { component_match: 'any' } }],
    ['refused virtual machines', { policy_overrides: { virtual_machines: 'refuse' } }],
    ['a limit of cores', { policy_overrides: { max_cores: 8 } }],
  ])('reads a license with %s', async (_case, fields) => {
    const { key } = await known(fields);
    expect(await tripsOf(key)).toEqual(READ);
  });

  it('reads a license with meters', async () => {
    const { key } = await metered(server, { exports: { limit: 5 } });
    await activate(server, key, DEVICE.fingerprint);
    await check(key);
    expect(await tripsOf(key)).toEqual(READ);
  });

  it('reads it again after a change on another node, which holds at once', async () => {
    const license = await known();
    await other.asAdmin('POST', `/api/v1/licenses/${license.id}/disable`, { body: {} });
    expect(await check(license.key)).toMatchObject({ usable: false, code: 'DISABLED' });
    expect(await tripsOf(license.key)).toEqual([CONFIRM]);
    await other.asAdmin('POST', `/api/v1/licenses/${license.id}/enable`, { body: {} });
    expect(await check(license.key)).toMatchObject({ usable: true });
  });

  it('refuses what has expired since it was read', async () => {
    const expires = new Date(server.clock.now().getTime() + 60_000);
    const { key } = await known({ expires_at: expires.toISOString() });
    server.clock.advance(61_000);
    expect(await tripsOf(key)).toEqual([CONFIRM]);
    expect(await check(key)).toMatchObject({ usable: false, code: 'EXPIRED' });
    server.clock.reset();
  });

  it('is valid no more once a revocation is answered, whichever node checks', async () => {
    for (let round = 0; round < 2; round++) {
      const license = await known();
      await validate(other, license.key, DEVICE.fingerprint);
      const early = [server, other, server, other].map((node) => validate(node, license.key, DEVICE.fingerprint));
      const revoked = await other.asAdmin('POST', `/api/v1/licenses/${license.id}/revoke`, { body: {} });
      const late = await Promise.all([server, other].map((node) => validate(node, license.key, DEVICE.fingerprint)));
      expect(revoked.status).toBe(200);
      expect(late.map(({ body }: Answer) => body.code as unknown)).toEqual(['REVOKED', 'REVOKED']);
      await Promise.all(early);
    }
  });
});

/** Changes that a check must see, by the native API or by hand. */
const CHANGES = [
  'disable',
  'enable',
  'block',
  'unblock',
  'expire',
  'renew',
  'rename the customer',
  'stop the product',
  'start the product',
  'tighten the policy',
  'loosen the policy',
  'release the device',
  'activate the device',
  'activate another device',
] as const;
type Change = (typeof CHANGES)[number];

async function make(change: Change, node: TestServer, license: License): Promise<void> {
  const { id, key } = license;
  const sql = (text: string) => node.dataSource.query(text, [id]);
  const of = (column: string) => `(SELECT ${column} FROM licenses WHERE uid = $1)`;
  switch (change) {
    case 'disable':
    case 'enable':
    case 'block':
    case 'unblock':
      await node.asAdmin('POST', `/api/v1/licenses/${id}/${change}`, { body: {} });
      break;
    case 'expire':
      await sql(`UPDATE licenses SET expires_at = '2020-01-01' WHERE uid = $1`);
      break;
    case 'renew':
      await sql(`UPDATE licenses SET expires_at = NULL WHERE uid = $1`);
      break;
    case 'rename the customer':
      await sql(`UPDATE customers SET name = name || '.' WHERE id = ${of('customer_id')}`);
      break;
    case 'stop the product':
    case 'start the product':
      await sql(`UPDATE products SET is_active = ${change === 'start the product'}
        WHERE id = ${of('product_id')}`);
      break;
    case 'tighten the policy':
    case 'loosen the policy':
      await sql(`UPDATE policies SET min_version = ${change === 'loosen the policy' ? 'NULL' : `'9.0'`}
        WHERE id = ${of('policy_id')}`);
      break;
    case 'release the device':
      await deactivate(node, key, DEVICE.fingerprint);
      break;
    case 'activate the device':
      await activate(node, key, DEVICE.fingerprint);
      break;
    case 'activate another device':
      await activate(node, key, randomUUID());
  }
}

it('answers as a read does, after any changes between the checks of two nodes', async () => {
  const steps = fc.array(
    fc.record({ change: fc.option(fc.constantFrom(...CHANGES)), changes: fc.nat(1), checks: fc.nat(1) }),
    { minLength: 3, maxLength: 12 },
  );
  const nodes = [server, other] as const;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const license = await known({ max_activations: 10 });
      for (const { change, changes, checks } of sequence) {
        if (change) {
          await make(change, nodes[changes] ?? server, license);
        }
        const node = nodes[checks] ?? server;
        const expected = await fresh(license.key, node);
        expect(await check(license.key, node)).toEqual(expected);
      }
      await make('start the product', server, license);
      await make('loosen the policy', server, license);
    }),
    cases(3),
  );
});

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isGenerated: boolean;
}

/** Tables of the aliases in the statement that reads a license. */
const TABLES = { l: 'licenses', policy: 'policies', product: 'products', customer: 'customers', device: 'activations' };

const VALUES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false'],
  bigint: ['1', '2', '3', 'NULL'],
  integer: ['1', '2', '3', '90', 'NULL'],
  smallint: ['1', '2', '3', 'NULL'],
  jsonb: [`'{"public": {"tier": "a"}}'`, `'{"graceDays": 3}'`, `'{"entitlements": {}}'`, `'{}'`, `'[]'`],
  'timestamp with time zone': [`'2031-01-01'`, `'2020-01-01'`, 'NULL'],
  uuid: ['gen_random_uuid()', '(SELECT uid FROM groups)'],
  ARRAY: [`'{}'`, `'{x.example}'`, `'{192.0.2.1}'`, `'{AT}'`, `'{1}'`, 'NULL'],
};
const WORDS = ['physical', 'container', 'container', 'development', 'other', 'hardware', 'domain', 'product', 'keep'];
const TEXTS = [...WORDS, 'release', 'restrict_access', 'none', 'any', 'user', 'issue', 'EdDSA', 'ES256'];

/** The columns that the statement reads and that can change; of a policy all, because its behavior is generated from them. */
async function columnsRead(): Promise<Column[]> {
  const named = new Set(
    [...FIND_CONTEXTS.text.matchAll(/\b(l|policy|product|customer|device)\.(\w+)/g)].map(
      ([, alias = '', column]) => `${TABLES[alias as keyof typeof TABLES]}.${column}`,
    ),
  );
  const columns = await server.dataSource.query<Column[]>(
    `SELECT table_name AS table, column_name AS name, data_type AS type, is_generated = 'ALWAYS' AS "isGenerated"
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY ($1)`,
    [Object.values(TABLES)],
  );
  return columns.filter(
    ({ table, name, isGenerated }) =>
      (table === 'policies' || named.has(`${table}.${name}`)) &&
      !isGenerated &&
      name !== 'id' &&
      // Whoever changes it also writes the row of the license.
      !(table === 'activations' && name === 'metadata'),
  );
}

it('refuses or shows any change of a column that the verdict or the answer is made of', async () => {
  const license = await known();
  const [rows] = await server.dataSource.query<Record<string, number>[]>(
    `SELECT l.id AS licenses, policy_id AS policies, l.product_id AS products, customer_id AS customers, a.id AS activations
     FROM licenses l JOIN activations a ON a.license_id = l.id WHERE l.uid = $1`,
    [license.id],
  );
  // For the reference of the license to one.
  await server.asAdmin('POST', '/api/v1/groups', { body: { name: 'Floor 2' } });
  const columns = await columnsRead();
  expect(columns.length).toBeGreaterThan(100);
  for (const column of sampleOf(columns, Math.ceil(columns.length / 5))) {
    const id = rows?.[column.table];
    await check(license.key);
    expect({ column, isChanged: await change(column, id) }).toEqual({ column, isChanged: true });
    const expected = await fresh(license.key);
    expect({ column, result: await check(license.key) }).toEqual({ column, result: expected });
    await restore(column, id);
  }
});

const former = new Map<string, unknown>();

/** Sets the column to the first other value that the table accepts. */
async function change({ table, name, type }: Column, id: number | undefined): Promise<boolean> {
  const [row] = await server.dataSource.query<{ value: unknown }[]>(
    `SELECT ${name}::text AS value FROM ${table} WHERE id = $1`,
    [id],
  );
  former.set(`${table}.${name}`, row?.value);
  for (const value of VALUES[type] ?? TEXTS.map((text) => `'${text}'`)) {
    const set = `UPDATE ${table} SET ${name} = ${value} WHERE id = $1 AND ${name} IS DISTINCT FROM ${value} RETURNING id`;
    const [updated] = await server.dataSource.query<[unknown[], number]>(set, [id]).catch(() => [[]]);
    if (updated.length > 0) {
      return true;
    }
  }
  return false;
}

async function restore({ table, name }: Column, id: number | undefined): Promise<void> {
  const value = former.get(`${table}.${name}`);
  const key = name === 'id' ? value : id;
  const [column] = await server.dataSource.query<{ type: string }[]>(
    `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2`,
    [table, name],
  );
  await server.dataSource.query(`UPDATE ${table} SET ${name} = CAST($1 AS ${column?.type}) WHERE id = $2`, [
    value,
    key,
  ]);
}

it('shows what the device got to show meanwhile, through another node', async () => {
  const { key, id } = await known();
  const { items } = await other.sdk.activations.list({ license: id });
  const body = { metadata: { public: { room: 'B 12' } } };
  expect((await other.asAdmin('PATCH', `/api/v1/activations/${items[0]?.id}`, { body })).status).toBe(200);
  expect((await check(key)).license?.shownMetadata?.device).toEqual({ room: 'B 12' });
  expect(await tripsOf(key)).toEqual([CONFIRM]);
  expect((await check(key)).license?.shownMetadata?.device).toEqual({ room: 'B 12' });
});
