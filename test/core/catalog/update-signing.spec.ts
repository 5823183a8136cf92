import { createHash, createPublicKey, verify } from 'node:crypto';
import type { UpdateSigningKey } from '../../../sdk/src/generated/native';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { createDataSource } from '../../../src/core/start/data-source';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { addFirstRows } from '../../../src/core/start/first-start';
import type { Integrity } from '../../../src/core/catalog/update-signing/integrity';
import { UpdateSignerService } from '../../../src/core/catalog/update-signing/update-signer.service';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { freshDatabase, onDatabase } from '../../testkit/database';
import { race } from '../../testkit/race';
import { single } from '../../testkit/rows';
import { createLoggedInUser, withToken } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

const KEYS = '/api/v1/update-signing-keys';
const PRODUCT = { reference: 'PROD-001' };
const VERSION = { version: '1.2.0', releasedAt: '2024-01-15' };
const FILE = { sha256: createHash('sha256').update('a program').digest('hex'), size: 9 };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.dataSource.query('CREATE TABLE first_keys AS TABLE update_signing_keys');
});
beforeEach(async () => {
  server.clock.reset();
  await server.emptyTables('audit_entries', 'events');
  await server.dataSource.query(`
    DELETE FROM update_signing_keys;
    INSERT INTO update_signing_keys OVERRIDING SYSTEM VALUE TABLE first_keys`);
});
afterAll(async () => {
  // The server is shared, with its tables.
  await server.dataSource.query('DROP TABLE first_keys');
  await server.stop();
});

async function published(): Promise<UpdateSigningKey[]> {
  const { status, body } = await server.call('GET', KEYS);
  expect([status, body.next]).toEqual([200, null]);
  return body.items;
}

async function rotated(): Promise<UpdateSigningKey> {
  const { status, body } = await server.asAdmin('POST', KEYS);
  expect([status, body]).toEqual([201, body]);
  return body;
}

async function revoke(keyId: string): Promise<number> {
  return (await server.asAdmin('DELETE', `${KEYS}/${encodeURIComponent(keyId)}`)).status;
}

/** As the database has them, the oldest first. */
async function privateKeys(): Promise<(string | null)[]> {
  const rows = await server.dataSource.query<{ private_key: string | null }[]>(
    'SELECT private_key FROM update_signing_keys ORDER BY id',
  );
  return rows.map(({ private_key }) => private_key);
}

const integrity = (product = PRODUCT, version = VERSION) =>
  server.app.get(UpdateSignerService).integrityOf(product, version, FILE);

/** As a program would, that knows nothing but the published keys. */
function verifies({ signature }: Integrity, keys: UpdateSigningKey[]): boolean {
  const key = keys.find(({ key_id }) => key_id === signature?.keyId);
  const x = Buffer.from(key?.public_key ?? '', 'base64').toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const value = Buffer.from(signature?.value ?? '', 'base64');
  return verify(null, Buffer.from(signature?.manifest ?? ''), publicKey, value);
}

it('publishes a key from the first start on, to everybody', async () => {
  const key = single(await published());
  expect(key).toEqual({
    key_id: expect.stringMatching(/^[0-9a-f]{16}$/),
    algo: 'ed25519',
    public_key: expect.any(String),
    created_at: expect.any(String),
    retired_at: null,
  });
  const raw = Buffer.from(key.public_key, 'base64');
  expect(raw).toHaveLength(32);
  expect(createHash('sha256').update(raw).digest('hex').slice(0, 16)).toBe(key.key_id);
});

it('signs what a program needs to know of its update, verifiably by the published key', async () => {
  const keys = await published();
  const signed = await integrity();
  expect(signed).toEqual({
    size: 9,
    sha256: FILE.sha256,
    signature: {
      algorithm: 'ed25519',
      keyId: keys[0]?.key_id,
      value: expect.any(String),
      manifest: `lm-manifest-v1\nproduct=PROD-001\nversion=1.2.0\nsha256=${FILE.sha256}\nsize=9\nreleased_at=2024-01-15`,
    },
  });
  expect(verifies(signed, keys)).toBe(true);
  const forged = { ...signed, signature: { ...signed.signature, manifest: `${signed.signature?.manifest}0` } };
  expect(verifies(forged as Integrity, keys)).toBe(false);
});

it('signs nothing for names that would forge a line', async () => {
  const forged = await integrity({ reference: 'PROD-001\nversion=9.9' });
  expect(forged).toEqual({ size: 9, sha256: FILE.sha256 });
  expect(await integrity(PRODUCT, { ...VERSION, version: '1\rsize=0' })).not.toHaveProperty('signature');
});

it('signs with the new key after a rotation, while old signatures still verify with the listed old one', async () => {
  const first = single(await published());
  const before = await integrity();
  server.clock.advance(60_000);
  const second = await rotated();

  const keys = await published();
  expect(keys).toEqual([second, { ...first, retired_at: second.created_at }]);
  expect(second.key_id).not.toBe(first.key_id);
  const after = await integrity();
  expect([before.signature?.keyId, after.signature?.keyId]).toEqual([first.key_id, second.key_id]);
  expect([verifies(before, keys), verifies(after, keys)]).toEqual([true, true]);
});

it('deletes retired private keys', async () => {
  const [first] = await privateKeys();
  expect(first).toEqual(expect.any(String));
  await rotated();
  expect(await privateKeys()).toEqual([null, expect.any(String)]);
  expect(await privateKeys()).not.toContain(first);
});

it('removes a revoked key from the list, so that its signatures no longer verify', async () => {
  const before = await integrity();
  const second = await rotated();
  expect(await revoke(before.signature?.keyId ?? '')).toBe(204);

  expect(await published()).toEqual([second]);
  expect((await integrity()).signature?.keyId).toBe(second.key_id);
  expect(await revoke(before.signature?.keyId ?? '')).toBe(404);
  const { items } = await server.sdk.audit.listEntries({ action: 'update_signing_key.revoked' });
  expect(items).toHaveLength(1);
});

it('signs with a new key at once where the one that signs is revoked', async () => {
  const first = single(await published());
  expect(await revoke(first.key_id)).toBe(204);

  const keys = await published();
  expect(keys).toEqual([
    { ...first, key_id: expect.any(String), public_key: expect.any(String), created_at: expect.any(String) },
  ]);
  expect(keys[0]?.key_id).not.toBe(first.key_id);
  const after = await integrity();
  expect(after.signature?.keyId).toBe(keys[0]?.key_id);
  expect(verifies(after, keys)).toBe(true);
  expect(await privateKeys()).toEqual([null, expect.any(String)]);
});

it('revokes a key once however many ask, and leaves one that signs', async () => {
  await server.adminToken();
  const { key_id } = single(await published());
  const answers = await Promise.all(Array.from({ length: 6 }, () => revoke(key_id)));
  expect(answers.sort()).toEqual([204, 404, 404, 404, 404, 404]);
  expect(await published()).toHaveLength(1);
});

it.each(['0000000000000000', 'no such key', 'x'.repeat(500), 'é%'])('revokes no key %j', async (keyId) => {
  expect(await revoke(keyId)).toBe(404);
  expect(await published()).toHaveLength(1);
});

it('has one live key however many are made at once, and every signature meanwhile verifies', async () => {
  await server.adminToken();
  const [made, signed] = await Promise.all([
    Promise.all(Array.from({ length: 4 }, () => rotated())),
    Promise.all(Array.from({ length: 8 }, () => integrity())),
  ]);
  const keys = await published();
  expect(new Set(keys.map(({ key_id }) => key_id)).size).toBe(5);
  expect(keys.filter(({ retired_at }) => retired_at === null)).toEqual([keys[0]]);
  expect(made.map(({ key_id }) => key_id)).toContain(keys[0]?.key_id);
  expect(signed.map((one) => verifies(one, keys))).toEqual(signed.map(() => true));
});

it.each<[string, (keyId: string) => Promise<number>, number[]]>([
  ['make a key', async () => (await server.asAdmin('POST', KEYS)).status, [201, 201, 201, 201]],
  ['revoke the key that signs', revoke, [204, 404, 404, 404]],
])('serializes concurrent requests that %s', async (_what, change, statuses) => {
  await server.adminToken();
  const { key_id } = single(await published());
  const answers = await race(
    { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM update_signing_keys WHERE retired_at IS NULL FOR UPDATE' },
    statuses.map(() => () => change(key_id)),
  );
  expect(answers.sort()).toEqual(statuses);
  expect((await published()).filter(({ retired_at }) => retired_at === null)).toHaveLength(1);
  expect((await privateKeys()).filter((key) => key !== null)).toHaveLength(1);
});

it('shows no private key in answers, the audit log and events', async () => {
  const told = JSON.stringify([
    await rotated(),
    await server.sdk.updateSigningKeys.list(),
    await server.dataSource.query('SELECT * FROM audit_entries'),
    await server.dataSource.query('SELECT * FROM events'),
  ]);
  expect(told).toContain('update_signing_key.created');
  const keys = (await privateKeys()).filter((key) => key !== null);
  expect(keys).toEqual([expect.stringMatching(/.{40}/)]);
  expect(told).not.toContain(keys[0]);
  expect(told).not.toContain('private_key');
});

it('lets owners alone make a key, and lists in pages', async () => {
  const admin = withToken(server, (await createLoggedInUser(server, 'admin')).token);
  expect((await admin.call('POST', KEYS)).status).toBe(403);
  expect((await server.call('POST', KEYS)).status).toBe(401);
  const { key_id } = single(await published());
  expect((await admin.call('DELETE', `${KEYS}/${key_id}`)).status).toBe(403);
  expect((await server.call('DELETE', `${KEYS}/${key_id}`)).status).toBe(401);
  expect(await published()).toHaveLength(1);
  await rotated();
  const { body } = await server.call('GET', KEYS, { query: { limit: '1' } });
  expect(body.items).toHaveLength(1);
  expect((await server.call('GET', KEYS, { query: { limit: '1', after: body.next } })).body.items).toHaveLength(1);
  expect((await server.call('GET', KEYS, { query: { after: 'nonsense' } })).status).toBe(400);
});

it('is created once by nodes that start together, and kept by later starts', async () => {
  const url = await freshDatabase('signing');
  await onDatabase(url, 'DELETE FROM update_signing_keys');
  const start = () =>
    prepareDatabase(url, new Date(), (manager) =>
      addFirstRows(manager, readSettings({ ADMIN_PASSWORD }), new Date(), () => undefined),
    );
  await Promise.all([start(), start()]);
  await start();
  const database = await createDataSource(url).initialize();
  try {
    expect(await database.query('SELECT retired_at FROM update_signing_keys')).toEqual([{ retired_at: null }]);
  } finally {
    await database.destroy();
  }
});
