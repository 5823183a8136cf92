import { Client } from 'pg';
import type { ApiKeyWithSecret } from '../../sdk/src/generated/native';
import { ApiKeysService } from '../../src/identity/api-keys/api-keys.service';
import { aProduct, keyOf } from '../support/callers';
import { freshDatabase, onDatabase } from '../support/database';
import { issued, validate } from '../support/issue';
import { TestServer } from '../support/server';
import { SilentProxy } from '../support/silent-proxy';
import { until } from '../support/until';
import { createLoggedInUser, withToken } from '../support/users';

const BLACKLIST = 'lm_blacklisted_license_codes';

/** Changes are made here. */
let node: TestServer;
/** Keys are used here: Passport knows the application that was started last. */
let other: TestServer;
/** Stands before the connection on which the other node listens. */
let proxy: SilentProxy;
beforeAll(async () => {
  const databaseUrl = await freshDatabase();
  proxy = await SilentProxy.before(databaseUrl);
  node = await TestServer.start({}, databaseUrl);
  other = await TestServer.start({ DATABASE_DIRECT_URL: proxy.url }, databaseUrl);
});
afterEach(() => {
  jest.restoreAllMocks();
  node.clock.reset();
  other.clock.reset();
});
afterAll(async () => {
  await other.stop();
  await node.stop();
  proxy.stop();
});

const statusOf = async (key: string): Promise<number> =>
  (await other.withKey('GET', '/api/v1/licenses', {}, key)).status;
const verifyStatusOf = async (key: string): Promise<number> => {
  const body = { license_key: 'NOBODY-HAS-THIS', hardware_hash: 'desk' };
  return (await other.withKey('POST', '/api/license/verify', { body }, key)).status;
};
const revoke = (id: string) => node.asAdmin('DELETE', `/api/v1/api-keys/${id}`);

/** Statements about API keys, of all nodes. */
async function queriesDuring(call: () => Promise<unknown>): Promise<number> {
  const sent = jest.spyOn(Client.prototype, 'query');
  await call();
  const texts = sent.mock.calls.map(([query]: unknown[]) => JSON.stringify(query));
  sent.mockRestore();
  return texts.filter((text) => text.includes('api_keys')).length;
}

/** A key that the other node has cached. */
async function cachedKey(kind = 'internal', use = statusOf): Promise<ApiKeyWithSecret> {
  const made = await keyOf(node, kind);
  expect(await use(made.key)).toBe(200);
  // Messages about earlier changes may still arrive, and drop it.
  await until('the other node uses the key without a query', async () => {
    return (await queriesDuring(async () => expect(await use(made.key)).toBe(200))) === 0;
  });
  return made;
}

const refused = (key: string, limitMs: number, use = statusOf): Promise<void> =>
  until('the other node refuses the key', async () => (await use(key)) === 401, { limitMs });

/** Processes of the database that serve the listening nodes. */
async function listening(): Promise<number[]> {
  const rows = await node.dataSource.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'keyward changes'`,
  );
  return rows.map(({ pid }: { pid: number }) => pid);
}

const listeningSince = async (before: readonly number[]): Promise<number[]> =>
  (await listening()).filter((pid) => !before.includes(pid));

describe('a change at one node holds at the other within a second', () => {
  it('a revoked key', async () => {
    const { id, key } = await cachedKey();
    expect((await revoke(id)).status).toBe(204);
    await refused(key, 1_000);
  });

  it('a rotated key', async () => {
    const { id, key } = await cachedKey();
    const body = await node.sdk.apiKeys.rotate(id);
    await refused(key, 1_000);
    expect(await statusOf(body.key)).toBe(200);
  });

  it('a new system key, which revokes the one before', async () => {
    const { key } = await cachedKey('system', verifyStatusOf);
    const next = await keyOf(node, 'system');
    await refused(key, 1_000, verifyStatusOf);
    expect(await verifyStatusOf(next.key)).toBe(200);
  });

  it('a setting', async () => {
    const { key } = await issued(node);
    const codeOf = async (): Promise<string> => (await validate(other, key)).body.code;
    expect(await codeOf()).toBe('VALID');
    await node.sdk.settings.update({ [BLACKLIST]: [key] });
    await until('the setting holds', async () => (await codeOf()) === 'BLACKLISTED', { limitMs: 1_000 });
    await node.sdk.settings.update({ [BLACKLIST]: null });
    await until('the default holds', async () => (await codeOf()) === 'VALID', { limitMs: 1_000 });
  });
});

it('refuses a key at its own node from the answer to its revocation on', async () => {
  const { id, key } = await keyOf(other, 'internal');
  expect(await statusOf(key)).toBe(200);
  await other.sdk.apiKeys.revoke(id);
  expect(await statusOf(key)).toBe(401);
});

it('keeps a cached key if the revocation is not committed', async () => {
  const { id, key } = await cachedKey();
  await onDatabase(node.databaseUrl, 'ALTER TABLE idempotent_requests ADD CONSTRAINT broken CHECK (false) NOT VALID');
  const headers = { 'idempotency-key': 'never-committed' };
  expect((await node.asAdmin('DELETE', `/api/v1/api-keys/${id}`, { headers })).status).toBe(500);
  await onDatabase(node.databaseUrl, 'ALTER TABLE idempotent_requests DROP CONSTRAINT broken');
  expect(await queriesDuring(async () => expect(await statusOf(key)).toBe(200))).toBe(0);
});

it('asks the database about a key that nobody has each time', async () => {
  const guess = () => queriesDuring(async () => expect(await statusOf('nobody-has-this-key')).toBe(401));
  expect([await guess(), await guess()]).toEqual([1, 1]);
});

it('refuses a cached key from the moment of its expires_at', async () => {
  const { key } = await keyOf(node, 'internal', { expires_at: '2080-01-01T00:00:00.000Z' });
  other.clock.holdAt('2079-12-31T23:59:59.000Z');
  expect(await statusOf(key)).toBe(200);
  other.clock.holdAt('2079-12-31T23:59:59.999Z');
  expect(await queriesDuring(async () => expect(await statusOf(key)).toBe(200))).toBe(0);
  other.clock.holdAt('2080-01-01T00:00:00.000Z');
  expect(await statusOf(key)).toBe(401);
});

it('does not delete the product of a key that the other node has cached', async () => {
  const { id } = await aProduct(node, 'bound');
  const { key } = await keyOf(node, 'internal', { product: 'bound' });
  expect(await statusOf(key)).toBe(200);
  expect((await node.asAdmin('DELETE', `/api/v1/products/${id}`)).status).toBe(409);
  expect(await statusOf(key)).toBe(200);
});

it('notes the use of a cached key after a minute, and once for all nodes', async () => {
  const { id, key } = await keyOf(node, 'internal');
  const use = async (server: TestServer, moment: string): Promise<string | null> => {
    server.clock.holdAt(moment);
    await server.app.get(ApiKeysService).authenticate(key);
    server.clock.reset();
    return (await node.sdk.apiKeys.get(id)).last_used_at;
  };
  expect(await use(other, '2079-01-01T00:00:00.000Z')).toBe('2079-01-01T00:00:00.000Z');
  expect(await use(other, '2079-01-01T00:00:55.000Z')).toBe('2079-01-01T00:00:00.000Z');
  expect(await use(node, '2079-01-01T00:00:55.000Z')).toBe('2079-01-01T00:00:00.000Z');
  expect(await use(other, '2079-01-01T00:01:00.000Z')).toBe('2079-01-01T00:01:00.000Z');
  expect(await use(node, '2079-01-01T00:01:01.000Z')).toBe('2079-01-01T00:01:00.000Z');
});

it('knows a key without a query while it is cached, usable, and its use is noted', async () => {
  const { id, key } = await keyOf(node, 'internal', { expires_at: '2079-01-01T00:01:02.000Z' });
  const keys = other.app.get(ApiKeysService);
  const knownAt = async (moment: string, { read = false } = {}): Promise<string | undefined> => {
    other.clock.holdAt(moment);
    await other.clock.settled();
    await (read ? keys.authenticate(key) : undefined);
    return keys.known(key)?.uid;
  };
  expect(await knownAt('2079-01-01T00:00:00.000Z')).toBeUndefined();
  expect(await knownAt('2079-01-01T00:00:00.000Z', { read: true })).toBe(id);
  expect(await knownAt('2079-01-01T00:00:09.999Z')).toBe(id);
  expect(await knownAt('2079-01-01T00:00:10.000Z')).toBeUndefined();
  expect(await knownAt('2079-01-01T00:00:58.000Z', { read: true })).toBe(id);
  // A minute after its noted use.
  expect(await knownAt('2079-01-01T00:01:00.000Z')).toBeUndefined();
  expect(await knownAt('2079-01-01T00:01:01.999Z', { read: true })).toBe(id);
  expect(await knownAt('2079-01-01T00:01:02.000Z')).toBeUndefined();
});

it('changes the role of a user on all nodes with the next request', async () => {
  const { id, name } = await node.sdk.roles.create({ name: 'Licenses', permissions: ['licenses:read'] });
  const { token } = await createLoggedInUser(node, name);
  const { call } = withToken(other, token);
  expect((await call('GET', '/api/v1/licenses')).status).toBe(200);
  await node.sdk.roles.update(id, { permissions: [] });
  expect((await call('GET', '/api/v1/licenses')).status).toBe(403);
});

describe('the connection on which a node listens', () => {
  it('is opened again when it is lost, and the change in between is not missed', async () => {
    const { id, key } = await cachedKey();
    const before = await listening();
    await node.dataSource.query('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid', [before]);
    await node.sdk.apiKeys.revoke(id);
    await refused(key, 5_000);
    await until('both nodes listen', async () => (await listeningSince(before)).length === 2);
  });

  it('is replaced when it is silent, until which no key is used for more than ten seconds', async () => {
    const { id, key } = await cachedKey();
    const before = await listening();
    proxy.silence({ newOnesToo: true });
    await node.sdk.apiKeys.revoke(id);
    expect(await statusOf(key)).toBe(200);
    other.clock.advance(10_000);
    expect(await statusOf(key)).toBe(401);

    proxy.open();
    await until('the other node listens', async () => (await listeningSince(before)).length === 1);
    const later = await cachedKey();
    await node.sdk.apiKeys.revoke(later.id);
    await refused(later.key, 1_000);
  });
});
