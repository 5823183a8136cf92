import type { JWK } from 'jose';
import { Client } from 'pg';
import type { SigningKey as ListedKey } from '../../../sdk/src/generated/native';
import { SigningKey } from '../../../src/core/platform/signing-keys/signing-key.entity';
import { generateSigningKeyPair } from '../../../src/core/platform/signing-keys/signing-key-pair';
import { SigningKeysService } from '../../../src/core/platform/signing-keys/signing-keys.service';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { addFirstRows } from '../../../src/core/start/first-start';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { freshDatabase, onDatabase } from '../../testkit/database';
import { issued, validate } from '../../testkit/issue';
import { race, untilWaiting } from '../../testkit/race';
import { first, single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';
import type { Tuple } from '../../support/tuple';
import { SilentProxy } from '../../support/silent-proxy';
import { aNonce, claimsOf, kidOf, publishedKeys, revoke, rotated, TYPES, verified } from '../../support/signed';
import { until } from '../../testkit/until';
import { createLoggedInUser, withToken } from '../../testkit/users';
import { aProductWith, keyOf } from '../../testkit/callers';

const KEYS = '/api/v1/signing-keys';
const ACTIVE = 'SELECT 1 FROM signing_keys WHERE retired_at IS NULL FOR UPDATE';
const DAY = 86_400;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  await server.emptyTables('signing_keys', 'audit_entries');
  await server.dataSource.manager.insert(SigningKey, { ...generateSigningKeyPair(), createdAt: server.clock.now() });
  forgetKeys(server);
});
afterAll(() => server.stop());

/** A node reads the active key again after ten seconds. */
function forgetKeys(node: TestServer): void {
  node.clock.advance(11_000);
}

const listed = async () => (await server.sdk.signingKeys.list({ limit: 100 })).items;

/** A signed answer about an unknown license. */
async function signedBy(node: TestServer): Promise<string> {
  return (await validate(node, 'nobody has this key', 'desk', { nonce: aNonce() })).body.signed;
}

/** As the database has them, the oldest first. */
async function privateKeys(): Promise<(string | null)[]> {
  const rows = await server.dataSource.query<{ private_key: string | null }[]>(
    'SELECT private_key FROM signing_keys ORDER BY id',
  );
  return rows.map(({ private_key }) => private_key);
}

describe('rotation', () => {
  it('signs with the new key, while the one before verifies on', async () => {
    const before = await signedBy(server);
    server.clock.advance(60_000);
    const key = await rotated(server);
    expect(key).toEqual({
      kid: expect.stringMatching(/^[\w-]{8}$/),
      alg: 'EdDSA',
      public_key: key.x,
      x: expect.stringMatching(/^[\w-]{43}$/),
      created_at: expect.any(String),
      retired_at: null,
      revoked_at: null,
    });

    const after = await signedBy(server);
    expect([kidOf(before) === key.kid, kidOf(after) === key.kid]).toEqual([false, true]);
    expect(await verified(server, before)).toMatchObject({ valid: false });
    expect(await verified(server, after)).toMatchObject({ valid: false });
    expect(await listed()).toEqual([key, expect.objectContaining({ kid: kidOf(before), retired_at: key.created_at })]);
  });

  it('lets a program that pins the first key follow by endorsements, each by the key before', async () => {
    const [first] = (await publishedKeys(server)).keys;
    expect(first).not.toHaveProperty('endorsement');
    const kids = [(await rotated(server)).kid, (await rotated(server)).kid];
    const { keys } = await publishedKeys(server);
    expect(keys.map(({ kid }) => kid)).toEqual([...kids.reverse(), first?.kid]);

    const [third, second] = keys;
    const endorsement = async (key: (JWK & { endorsement?: string }) | undefined, trusted: JWK | undefined) =>
      claimsOf(server, String(key?.endorsement), trusted ? [trusted] : [], TYPES.endorsement);
    const iat = Math.floor(server.clock.now().getTime() / 1000);
    expect(await endorsement(second, first)).toEqual({
      iss: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
      iat: expect.closeTo(iat, -1),
      kid: second?.kid,
      x: second?.x,
    });
    expect(await endorsement(third, second)).toMatchObject({ kid: third?.kid, x: third?.x });
    await expect(endorsement(third, first)).rejects.toThrow();
  });

  it('is not endorsed by a signed license key', async () => {
    await aProductWith(server, 'photo-pro', { key_format: 'signed' });
    const { key } = await issued(server, { product: 'photo-pro' });
    await expect(verified(server, key, TYPES.licenseKey)).resolves.toBeDefined();
    await expect(verified(server, key, TYPES.endorsement)).rejects.toThrow('"typ"');
  });

  it('deletes retired private keys, and shows none', async () => {
    const [first] = await privateKeys();
    expect(first).toEqual(expect.any(String));
    await rotated(server);
    const [retired, active] = await privateKeys();
    expect([retired, active]).toEqual([null, expect.stringMatching(/.{40}/)]);
    const told = JSON.stringify([
      await listed(),
      await publishedKeys(server),
      await server.dataSource.query('SELECT * FROM audit_entries'),
      await server.dataSource.query('SELECT * FROM events'),
    ]);
    expect(told).toContain('signing_key.created');
    expect(told).not.toContain(active);
    expect(told).not.toContain('private_key');
  });

  it('is on record by the id of the key', async () => {
    const { kid: retired } = single(await listed());
    const { kid } = await rotated(server);
    await revoke(server, retired);
    const { items } = await server.sdk.audit.listEntries({ limit: 3 });
    expect(items.map(({ action, target }) => [action, target])).toEqual([
      ['signing_key.revoked', { type: 'signing_keys', id: retired }],
      ['signing_key.created', { type: 'signing_keys', id: kid }],
      ['signing_key.retired', { type: 'signing_keys', id: retired }],
    ]);
  });

  it('serializes concurrent rotations: one key is active, and each endorses the next', async () => {
    await server.adminToken();
    const made = await race(
      { databaseUrl: server.databaseUrl, hold: ACTIVE },
      Array.from({ length: 4 }, () => () => rotated(server)),
    );
    expect(new Set(made.map(({ kid }) => kid)).size).toBe(4);
    expect((await listed()).filter(({ retired_at }) => retired_at === null)).toHaveLength(1);
    expect((await privateKeys()).filter((key) => key !== null)).toHaveLength(1);
    const { keys } = await publishedKeys(server);
    for (const [index, key] of keys.slice(0, -1).entries()) {
      const endorsed = await claimsOf(
        server,
        (key as { endorsement: string }).endorsement,
        keys.slice(index + 1, index + 2),
        TYPES.endorsement,
      );
      expect(endorsed).toMatchObject({ kid: key.kid, x: key.x });
    }
  });

  it('changes nothing if its connection dies in the middle, and can be repeated', async () => {
    await server.adminToken();
    const before = await listed();
    const holder = new Client({ connectionString: server.databaseUrl });
    await holder.connect();
    await holder.query(`BEGIN; ${ACTIVE}`);
    const dying = server.asAdmin('POST', KEYS);
    await untilWaiting(server.databaseUrl, 1);
    await holder.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect((await dying).status).toBeGreaterThanOrEqual(500);
    await holder.end();

    expect(await listed()).toEqual(before);
    expect(kidOf(await signedBy(server))).toBe(first(before).kid);
    const { kid } = await rotated(server);
    expect(kidOf(await signedBy(server))).toBe(kid);
  });
});

describe('revocation', () => {
  it('unpublishes a key, so that what it signed verifies no more', async () => {
    const before = await signedBy(server);
    const kid = kidOf(before);
    await rotated(server);
    const after = await signedBy(server);
    const { status, body } = await revoke(server, kid);
    expect([status, body]).toEqual([200, expect.objectContaining({ kid, revoked_at: expect.any(String) })]);

    const { keys, signed } = await publishedKeys(server);
    expect(keys.map((key) => key.kid)).toEqual([kidOf(after)]);
    await expect(verified(server, before)).rejects.toThrow(kid);
    expect(await verified(server, after)).toMatchObject({ valid: false });
    expect(await claimsOf(server, signed, keys, TYPES.keys)).toMatchObject({ kids: [kidOf(after)], revoked: [kid] });
  });

  it('is refused for the active key', async () => {
    const { kid } = single(await listed());
    const { status, body } = await revoke(server, kid);
    expect([status, body.error.code]).toEqual([409, 'KEY_ACTIVE']);
    expect(kidOf(await signedBy(server))).toBe(kid);
  });

  it('stays as it is when it is repeated', async () => {
    const { kid } = single(await listed());
    await rotated(server);
    const first = await revoke(server, kid);
    server.clock.advance(60_000);
    expect(await revoke(server, kid)).toMatchObject({ status: 200, body: first.body });
    const { items } = await server.sdk.audit.listEntries({ action: 'signing_key.revoked' });
    expect(items).toHaveLength(1);
  });

  it.each(['00000000', 'no such key', 'x'.repeat(500), 'é%'])('knows no key %j', async (kid) => {
    expect((await revoke(server, kid)).status).toBe(404);
  });
});

it('publishes a signed list of the keys that are good, for a day', async () => {
  const { keys, signed } = await publishedKeys(server);
  const claims = await claimsOf(server, signed, keys, TYPES.keys);
  expect(claims).toEqual({
    iss: expect.stringMatching(/^urn:uuid:/),
    iat: expect.any(Number),
    exp: claims.iat + DAY,
    kids: [keys[0]?.kid],
    revoked: [],
  });
  server.clock.advance((DAY + 1) * 1000);
  await expect(claimsOf(server, signed, keys, TYPES.keys)).rejects.toThrow(/exp/);
});

// Before other nodes are started: passport knows one strategy by its name, the one of the node that was started last.
it('lets owners alone rotate and revoke, no API key at all, and shows the list to every user', async () => {
  const { kid } = single(await listed());
  const admin = withToken(server, (await createLoggedInUser(server, 'admin')).token);
  expect((await admin.call('GET', KEYS)).status).toBe(200);
  for (const call of [
    (path: string) => admin.call('POST', path),
    async (path: string) => server.withKey('POST', path, {}, (await keyOf(server, 'internal')).key),
  ]) {
    expect([(await call(KEYS)).status, (await call(`${KEYS}/${kid}/revoke`)).status]).toEqual([403, 403]);
  }
  expect((await server.call('POST', KEYS)).status).toBe(401);
  expect(await listed()).toHaveLength(1);
});

describe('the issuer', () => {
  it('is made once by nodes that start together, and kept by later starts', async () => {
    const url = await freshDatabase('issuer');
    await onDatabase(url, 'DELETE FROM installation');
    const startUp = () =>
      prepareDatabase(url, new Date(), (manager) =>
        addFirstRows(manager, readSettings({ ADMIN_PASSWORD }), new Date(), () => undefined),
      );
    const installations = async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ id: string }>('SELECT id FROM installation');
      await client.end();
      return rows;
    };
    await Promise.all([startUp(), startUp()]);
    const made = await installations();
    expect(made).toHaveLength(1);
    await startUp();
    expect(await installations()).toEqual(made);
  });

  it('is the id of the installation', async () => {
    const [{ id }] = await server.dataSource.query<[{ id: string }]>('SELECT id FROM installation');
    expect((await verified(server, await signedBy(server))).iss).toBe(`urn:uuid:${id}`);
  });
});

describe('at several nodes', () => {
  let other: TestServer;
  let proxy: SilentProxy;
  beforeAll(async () => {
    proxy = await SilentProxy.before(server.databaseUrl);
    other = await TestServer.start({ DATABASE_DIRECT_URL: proxy.url }, server.databaseUrl);
  });
  beforeEach(() => {
    forgetKeys(other);
    // It keeps the key that it has read until it is notified.
    other.clock.holdAt(other.clock.now().toISOString());
  });
  afterAll(async () => {
    await other.stop();
    proxy.stop();
  });

  it('the issuer is the same', async () => {
    const { iss } = await verified(server, await signedBy(server));
    expect((await verified(other, await signedBy(other))).iss).toBe(iss);
  });

  it('a rotated key signs nowhere once the other node is notified', async () => {
    const retired = kidOf(await signedBy(other));
    const { kid } = await rotated(server);
    expect(kidOf(await signedBy(server))).toBe(kid);
    await until('the other node has the new key', async () => kidOf(await signedBy(other)) === kid);
    await revoke(server, retired);
    expect(await verified(other, await signedBy(other))).toMatchObject({ valid: false });
    expect((await publishedKeys(other)).keys.map((key) => key.kid)).toEqual([kid]);
  });

  it('a key that a node has in memory signs for ten seconds at most while messages are lost', async () => {
    // Not by a request: checks use the silent connection as well.
    const kidAtOther = async () => kidOf((await other.app.get(SigningKeysService).signer('test'))({}));
    const old = await kidAtOther();
    proxy.silence({ newOnesToo: true });
    const { kid } = await rotated(server);
    expect(await kidAtOther()).toBe(old);
    other.clock.advance(10_000);
    expect(await kidAtOther()).toBe(kid);
    proxy.open();
  });
});

it('signs without a query while the key is known, and reads it again after ten seconds', async () => {
  const { key } = await issued(server);
  const queriesDuring = async (): Promise<number> => {
    const sent = await statementsOf(() => validate(server, key, 'desk', { nonce: aNonce() }));
    return sent.filter(({ text }) => text.includes('signing_keys')).length;
  };
  await validate(server, key, 'desk', { nonce: aNonce() });
  expect(await queriesDuring()).toBe(0);
  forgetKeys(server);
  expect([await queriesDuring(), await queriesDuring()]).toEqual([1, 0]);
});

describe('a node with SECRETS_KEY and PUBLIC_URL', () => {
  let node: TestServer;
  beforeAll(async () => {
    const environment = {
      SECRETS_KEY: 'the key that encrypts the secrets',
      PUBLIC_URL: 'https://licenses.example/keys/',
    };
    node = await TestServer.start(environment, server.databaseUrl);
  });
  beforeEach(() => forgetKeys(node));
  afterAll(() => node.stop());

  it('encrypts new private keys, and signs with them', async () => {
    await rotated(node, 'ES256');
    const { kid } = await rotated(node);
    const encrypted = expect.stringMatching(/^enc:v1:/);
    expect((await privateKeys()).slice(-2)).toEqual([encrypted, encrypted]);
    const signed = await signedBy(node);
    expect(kidOf(signed)).toBe(kid);
    expect(await verified(node, signed)).toMatchObject({ valid: false });
  });

  it('has its PUBLIC_URL without a trailing slash as issuer', async () => {
    expect((await verified(node, await signedBy(node))).iss).toBe('https://licenses.example/keys');
  });
});

it('lists in pages, and finds by part of the id', async () => {
  await rotated(server);
  const [newest, oldest] = (await listed()) as Tuple<ListedKey, 2>;
  const { items, next } = await server.sdk.signingKeys.list({ limit: 1 });
  expect(items).toEqual([newest]);
  expect((await server.sdk.signingKeys.list({ limit: 1, after: String(next) })).items).toEqual([oldest]);
  expect((await server.sdk.signingKeys.list({ q: oldest.kid })).items).toContainEqual(oldest);
  expect((await server.asAdmin('GET', KEYS, { query: { after: 'nonsense' } })).status).toBe(400);
});

it('refuses in the database what code must not do', async () => {
  await expect(
    onDatabase(server.databaseUrl, `UPDATE signing_keys SET revoked_at = created_at WHERE retired_at IS NULL`),
  ).rejects.toThrow('signing_keys_revoked_are_retired');
  await expect(
    onDatabase(server.databaseUrl, `INSERT INTO installation VALUES (gen_random_uuid(), now())`),
  ).rejects.toThrow('installation_single');
});
