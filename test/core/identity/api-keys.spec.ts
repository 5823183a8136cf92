import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AuditEntry, License } from '../../../sdk/src/generated/native';
import {
  PERMISSIONS_OF_KIND,
  permissionsAvailableTo,
} from '../../../src/core/identity/permissions/granted-permissions';
import { ApiKeyUsesService } from '../../../src/core/identity/api-keys/api-key-uses.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { race, raceInOrder } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

/** What a key opens: the calls of client programs, the management, both or nothing. */
async function opens(key: string): Promise<string[]> {
  const body = { license_key: 'NOBODY-HAS-THIS', hardware_hash: 'desk' };
  const client = await server.withKey('POST', '/api/license/verify', { body }, key);
  const management = await server.withKey('GET', '/api/v1/licenses', {}, key);
  return [...(client.status === 200 ? ['client calls'] : []), ...(management.status === 200 ? ['management'] : [])];
}

const rowOf = (id: string) => ({ hold: 'SELECT 1 FROM api_keys WHERE uid = $1 FOR UPDATE', values: [id] });

const read = async (id: string) => (await server.asAdmin('GET', `/api/v1/api-keys/${id}`)).body;

it.each([
  ['external', /^kw_external_[A-Z0-9]{32}$/, ['client calls']],
  ['internal', /^kw_internal_[A-Z0-9]{32}$/, ['management']],
  ['system', /^AF-\d{4}-[A-Z0-9]{32}$/, ['client calls']],
])('makes an %s key that looks like %s and opens %j', async (kind, pattern, calls) => {
  const made = await keyOf(server, kind, { name: 'Pipeline' });
  expect(made).toEqual({
    id: expect.any(String),
    name: 'Pipeline',
    kind,
    key: expect.stringMatching(pattern),
    prefix: made.key.slice(0, 16),
    product: null,
    products: null,
    permissions: null,
    allowed_ips: [],
    api_version: '2026-12-01',
    rate_limits: {},
    previous: null,
    expires_at: null,
    revoked_at: null,
    last_used_at: null,
    created_at: expect.any(String),
  });
  expect(await opens(made.key)).toEqual(calls);
});

it('shows the value once and keeps it nowhere', async () => {
  const { key, ...record } = await keyOf(server, 'external');
  const imported = await keyOf(server, 'internal', { key: 'a value that is in the field'.replace(/ /g, '-') });
  expect(await read(record.id)).toEqual({ ...record, addresses: [], last_refusal: null, old_versions: [] });
  // A row of the log, and counts.
  expect(await opens(key)).toEqual(['client calls']);
  const { body } = await server.asAdmin('GET', '/api/v1/api-keys');
  expect(JSON.stringify(body)).not.toContain(key);

  for (const { name } of await server.dataSource.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )) {
    const rows = JSON.stringify(await server.dataSource.query(`SELECT * FROM "${name}"`));
    expect([name, rows.includes(key), rows.includes(imported.key)]).toEqual([name, false, false]);
  }
});

it('imports a value that programs already use, once', async () => {
  const value = 'test_api_key_123_of_the_old_server';
  const made = await keyOf(server, 'external', { key: value });
  expect([made.key, await opens(value)]).toEqual([value, ['client calls']]);
  for (const kind of ['external', 'internal', 'system']) {
    const again = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'again', kind, key: value } });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
  }
  const { body } = await server.asAdmin('GET', '/api/v1/api-keys', { query: { limit: '100' } });
  const systemKeys = body.items.filter(
    ({ kind, revoked_at }: { kind: string; revoked_at: string | null }) => kind === 'system' && revoked_at === null,
  );
  expect(systemKeys).toHaveLength(1);
});

it('imports a key by its SHA-256, which is all that the old server keeps of it', async () => {
  const value = 'value-of-a-program-in-the-field';
  const sha256 = createHash('sha256').update(value).digest('hex');
  const made = await keyOf(server, 'external', { key_sha256: sha256.toUpperCase() });
  expect([made.key, made.prefix, await opens(value)]).toEqual(['', '', ['client calls']]);
  for (const again of [{ key_sha256: sha256 }, { key: value }]) {
    const body = { name: 'again', kind: 'external', ...again };
    const answer = await server.asAdmin('POST', '/api/v1/api-keys', { body });
    expect([answer.status, answer.body.error.details[0].field]).toEqual([409, Object.keys(again)[0]]);
  }
  const rotated = await server.asAdmin('POST', `/api/v1/api-keys/${made.id}/rotate`);
  expect([await opens(value), await opens(rotated.body.key)]).toEqual([[], ['client calls']]);
  const byKey = { name: 'x', kind: 'external', key_sha256: sha256 };
  expect((await server.withKey('POST', '/api/v1/api-keys', { body: byKey }, rotated.body.key)).status).toBe(403);
});

it('shows no more than half of a short value', async () => {
  expect((await keyOf(server, 'external', { key: 'abcdefgh', allow_short: true })).prefix).toBe('abcd');
});

it('imports a value of fewer than 20 characters at the operator’s word alone, and records that', async () => {
  const create = (more: object) =>
    server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'Imported', kind: 'internal', ...more } });
  for (const more of [{ key: 'nineteen-characters' }, { key: 'nineteen-characters', allow_short: false }]) {
    const { status, body } = await create(more);
    expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', 'key']);
    expect(body.error.details[0].message).toContain('allow_short');
  }
  expect((await create({ key: 'twenty-characters-ok' })).status).toBe(201);
  const short = await create({ key: 'nineteen-characters', allow_short: true });
  expect(short.status).toBe(201);
  expect(await opens('nineteen-characters')).toEqual(['management']);
  const { body } = await server.asAdmin('GET', '/api/v1/audit', { query: { target: `api_keys:${short.body.id}` } });
  expect(body.items).toMatchObject([{ actor: 'admin', action: 'api_key.created', after: { allow_short: true } }]);
});

it('compares keys exactly, case-sensitively', async () => {
  const { key } = await keyOf(server, 'internal');
  for (const other of [key.toLowerCase(), `${key}x`, key.slice(0, -1), ` ${key}x`, `Bearer ${key}`]) {
    expect(await opens(other)).toEqual([]);
  }
});

it('ends the old value at once when a key is rotated', async () => {
  const made = await keyOf(server, 'internal', { name: 'Rotating' });
  expect(await opens(made.key)).toEqual(['management']);
  const { status, body } = await server.asAdmin('POST', `/api/v1/api-keys/${made.id}/rotate`);
  expect([status, body.id, body.name]).toEqual([201, made.id, 'Rotating']);
  expect([await opens(made.key), await opens(body.key)]).toEqual([[], ['management']]);
});

it('ends the old system key in the moment a new one is made, also where two are made at once', async () => {
  const old = await keyOf(server, 'system');
  const other = await keyOf(server, 'external', { name: 'Beside the system key' });
  const answers = await Promise.all(
    [1, 2, 3].map((n) => server.asAdmin('POST', '/api/v1/api-keys', { body: { name: `system ${n}`, kind: 'system' } })),
  );
  const open = await Promise.all(answers.map(async ({ body }) => (body.key ? opens(body.key) : [])));
  expect(open.filter((calls) => calls.length > 0)).toEqual([['client calls']]);
  expect(await opens(old.key)).toEqual([]);
  expect(await opens(other.key)).not.toEqual([]);
  expect((await eventsOf(server, old.id)).filter(({ name }) => name === 'api_key.revoked')).toHaveLength(1);
});

it('creates a system key for each concurrent request, each revoking the one before', async () => {
  const old = await keyOf(server, 'system');
  const lock = {
    hold: `SELECT pg_advisory_xact_lock(hashtextextended('keyward: the system key', 0)) FROM api_keys
           WHERE kind = 'system' AND revoked_at IS NULL FOR UPDATE`,
  };
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...lock },
    [1, 2, 3, 4].map(
      (n) => () => server.asAdmin('POST', '/api/v1/api-keys', { body: { name: `racing ${n}`, kind: 'system' } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const keys = [old, ...answers.map(({ body }) => body)];
  const open = await Promise.all(keys.map(({ key }) => opens(key)));
  expect(open.filter((calls) => calls.length > 0)).toEqual([['client calls']]);
  const revoked = await Promise.all(keys.map(async ({ id }) => (await eventsOf(server, id)).at(-1)?.name));
  expect(revoked.filter((name) => name === 'api_key.revoked')).toHaveLength(4);
});

it('revokes a key at once and for good, and keeps its record', async () => {
  const made = await keyOf(server, 'internal');
  expect((await server.asAdmin('DELETE', `/api/v1/api-keys/${made.id}`)).status).toBe(204);
  expect(await opens(made.key)).toEqual([]);
  const { revoked_at } = await read(made.id);
  expect(revoked_at).not.toBeNull();

  server.clock.advance(1_000);
  expect((await server.asAdmin('DELETE', `/api/v1/api-keys/${made.id}`)).status).toBe(204);
  expect((await read(made.id)).revoked_at).toBe(revoked_at);
  expect((await server.asAdmin('POST', `/api/v1/api-keys/${made.id}/rotate`)).status).toBe(409);
});

it('revokes a key once, however many ask at once', async () => {
  const { id } = await keyOf(server, 'internal');
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...rowOf(id) },
    [1, 2, 3, 4].map(() => () => server.asAdmin('DELETE', `/api/v1/api-keys/${id}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual(['api_key.created', 'api_key.revoked']);
});

it('never rotates a key after a concurrent revocation', async () => {
  const { id } = await keyOf(server, 'internal');
  const [revoked, ...rotated] = await race({ databaseUrl: server.databaseUrl, ...rowOf(id) }, [
    () => server.asAdmin('DELETE', `/api/v1/api-keys/${id}`),
    ...[1, 2, 3].map(() => () => server.asAdmin('POST', `/api/v1/api-keys/${id}/rotate`)),
  ]);
  expect(revoked?.status).toBe(204);
  const values = rotated.filter(({ status }) => status === 201);
  expect(rotated.filter(({ status }) => status === 409)).toHaveLength(3 - values.length);
  expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual([
    'api_key.created',
    ...values.map(() => 'api_key.rotated'),
    'api_key.revoked',
  ]);
});

it('gives a key no other value once its revocation has begun', async () => {
  const { id } = await keyOf(server, 'internal');
  const [revoked, rotated] = await raceInOrder({ databaseUrl: server.databaseUrl, ...rowOf(id) }, [
    () => server.asAdmin('DELETE', `/api/v1/api-keys/${id}`),
    () => server.asAdmin('POST', `/api/v1/api-keys/${id}/rotate`),
  ]);
  expect([revoked?.status, rotated?.status]).toEqual([204, 409]);
  expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual(['api_key.created', 'api_key.revoked']);
});

it('ends a key in the moment of its expires_at', async () => {
  const { key } = await keyOf(server, 'internal', { expires_at: '2080-01-01T00:00:00.000Z' });
  server.clock.holdAt('2079-12-31T23:59:59.999Z');
  expect(await opens(key)).toEqual(['management']);
  server.clock.holdAt('2080-01-01T00:00:00.000Z');
  expect(await opens(key)).toEqual([]);
});

it('notes when a key was last used, at most once a minute', async () => {
  const made = await keyOf(server, 'internal');
  const used: (string | null)[] = [];
  for (const moment of ['2079-01-01T00:00:00.000Z', '2079-01-01T00:00:59.999Z', '2079-01-01T00:01:00.000Z']) {
    server.clock.holdAt(moment);
    await opens(made.key);
    await server.app.get(ApiKeyUsesService).write();
    server.clock.reset();
    used.push((await read(made.id)).last_used_at);
  }
  expect(used).toEqual(['2079-01-01T00:00:00.000Z', '2079-01-01T00:00:00.000Z', '2079-01-01T00:01:00.000Z']);
});

it('lets a narrowed key do what it names and nothing else', async () => {
  const { key } = await keyOf(server, 'internal', { permissions: ['licenses:read'] });
  const license = await issued(server);
  expect((await server.withKey('GET', `/api/v1/licenses/${license.id}`, {}, key)).status).toBe(200);
  for (const [method, path] of [
    ['PATCH', `/api/v1/licenses/${license.id}`],
    ['POST', '/api/v1/licenses'],
    ['GET', '/api/v1/products'],
  ] as const) {
    const refused = await server.withKey(method, path, { body: { product: 'v2-default' } }, key);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
  }
});

it.each([
  ['internal', ['licenses:read', 'users:read', 'settings:write'], 'users:read, settings:write', 'events:read'],
  ['external', ['client-calls:write', 'licenses:read'], 'licenses:read', 'client-calls:write'],
])('refuses permissions that %s keys cannot have and names those they can', async (kind, permissions, foreign, own) => {
  const refused = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'x', kind, permissions } });
  expect([refused.status, refused.body.error.details]).toEqual([
    400,
    [{ field: 'permissions', reason: 'unavailable', message: expect.stringContaining(`cannot have ${foreign}. They`) }],
  ]);
  expect(refused.body.error.message.split('They can have')[1]).toContain(own);
  expect(refused.body.error.message.split('They can have')[1]).not.toContain('settings:write');
});

/** An operation that needs the permission and no other, for each that an internal key can have. */
const NEEDS: Record<string, readonly [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string]> = {
  'licenses:read': ['GET', '/api/v1/licenses'],
  'licenses:write': ['POST', '/api/v1/licenses'],
  'activations:read': ['GET', '/api/v1/activations'],
  'activations:write': ['DELETE', `/api/v1/activations/${NOBODY}`],
  'reactivations:write': ['POST', '/api/internal/activated-product-activations/2000000000'],
  'products:read': ['GET', '/api/v1/products'],
  'products:write': ['POST', '/api/v1/products'],
  'policies:read': ['GET', '/api/v1/policies'],
  'policies:write': ['POST', '/api/v1/policies'],
  'customers:read': ['GET', '/api/v1/customers'],
  'customers:write': ['POST', '/api/v1/customers'],
  'orders:read': ['GET', '/api/v1/orders'],
  'orders:write': ['POST', '/api/v1/orders'],
  'app-bundles:read': ['GET', '/api/v1/app-bundles'],
  'app-bundles:write': ['POST', '/api/v1/app-bundles'],
  'resources:read': ['GET', '/api/v1/resources'],
  'resources:write': ['POST', '/api/v1/resources'],
  'events:read': ['GET', '/api/v1/events'],
  'audit:read': ['GET', '/api/v1/audit'],
  'webhooks:read': ['GET', '/api/v1/webhooks'],
  'webhooks:write': ['POST', '/api/v1/webhooks'],
  'monitoring:read': ['GET', '/api/v1/statistics?by=product'],
  'monitoring:write': ['POST', `/api/v1/monitoring/anomalies/${NOBODY}/resolve`],
  'roles:read': ['GET', '/api/v1/roles'],
  'catalog:read': ['GET', '/api/v1/catalog'],
  'catalog:write': ['PUT', '/api/v1/catalog'],
  'shops:read': ['GET', '/api/v1/shops'],
  'shops:write': ['POST', '/api/v1/shops'],
  'people:read': ['POST', '/api/v1/people/search'],
  'people:write': ['POST', '/api/v1/people/erase'],
  'portal:sessions': ['POST', '/api/v1/portal/sessions'],
  'mails:read': ['GET', '/api/v1/mails'],
  'mails:write': ['POST', '/api/v1/mails/bounces'],
  'mail-templates:read': ['GET', '/api/v1/mail-templates'],
  'mail-templates:write': ['PUT', '/api/v1/mail-templates/license_issued/en'],
  'imports:read': ['GET', '/api/v1/imports'],
  'imports:write': ['POST', `/api/v1/imports/${NOBODY}/undo`],
};
const AVAILABLE = permissionsAvailableTo('internal', false);
const OF_KIND = PERMISSIONS_OF_KIND.internal;
const CHOSEN = AVAILABLE.filter((permission) => !OF_KIND.includes(permission));
const isOfProducts = (permission: string): boolean =>
  permissionsAvailableTo('internal', true).some((one) => one === permission);
const [OF_PRODUCTS, OF_ALL] = [CHOSEN.filter(isOfProducts), CHOSEN.filter((permission) => !isOfProducts(permission))];

async function statusWith(key: string, permission: string): Promise<number> {
  const [method, path] = NEEDS[permission] ?? ['GET', '/none'];
  const headers = { 'x-api-key': key, 'lb-api-key': key };
  return (await server.call(method, path, { headers, ...(method !== 'GET' && { body: {} }) })).status;
}

it('lets a key with one permission do what needs that one, whichever it is', async () => {
  expect(Object.keys(NEEDS).sort()).toEqual([...AVAILABLE].sort());
  for (const permission of sampleOf(AVAILABLE, Math.ceil(AVAILABLE.length / 4))) {
    const { key } = await keyOf(server, 'internal', { permissions: [permission] });
    const open: string[] = [];
    for (const needed of AVAILABLE) {
      open.push(...((await statusWith(key, needed)) === 403 ? [] : [needed]));
    }
    expect(open).toEqual([permission]);
  }
});

it('gives permissions beyond those of its kind only to a key that names them', async () => {
  const { key } = await keyOf(server, 'internal');
  const all = await keyOf(server, 'internal', { permissions: CHOSEN });
  for (const permission of AVAILABLE) {
    const isOfKind = OF_KIND.includes(permission);
    const opened = [await statusWith(key, permission), await statusWith(all.key, permission)].map(
      (status) => status !== 403,
    );
    expect([permission, ...opened]).toEqual([permission, isOfKind, !isOfKind]);
  }
});

it('makes keys of some products with permissions that know products, and with no others', async () => {
  await aProduct(server, 'limited');
  expect([OF_PRODUCTS.length, OF_ALL.length].map((count) => count > 4)).toEqual([true, true]);
  for (const permission of OF_PRODUCTS) {
    const { key } = await keyOf(server, 'internal', { permissions: [permission], products: ['limited'] });
    expect([permission, await statusWith(key, permission)]).toEqual([
      permission,
      NEEDS[permission]?.[0] === 'GET' ? 200 : 400,
    ]);
  }
  for (const permission of OF_ALL) {
    const body = { name: 'x', kind: 'internal', permissions: ['licenses:read', permission], products: ['limited'] };
    const refused = await server.asAdmin('POST', '/api/v1/api-keys', { body });
    expect([permission, refused.status, refused.body.error.details[0].field]).toEqual([permission, 400, 'permissions']);
    expect(refused.body.error.message).toContain(`cannot have ${permission}, which is for all products. It can have`);
  }
});

it('has the permissions that docs/api-keys.md lists', () => {
  const page = readFileSync(resolve('docs/api-keys.md'), 'utf8');
  const [ordinary = [], chosen = []] = (page.split('\n## ').find((part) => part.startsWith('Permissions\n')) ?? '')
    .split(/^\| Permission .*$/m)
    .slice(1)
    .map((table) => [...table.matchAll(/^\| (`[^|]+) \|(.*)\|$/gm)]);
  const namesIn = (rows: readonly RegExpExecArray[]) =>
    rows.flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)).sort();
  expect(namesIn(ordinary)).toEqual([...OF_KIND].sort());
  expect(namesIn(chosen)).toEqual([...CHOSEN].sort());
  const refused = chosen.filter(([row]) => row.endsWith('| refused |'));
  expect(namesIn(refused)).toEqual([...OF_ALL].sort());
});

it.each([
  ['allowed_ips', { name: 'x', kind: 'external', allowed_ips: ['anywhere'] }],
  ['allowed_ips', { name: 'x', kind: 'external', allowed_ips: ['10.0.0.0/33'] }],
  ['allowed_ips', { name: 'x', kind: 'external', allowed_ips: '10.0.0.1' }],
  ['allowed_ips', { name: 'x', kind: 'external', allowed_ips: Array(51).fill('10.0.0.1') }],
  ['name', { kind: 'external' }],
  ['kind', { name: 'x' }],
  ['kind', { name: 'x', kind: 'root' }],
  ['key', { name: 'x', kind: 'external', key: 'short', allow_short: true }],
  ['key', { name: 'x', kind: 'external', key: 'too-short-to-import' }],
  ['key_sha256', { name: 'x', kind: 'external', key_sha256: 'f'.repeat(63) }],
  ['key_sha256', { name: 'x', kind: 'external', key_sha256: 'f'.repeat(64), key: 'long-enough-to-be-imported' }],
  ['allow_short', { name: 'x', kind: 'external', key: 'too-short-to-import', allow_short: 'yes' }],
  ['key', { name: 'x', kind: 'external', key: 'with a space' }],
  ['key', { name: 'x', kind: 'external', key: 'x'.repeat(256) }],
  ['key', { name: 'x', kind: 'external', key: 12_345_678 }],
  ['permissions', { name: 'x', kind: 'external', permissions: ['everything'] }],
  ['permissions', { name: 'x', kind: 'external', permissions: 'licenses:read' }],
  ['permissions', { name: 'x', kind: 'external', permissions: Array(1000).fill('licenses:read') }],
  ['expires_at', { name: 'x', kind: 'external', expires_at: 'soon' }],
  ['hash', { name: 'x', kind: 'external', hash: 'x' }],
])('refuses an invalid %s, names it, and creates no key', async (field, body) => {
  const count = async () => (await server.dataSource.query(`SELECT count(*)::integer AS n FROM api_keys`))[0].n;
  const before = await count();
  const refused = await server.asAdmin('POST', '/api/v1/api-keys', { body });
  expect([refused.status, refused.body.error.details?.[0].field]).toEqual([400, field]);
  expect(await count()).toBe(before);
});

it('answers 404 for an unknown id or product', async () => {
  expect((await server.asAdmin('GET', `/api/v1/api-keys/${NOBODY}`)).status).toBe(404);
  expect((await server.asAdmin('DELETE', `/api/v1/api-keys/${NOBODY}`)).status).toBe(404);
  const body = { name: 'x', kind: 'external', product: 'no such product' };
  expect((await server.asAdmin('POST', '/api/v1/api-keys', { body })).status).toBe(404);
});

describe('a key that is good for several products', () => {
  const [first, second, third] = ['first', 'second', 'third'];
  const products = [second, first];
  const made = (kind: string) => keyOf(server, kind, { products });
  const namesIn = ({ body }: Answer, field: string) => body.items.map((item: Record<string, string>) => item[field]);
  beforeAll(async () => {
    for (const reference of [first, second, third]) {
      await aProduct(server, reference);
      await issued(server, { product: reference, key: `${reference.toUpperCase()}-LICENSE` });
    }
  });

  it('names them in their order, and the first one where one is asked for', async () => {
    const { id } = await made('external');
    expect(await read(id)).toMatchObject({ product: second, products });
    const { body } = await server.asAdmin('GET', '/api/v1/api-keys', { query: { limit: '1' } });
    expect(body.items).toMatchObject([{ id, product: second, products }]);
  });

  it('verifies, lists and changes licenses of these alone', async () => {
    const { key: external } = await made('external');
    const verified = async (license_key: string) => {
      const body = { license_key, hardware_hash: 'desk' };
      await server.withKey('POST', '/api/license/activate', { body }, external);
      return (await server.withKey('POST', '/api/license/verify', { body }, external)).body.valid;
    };
    const keys = ['FIRST-LICENSE', 'SECOND-LICENSE', 'THIRD-LICENSE'];
    expect(await Promise.all(keys.map(verified))).toEqual([true, true, false]);

    const { key } = await made('internal');
    expect(namesIn(await server.withKey('GET', '/api/v1/licenses', {}, key), 'product')).toEqual([second, first]);
    expect(namesIn(await server.withKey('GET', '/api/v1/products', {}, key), 'reference').sort()).toEqual([
      first,
      second,
    ]);
    const change = { body: { description: 'changed' } };
    const status = async (license: string) =>
      (await server.withKey('PATCH', `/api/v1/licenses/${license}`, change, key)).status;
    expect(await Promise.all(keys.map(status))).toEqual([200, 200, 404]);
  });

  it('changes policies of licenses of these alone, and sees only such changes', async () => {
    const { key } = await made('internal');
    const { policy } = await server.sdk.products.get(first);
    const start = { body: { policy, filter: {} } };
    const { status, body } = await server.withKey('POST', '/api/v1/licenses/change-policy', start, key);
    expect([status, body.total]).toEqual([202, 2]);
    const seen = async (product: string) =>
      (
        await server.withKey(
          'GET',
          `/api/v1/policy-changes/${body.id}`,
          {},
          (await keyOf(server, 'internal', { product })).key,
        )
      ).status;
    expect([await seen(first), await seen(second), await seen(third)]).toEqual([404, 404, 404]);
    expect((await server.withKey('GET', `/api/v1/policy-changes/${body.id}`, {}, key)).status).toBe(200);
  });

  it('sees customers that a key of one of them made', async () => {
    const { key } = await made('internal');
    const { body: customer } = await server.withKey('POST', '/api/v1/customers', { body: { name: 'Made' } }, key);
    const seen = async (value: string) =>
      (await server.withKey('GET', `/api/v1/customers/${customer.id}`, {}, value)).status;
    const others = await Promise.all([first, second].map((product) => keyOf(server, 'internal', { product })));
    expect(await Promise.all([key, ...others.map((other) => other.key)].map(seen))).toEqual([200, 404, 200]);
  });

  it('keeps each of them from being deleted', async () => {
    const { id } = await aProduct(server, 'further');
    await keyOf(server, 'external', { products: [first, 'further'] });
    expect((await server.asAdmin('DELETE', `/api/v1/products/${id}`)).status).toBe(409);
  });

  it.each([
    [400, 'products', { products: [] }],
    [400, 'products', { products: [first, first] }],
    [400, 'products', { products: [first], product: second }],
    [404, 'products', { products: [first, 'no such product'] }],
    [404, 'product', { product: 'no such product' }],
  ])('answers %s about %s to %j', async (status, field, more) => {
    const refused = await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: 'x', kind: 'external', ...more },
    });
    expect([refused.status, refused.body.error.details[0].field]).toEqual([status, field]);
  });
});

describe('a key that is good for one product', () => {
  let own: License;
  let foreign: License;
  beforeAll(async () => {
    await aProduct(server, 'own');
    await aProduct(server, 'foreign');
    own = await issued(server, { product: 'own' });
    foreign = await issued(server, { product: 'foreign' });
  });

  it('activates and verifies licenses of that product alone', async () => {
    const { key, product } = await keyOf(server, 'external', { product: 'own' });
    expect(product).toBe('own');
    const call = (path: string, license: { key: string }) =>
      server.withKey('POST', path, { body: { license_key: license.key, hardware_hash: 'desk' } }, key);
    expect((await call('/api/license/activate', own)).status).toBe(200);
    expect((await call('/api/license/activate', foreign)).status).toBe(404);
    expect((await call('/api/license/verify', own)).body).toMatchObject({ valid: true });
    expect((await call('/api/license/verify', foreign)).body).toMatchObject({ valid: false });
  });

  it('sees, changes and issues licenses of that product alone', async () => {
    const { key } = await keyOf(server, 'internal', { product: 'own' });
    const { body } = await server.withKey('GET', '/api/v1/licenses', {}, key);
    expect(new Set(body.items.map(({ product }: { product: string }) => product))).toEqual(new Set(['own']));
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const { status } = await server.withKey(method, `/api/v1/licenses/${foreign.id}`, { body: {} }, key);
      expect(status).toBe(404);
    }
    expect(
      (await server.withKey('PATCH', `/api/v1/licenses/${own.id}`, { body: { description: 'x' } }, key)).status,
    ).toBe(200);
    expect((await server.withKey('POST', '/api/v1/licenses', { body: { product: 'own' } }, key)).status).toBe(201);
    expect((await server.withKey('POST', '/api/v1/licenses', { body: { product: 'foreign' } }, key)).status).toBe(404);
    expect((await activate(server, foreign.key, 'desk')).status).toBe(201);
  });

  it('sees that product alone and makes no other', async () => {
    const { key } = await keyOf(server, 'internal', { product: 'own' });
    const { body } = await server.withKey('GET', '/api/v1/products', {}, key);
    expect(body.items.map(({ reference }: { reference: string }) => reference)).toEqual(['own']);
    const made = await server.withKey('POST', '/api/v1/products', { body: { reference: 'new', name: 'New' } }, key);
    expect(made.status).toBe(403);
  });
});

/** An event that belongs to a product. */
interface ListedEvent {
  readonly sequence: number;
  readonly data: { readonly product: string };
}

describe('a key of one product, of which an integration learns what changes,', () => {
  const permissions = ['events:read', 'audit:read', 'webhooks:read', 'webhooks:write'];
  const HOOK = { url: 'https://93.184.216.34/hook', events: ['license.*'] };
  const own: License[] = [];
  const foreign: License[] = [];
  let key: string;
  let keyOfBoth: string;
  beforeAll(async () => {
    for (const reference of ['ours', 'theirs']) {
      await aProduct(server, reference);
    }
    key = (await keyOf(server, 'internal', { permissions, products: ['ours'] })).key;
    keyOfBoth = (await keyOf(server, 'internal', { permissions, products: ['ours', 'theirs'] })).key;
    for (let index = 0; index < 3; index++) {
      own.push(await issued(server, { product: 'ours' }));
      foreign.push(await issued(server, { product: 'theirs', description: 'secret of theirs' }));
    }
    own.push(await issued(server, { product: 'ours', products: ['ours', 'theirs'] }));
    const moved = await issued(server, { product: 'theirs', description: 'secret of theirs' });
    await server.asAdmin('PATCH', `/api/v1/licenses/${moved.id}`, {
      body: { products: ['ours'], description: 'moved' },
    });
  });

  const get = (path: string, query: Record<string, string> = {}, with_ = key) =>
    server.withKey('GET', `/api/v1/${path}`, { query }, with_);
  const productsIn = (items: ListedEvent[]) => new Set(items.map(({ data }) => data.product));
  /** All pages of a list. */
  const walk = async <T>(path: string, query: Record<string, string>, with_ = key): Promise<T[]> => {
    const items: T[] = [];
    for (let after: string | null = null; ;) {
      const { status, body } = await get(path, { ...query, limit: '2', ...(after && { after }) }, with_);
      expect(status).toBe(200);
      items.push(...body.items);
      if (body.next === null || body.next === after || (body.items.length === 0 && query.order === 'oldest')) {
        return items;
      }
      after = body.next;
    }
  };

  it.each<Record<string, string>>([
    {},
    { order: 'oldest' },
    { type: 'license.issued,license.updated' },
    { order: 'oldest', q: 'license' },
  ])('reads the events of that product alone, with %j', async (query) => {
    const items = await walk<ListedEvent>('events', query);
    expect(items.length).toBeGreaterThanOrEqual(5);
    expect(productsIn(items)).toEqual(new Set(['ours']));
    expect(JSON.stringify(items)).not.toContain('theirs');
    const sequences = items.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => (query.order === 'oldest' ? a - b : b - a)));
    expect(new Set(sequences).size).toBe(items.length);
    expect(productsIn(await walk<ListedEvent>('events', query, keyOfBoth))).toEqual(new Set(['ours', 'theirs']));
  });

  it('finds nothing of others by their ids, names or places', async () => {
    for (const path of ['events', 'audit']) {
      for (const id of [foreign[0]?.id, NOBODY]) {
        const { body } = await get(path, { target: `licenses:${id}` });
        expect([path, body]).toEqual([path, { items: [], next: null }]);
      }
    }
    expect((await get('events', { q: foreign[0]?.id ?? '' })).body).toEqual({ items: [], next: null });
    expect((await get('audit', { q: foreign[0]?.id ?? '' })).body).toEqual({ items: [], next: null });
    expect((await get('audit', { action: 'user.logged_in' })).body).toEqual({ items: [], next: null });
    expect((await get('audit', { q: own[0]?.id ?? '' })).body.items).toHaveLength(1);
  });

  it('follows its events without a trace of those of others', async () => {
    const end = String((await walk<ListedEvent>('events', { order: 'oldest' })).at(-1)?.sequence);
    const follow = (after: string) => get('events', { order: 'oldest', after });
    await issued(server, { product: 'theirs' });
    expect((await follow(end)).body).toEqual({ items: [], next: end });
    expect((await get('events', { order: 'oldest', after: end, type: 'license.issued' })).body.next).toBe(end);
    const { id } = await issued(server, { product: 'ours' });
    const { items } = (await follow(end)).body;
    expect(items.map(({ target }: { target: { id: string } }) => target.id)).toEqual([id]);
  });

  it('reads the audit entries of that product alone', async () => {
    const queries: Record<string, string>[] = [{}, { sort: 'at' }, { actor: 'admin' }];
    for (const query of queries) {
      const items = await walk<AuditEntry>('audit', query);
      expect(items.length).toBeGreaterThanOrEqual(5);
      expect(JSON.stringify(items)).not.toContain('secret of theirs');
      expect(items.map(({ target }) => target.id)).not.toContain(foreign[0]?.id);
      const products = items.flatMap(({ before, after }) =>
        [before, after].flatMap((values): unknown[] => [values?.product, values?.products].flat()),
      );
      expect([...new Set(products.filter((product) => product !== null && product !== undefined))]).toEqual(['ours']);
      expect((await walk('audit', query, keyOfBoth)).length).toBeGreaterThan(items.length);
    }
  });

  it('sees and changes webhooks of that product alone', async () => {
    const make = (body: object) => server.asAdmin('POST', '/api/v1/webhooks', { body: { ...HOOK, ...body } });
    const hidden: string[] = [NOBODY];
    for (const products of [null, ['theirs'], ['ours', 'theirs']]) {
      hidden.push((await make({ products })).body.id);
    }
    const visible = (await make({ products: ['ours'] })).body.id;
    const { body: list } = await get('webhooks');
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([visible]);
    expect((await get('webhooks', { q: 'hook' })).body.items).toHaveLength(1);
    const call = async (method: string, path: string, id: string, body?: object) => {
      const answer = await server.withKey(method, `/api/v1/webhooks/${id}${path}`, { body }, key);
      return [answer.status, answer.body === '' ? '' : (answer.body.error?.message ?? '')];
    };
    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', '/deliveries'],
      ['POST', '/test'],
      ['POST', '/enable'],
      ['POST', '/disable'],
      ['POST', '/rotate-secret', {}],
      ['POST', `/deliveries/${NOBODY}/replay`],
      ['PATCH', '', { description: 'x' }],
      ['DELETE', ''],
    ] as [string, string, object?][]) {
      for (const id of hidden) {
        expect([method, path, await call(method, path, id, body)]).toEqual([method, path, [404, 'Webhook not found']]);
      }
      const [status] = await call(method, path, visible, body);
      // It was disabled by the call before.
      expect([method, path, path.endsWith('replay') ? status === 409 : Number(status) < 300]).toEqual([
        method,
        path,
        true,
      ]);
    }
    expect((await server.asAdmin('GET', '/api/v1/webhooks')).body.items).toHaveLength(3);
  });

  it('makes webhooks of its products, and of no others', async () => {
    const make = (body: object) => server.withKey('POST', '/api/v1/webhooks', { body: { ...HOOK, ...body } }, key);
    for (const body of [{}, { products: null }, { products: ['ours'] }]) {
      const made = await make(body);
      expect([made.status, made.body.products]).toEqual([201, ['ours']]);
      const path = `/api/v1/webhooks/${made.body.id}`;
      const changed = await server.withKey('PATCH', path, { body: { products: null } }, key);
      expect([changed.status, changed.body.products]).toEqual([200, ['ours']]);
      const refused = await server.withKey('PATCH', path, { body: { products: ['ours', 'theirs'] } }, key);
      expect([refused.status, refused.body.error.details[0].field]).toEqual([400, 'products']);
    }
    const message = async (product: string) => {
      const { status, body } = await make({ products: [product] });
      return [status, body.error.message.replace(product, '')];
    };
    expect(await message('theirs')).toEqual(await message('nobody'));
  });

  it('sees and repeats deliveries of its events alone, also of a webhook that was for more', async () => {
    const body = { ...HOOK, events: ['license.issued', 'license.deleted'] };
    const { id } = (await server.asAdmin('POST', '/api/v1/webhooks', { body })).body;
    await issued(server, { product: 'theirs' });
    await issued(server, { product: 'ours' });
    await server.asAdmin('POST', `/api/v1/webhooks/${id}/test`);
    await server.asAdmin('PATCH', `/api/v1/webhooks/${id}`, { body: { products: ['ours'] } });
    const { items: all } = (await server.asAdmin('GET', `/api/v1/webhooks/${id}/deliveries`)).body;
    const { items: seen } = (await get(`webhooks/${id}/deliveries`)).body;
    expect([all.length, seen.length]).toEqual([3, 2]);
    const replayed = async (delivery: string) =>
      (await server.withKey('POST', `/api/v1/webhooks/${id}/deliveries/${delivery}/replay`, {}, key)).status;
    const hidden = all.find(({ id: delivery }: { id: string }) =>
      seen.every((one: { id: string }) => one.id !== delivery),
    );
    expect([await replayed(hidden.id), await replayed(NOBODY), await replayed(seen[0].id)]).toEqual([404, 404, 201]);
  });
});
