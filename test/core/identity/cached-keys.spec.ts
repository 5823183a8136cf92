import type { ApiKeyWithSecret } from '../../../sdk/src/generated/native';
import { ApiKeyUsesService } from '../../../src/core/identity/api-keys/api-key-uses.service';
import { AuthenticateApiKeyService } from '../../../src/core/identity/api-keys/authenticate-api-key.service';
import { LISTENING_LIMITS } from '../../../src/core/platform/database/notifications.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { holdLocks, onDatabase } from '../../testkit/database';
import { issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { race, untilWaiting } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { SilentProxy } from '../../support/silent-proxy';
import { statementsOf } from '../../testkit/statements';
import { until } from '../../testkit/until';
import { createLoggedInUser, withToken } from '../../testkit/users';

/** The address from which tests call. */
const HERE = '127.0.0.1';
const BLACKLIST = 'lm_blacklisted_license_codes';

/** Changes are made here. */
let node: TestServer;
/** Keys are used here: Passport knows the application that was started last. */
let other: TestServer;
/** Stands before the connection on which the other node listens. */
let proxy: SilentProxy;
beforeAll(async () => {
  node = await TestServer.shared();
  const { databaseUrl } = node;
  proxy = await SilentProxy.before(databaseUrl);
  other = await TestServer.start({ DATABASE_DIRECT_URL: proxy.url, TRUSTED_PROXIES: '127.0.0.1' }, databaseUrl);
});
beforeEach(() => {
  // A key or a setting that the other node has read stays in use until it is notified.
  const now = new Date().toISOString();
  [node, other].forEach(({ clock }) => clock.holdAt(now));
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

/** Statements that read API keys, of all nodes. */
async function queriesDuring(call: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(call)).filter(({ text }) => text.includes('FROM "api_keys')).length;
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

const refused = (key: string, use = statusOf): Promise<void> =>
  until('the other node refuses the key', async () => (await use(key)) === 401);

/** Processes of the database that serve the listening nodes. */
async function listening(): Promise<number[]> {
  const rows = await node.dataSource.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'keyward changes'`,
  );
  return rows.map(({ pid }: { pid: number }) => pid);
}

const listeningSince = async (before: readonly number[]): Promise<number[]> =>
  (await listening()).filter((pid) => !before.includes(pid));

describe('a change at one node holds at the other although its cache has not expired', () => {
  it('a revoked key', async () => {
    const { id, key } = await cachedKey();
    expect((await revoke(id)).status).toBe(204);
    await refused(key);
  });

  it('a rotated key', async () => {
    const { id, key } = await cachedKey();
    const body = await node.sdk.apiKeys.rotate(id);
    await refused(key);
    expect(await statusOf(body.key)).toBe(200);
  });

  it('a new system key, which revokes the one before', async () => {
    const { key } = await cachedKey('system', verifyStatusOf);
    const next = await keyOf(node, 'system');
    await refused(key, verifyStatusOf);
    expect(await verifyStatusOf(next.key)).toBe(200);
  });

  it('a setting', async () => {
    const { key } = await issued(node);
    const codeOf = async (): Promise<string> => (await validate(other, key)).body.code;
    expect(await codeOf()).toBe('VALID');
    await node.sdk.settings.update({ [BLACKLIST]: [key] });
    await until('the setting holds', async () => (await codeOf()) === 'BLACKLISTED');
    await node.sdk.settings.update({ [BLACKLIST]: null });
    await until('the default holds', async () => (await codeOf()) === 'VALID');
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
    await server.app.get(AuthenticateApiKeyService).authenticate(key, HERE);
    await server.app.get(ApiKeyUsesService).write();
    server.clock.reset();
    return (await node.sdk.apiKeys.get(id)).last_used_at;
  };
  expect(await use(other, '2079-01-01T00:00:00.000Z')).toBe('2079-01-01T00:00:00.000Z');
  expect(await use(other, '2079-01-01T00:00:55.000Z')).toBe('2079-01-01T00:00:00.000Z');
  expect(await use(node, '2079-01-01T00:00:55.000Z')).toBe('2079-01-01T00:00:00.000Z');
  expect(await use(other, '2079-01-01T00:01:00.000Z')).toBe('2079-01-01T00:01:00.000Z');
  expect(await use(node, '2079-01-01T00:01:01.000Z')).toBe('2079-01-01T00:01:00.000Z');
});

it('knows a key without a query while it is cached and usable', async () => {
  const { id, key } = await keyOf(node, 'internal', { expires_at: '2079-01-01T00:00:12.000Z', allowed_ips: [HERE] });
  const keys = other.app.get(AuthenticateApiKeyService);
  const knownAt = async (moment: string, { read = false, from = HERE } = {}): Promise<string | undefined> => {
    other.clock.holdAt(moment);
    await other.clock.settled();
    if (read) {
      await keys.authenticate(key, from);
    }
    return keys.known(key, from)?.uid;
  };
  expect(await knownAt('2079-01-01T00:00:00.000Z')).toBeUndefined();
  expect(await knownAt('2079-01-01T00:00:00.000Z', { read: true })).toBe(id);
  expect(await knownAt('2079-01-01T00:00:00.000Z', { from: '192.0.2.1' })).toBeUndefined();
  expect(await knownAt('2079-01-01T00:00:09.999Z')).toBe(id);
  expect(await knownAt('2079-01-01T00:00:10.000Z')).toBeUndefined();
  expect(await knownAt('2079-01-01T00:00:11.999Z', { read: true })).toBe(id);
  expect(await knownAt('2079-01-01T00:00:12.000Z')).toBeUndefined();
});

describe('a key that is rotated with an overlap', () => {
  const rotated = async (id: string, overlap_seconds?: number): Promise<string> =>
    (await node.asAdmin('POST', `/api/v1/api-keys/${id}/rotate`, { body: { overlap_seconds } })).body.key;
  const holdAt = (moment: string) => [node, other].forEach(({ clock }) => clock.holdAt(moment));

  it('works with both values until the overlap ends, to the second, at all nodes', async () => {
    const { id, key } = await keyOf(node, 'internal');
    holdAt('2079-01-01T00:00:00.000Z');
    expect(await statusOf(key)).toBe(200);
    const next = await rotated(id, 20);
    await until('the other node takes the new value', async () => (await statusOf(next)) === 200);
    for (const [moment, status] of [
      ['2079-01-01T00:00:15.000Z', 200],
      ['2079-01-01T00:00:19.999Z', 200],
      ['2079-01-01T00:00:20.000Z', 401],
    ] as const) {
      holdAt(moment);
      const old = await node.withKey('GET', '/api/v1/licenses', {}, key);
      expect([moment, await statusOf(key), old.status, await statusOf(next)]).toEqual([moment, status, status, 200]);
    }
    const read = await node.sdk.apiKeys.get(id);
    expect(read.previous).toEqual({ prefix: key.slice(0, 16), valid_until: '2079-01-01T00:00:20.000Z' });
    await other.app.get(ApiKeyUsesService).write();
    expect((await node.sdk.apiKeys.get(id)).last_refusal).toMatchObject({ reason: 'rotated' });
  });

  it('has two values at most: another rotation ends the oldest', async () => {
    const { id, key } = await keyOf(node, 'internal');
    const second = await rotated(id, 60);
    const third = await rotated(id, 60);
    await refused(key);
    expect([await statusOf(second), await statusOf(third)]).toEqual([200, 200]);
    const last = await rotated(id);
    await refused(third);
    expect([await statusOf(second), await statusOf(last)]).toEqual([401, 200]);
  });

  it('is rotated one time after the other by concurrent calls, and works with the last two values', async () => {
    const { id, key } = await keyOf(node, 'internal');
    const hold = { hold: 'SELECT 1 FROM api_keys WHERE uid = $1 FOR UPDATE', values: [id] };
    const answers = await race(
      { databaseUrl: node.databaseUrl, ...hold },
      [node, other, node].map(
        (server) => () => server.asAdmin('POST', `/api/v1/api-keys/${id}/rotate`, { body: { overlap_seconds: 60 } }),
      ),
    );
    const values = [key, ...answers.map(({ body }) => body.key)];
    const open = async (): Promise<number> =>
      (await Promise.all(values.map(statusOf))).filter((one) => one === 200).length;
    await until('two values are left', async () => (await open()) === 2);
  });

  it.each([
    ['a system key', 'system', 60],
    ['more than 7 days', 'internal', 604_801],
    ['less than nothing', 'internal', -1],
  ])('is not %s', async (_name, kind, overlap_seconds) => {
    const { id } = await keyOf(node, kind);
    const answer = await node.asAdmin('POST', `/api/v1/api-keys/${id}/rotate`, { body: { overlap_seconds } });
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, 'overlap_seconds']);
  });
});

describe('a key for some addresses', () => {
  /** A call through a trusted proxy. */
  const statusFrom = async (key: string, address: string): Promise<number> =>
    (await other.withKey('GET', '/api/v1/licenses', { headers: { 'x-forwarded-for': address } }, key)).status;
  const written = () => other.app.get(ApiKeyUsesService).write();

  it('works from these alone, in every form of an address, also when it is cached', async () => {
    const allowed_ips = ['192.0.2.7', '198.51.100.0/24', '2001:db8::/64'];
    const { key } = await keyOf(node, 'internal', { allowed_ips });
    const addresses = ['192.0.2.7', '::ffff:192.0.2.7', '198.51.100.255', '2001:DB8:0:0::1', '2001:db8::ffff'];
    for (const address of [...addresses, ...addresses]) {
      expect([address, await statusFrom(key, address)]).toEqual([address, 200]);
    }
    for (const address of ['192.0.2.8', '198.51.101.0', '2001:db8:0:1::1', '::ffff:192.0.2.8', 'unknown']) {
      expect([address, await statusFrom(key, address)]).toEqual([address, 401]);
    }
    expect(await queriesDuring(async () => expect(await statusFrom(key, '192.0.2.7')).toBe(200))).toBe(0);
  });

  it('is refused elsewhere as an unknown key is, and the administrator sees why', async () => {
    const { id, key } = await keyOf(node, 'internal', { allowed_ips: ['192.0.2.7'] });
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const plain = ({ status, body }: Answer) => [status, { ...body.error, request_id: null }];
    const refusal = await other.withKey('GET', '/api/v1/licenses', { headers }, key);
    const unknown = await other.withKey('GET', '/api/v1/licenses', { headers }, 'kw_internal_NOBODY');
    expect(plain(refusal)).toEqual(plain(unknown));
    await written();
    const last_refusal = { at: expect.any(String), ip: '203.0.113.9', reason: 'address' };
    expect(await node.sdk.apiKeys.get(id)).toMatchObject({ last_refusal, last_used_at: null, addresses: [] });
  });

  it('has one event of its refusals until an hour passes without any', async () => {
    const { id, key } = await keyOf(node, 'internal', { allowed_ips: ['192.0.2.7'] });
    const counts: number[] = [];
    for (const minute of ['00:00', '00:30', '01:01', '03:00']) {
      other.clock.holdAt(`2079-01-01T${minute}:00.000Z`);
      await statusFrom(key, '203.0.113.9');
      await written();
      counts.push((await eventsOf(node, id)).filter(({ name }) => name === 'api_key.refused').length);
    }
    expect(counts).toEqual([1, 1, 1, 2]);
  });

  it('shows the attempts with an expired and with a revoked key', async () => {
    const expired = await keyOf(node, 'internal', { expires_at: '2001-01-01' });
    const revoked = await keyOf(node, 'internal');
    await revoke(revoked.id);
    expect([await statusFrom(expired.key, '192.0.2.1'), await statusFrom(revoked.key, '192.0.2.1')]).toEqual([
      401, 401,
    ]);
    await written();
    const reasons = [expired, revoked].map(async ({ id }) => (await node.sdk.apiKeys.get(id)).last_refusal?.reason);
    expect(await Promise.all(reasons)).toEqual(['expired', 'revoked']);
  });

  it('remembers the latest 50 from which it was used, each once', async () => {
    const { id, key } = await keyOf(node, 'internal');
    for (let index = 0; index < 60; index++) {
      other.clock.holdAt(new Date(Date.UTC(2079, 0, 1, 0, 0, index)).toISOString());
      await other.app.get(AuthenticateApiKeyService).authenticate(key, `192.0.2.${index}`);
    }
    await other.app.get(AuthenticateApiKeyService).authenticate(key, '192.0.2.59');
    await written();
    const { addresses } = await node.sdk.apiKeys.get(id);
    expect(addresses.map(({ ip }) => ip)).toEqual(Array.from({ length: 50 }, (_, index) => `192.0.2.${59 - index}`));
    expect(addresses[0]?.last_used_at).toBe('2079-01-01T00:00:59.000Z');
  });
});

it('warns once before the end of a key, for each time of warning, whichever node does it', async () => {
  const { id } = await keyOf(node, 'internal', { expires_at: '2079-02-01T00:00:00.000Z' });
  const warned: unknown[] = [];
  for (const day of ['2079-01-10', '2079-01-19', '2079-01-20', '2079-02-02']) {
    for (const server of [node, other]) {
      server.clock.holdAt(`${day}T00:00:00.000Z`);
      await runJob(server, 'expiring-api-keys');
    }
    const events = (await eventsOf(node, id)).filter(({ name }) => name === 'api_key.expiring');
    warned.push(events.map(({ data }) => [data.warning_days, data.days_until_expiry]));
  }
  expect(warned).toEqual([[], [[14, 13]], [[14, 13]], [[14, 13]]]);
});

it('warns once of the end of a key when two nodes do it at the same time', async () => {
  const { id } = await keyOf(node, 'internal', { expires_at: '2079-02-01T00:00:00.000Z' });
  [node, other].forEach(({ clock }) => clock.holdAt('2079-01-19T00:00:00.000Z'));
  // The first one has marked the key, and cannot record it yet.
  const lock = await holdLocks(node.databaseUrl, 'LOCK TABLE events IN SHARE MODE');
  const first = runJob(node, 'expiring-api-keys');
  await untilWaiting(node.databaseUrl, 1);
  const second = runJob(other, 'expiring-api-keys');
  await untilWaiting(node.databaseUrl, 2, second);
  await lock.end();
  await Promise.all([first, second]);
  const names = (await eventsOf(node, id)).map(({ name }) => name);
  expect(names.filter((name) => name === 'api_key.expiring')).toHaveLength(1);
});

it('warns of the end of no key that was revoked', async () => {
  const { id } = await keyOf(node, 'internal', { expires_at: '2079-02-01T00:00:00.000Z' });
  await revoke(id);
  node.clock.holdAt('2079-01-19T00:00:00.000Z');
  await runJob(node, 'expiring-api-keys');
  expect((await eventsOf(node, id)).map(({ name }) => name)).not.toContain('api_key.expiring');
});

it('notes the uses of other keys while one is being changed', async () => {
  const [changing, another] = [await keyOf(node, 'internal'), await keyOf(node, 'internal')];
  const lock = await holdLocks(
    node.databaseUrl,
    `SELECT 1 FROM api_keys WHERE uid = '${changing.id}' FOR NO KEY UPDATE`,
  );
  await Promise.all([statusOf(changing.key), statusOf(another.key)]);
  await other.app.get(ApiKeyUsesService).write();
  await lock.end();
  const rows = await node.dataSource.query(
    `SELECT uid = $1 AS "isOther" FROM api_keys WHERE uid IN ($1, $2) AND last_used_at IS NOT NULL`,
    [another.id, changing.id],
  );
  expect(rows).toEqual([{ isOther: true }]);
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
  it('has three seconds for an answer, and one passes before another attempt', () => {
    expect(LISTENING_LIMITS).toEqual({ connect: 5_000, answer: 3_000, pause: 1_000 });
  });

  it('is opened again when it is lost, and the change in between is not missed', async () => {
    // Also for the next test.
    jest.replaceProperty(LISTENING_LIMITS, 'answer', 500);
    jest.replaceProperty(LISTENING_LIMITS, 'pause', 50);
    const { id, key } = await cachedKey();
    const before = await listening();
    await node.dataSource.query('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid', [before]);
    await node.sdk.apiKeys.revoke(id);
    await refused(key);
    await until('both nodes listen', async () => (await listeningSince(before)).length === 2);
  });

  it('is replaced when it is silent, until which no key is used for more than ten seconds', async () => {
    jest.replaceProperty(LISTENING_LIMITS, 'pause', 50);
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
    await refused(later.key);
  });
});
