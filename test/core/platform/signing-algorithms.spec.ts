import { createPublicKey, verify } from 'node:crypto';
import type { Product, SigningAlg } from '../../../sdk/src/generated/native';
import { SigningKeysService } from '../../../src/core/platform/signing-keys/signing-keys.service';
import { aProduct } from '../../testkit/callers';
import { onDatabase } from '../../testkit/database';
import { activate, issued, validate } from '../../testkit/issue';
import { race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';
import { start } from '../../support/license-sessions';
import {
  algOf,
  aNonce,
  claimsOf,
  kidOf,
  publishedKeys,
  type PublishedKey,
  revoke,
  rotated,
  TYPES,
  verified,
} from '../../support/signed';
import type { Tuple } from '../../support/tuple';

const KEYS = '/api/v1/signing-keys';
const SETTING = 'signing.alg';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  await server.dataSource.query(`DELETE FROM signing_keys WHERE alg <> 'EdDSA'`);
  await server.dataSource.query(`UPDATE products SET signing_alg = NULL`);
  // A node reads the active keys again after ten seconds.
  server.clock.advance(11_000);
});
afterAll(() => server.stop());

const published = async () => (await publishedKeys(server)).keys as Tuple<PublishedKey, 1>;
const setDefault = (alg: SigningAlg | null) =>
  server.asAdmin('PATCH', '/api/v1/settings', { body: { [SETTING]: alg } });
const setAlg = (product: Pick<Product, 'id'>, signing_alg: SigningAlg | null) =>
  server.asAdmin('PATCH', `/api/v1/products/${product.id}`, { body: { signing_alg } });

let products = 0;
async function aProductOf(signing_alg: SigningAlg | null): Promise<Product> {
  const { body } = await setAlg(await aProduct(server, `studio-${++products}`), signing_alg);
  return body;
}

/** A signed answer about a new license of a product. */
async function signedFor({ reference }: Product): Promise<string> {
  const { key } = await issued(server, { product: reference });
  return (await validate(server, key, 'desk', { nonce: aNonce() })).body.signed;
}

describe('a key of ES256', () => {
  it('is created beside that of EdDSA, and both are published', async () => {
    const [eddsa] = await published();
    const key = await rotated(server, 'ES256');
    expect(key).toEqual({
      kid: expect.stringMatching(/^[\w-]{8}$/),
      alg: 'ES256',
      public_key: expect.stringMatching(/^B[\w-]{86}$/),
      x: expect.stringMatching(/^[\w-]{43}$/),
      created_at: expect.any(String),
      retired_at: null,
      revoked_at: null,
    });
    const { keys, signed, signed_es256 = '' } = await publishedKeys(server);
    expect(keys).toEqual([
      eddsa,
      {
        kty: 'EC',
        crv: 'P-256',
        kid: key.kid,
        x: key.x,
        y: expect.stringMatching(/^[\w-]{43}$/),
        public_key: key.public_key,
        alg: 'ES256',
        use: 'sig',
      },
    ]);
    const { x = '', y = '' } = keys[1] ?? {};
    const [point, ...coordinates] = [key.public_key, x, y].map((text) => Buffer.from(text, 'base64url'));
    expect(point).toEqual(Buffer.concat([Buffer.of(4), ...coordinates]));
    expect([kidOf(signed), kidOf(signed_es256)]).toEqual([eddsa.kid, key.kid]);
    expect([await verified(server, signed, TYPES.keys), await verified(server, signed_es256, TYPES.keys)]).toEqual([
      expect.objectContaining({ kids: [eddsa.kid, key.kid], revoked: [], other_keys: [key.public_key] }),
      expect.objectContaining({ kids: [eddsa.kid, key.kid], revoked: [], other_keys: [eddsa.public_key] }),
    ]);
  });

  it('is rotated by itself, and the one before endorses the new one', async () => {
    const first = await rotated(server, 'ES256');
    const second = await rotated(server, 'ES256');
    const keys = (await publishedKeys(server)).keys as Tuple<PublishedKey, 3>;
    const [eddsa, newest, former] = keys;
    expect(keys.map(({ kid }) => kid)).toEqual([eddsa.kid, second.kid, first.kid]);
    expect(await claimsOf(server, String(newest.endorsement), [former], TYPES.endorsement)).toEqual({
      iss: expect.any(String),
      iat: expect.any(Number),
      kid: second.kid,
      public_key: second.public_key,
    });
    const active = (await server.sdk.signingKeys.list()).items.filter(({ retired_at }) => retired_at === null);
    expect(active.map(({ kid, alg }) => [kid, alg])).toEqual([
      [second.kid, 'ES256'],
      [eddsa.kid, 'EdDSA'],
    ]);
  });

  it('stays published while that of EdDSA is rotated, and cannot be revoked while it signs', async () => {
    const { kid } = await rotated(server, 'ES256');
    const eddsa = await rotated(server);
    expect((await publishedKeys(server)).keys.map((key) => key.kid)).toEqual(expect.arrayContaining([eddsa.kid, kid]));
    expect((await revoke(server, kid)).body.error.code).toBe('KEY_ACTIVE');
    await rotated(server, 'ES256');
    expect((await revoke(server, kid)).status).toBe(200);
    const { signed } = await publishedKeys(server);
    expect((await verified(server, signed, TYPES.keys)).revoked).toContain(kid);
  });

  it('is one, also if several are created at the same time', async () => {
    await server.adminToken();
    const hold = `SELECT pg_advisory_xact_lock(hashtextextended('keyward: the signing key', 0))`;
    const made = await race(
      { databaseUrl: server.databaseUrl, hold },
      Array.from({ length: 3 }, () => () => rotated(server, 'ES256')),
    );
    const keys = (await publishedKeys(server)).keys.filter(({ alg }) => alg === 'ES256');
    expect(new Set(keys.map(({ kid }) => kid))).toEqual(new Set(made.map(({ kid }) => kid)));
    expect(keys.filter(({ endorsement }) => endorsement === undefined)).toHaveLength(1);
    const { items } = await server.sdk.signingKeys.list({ limit: 100 });
    expect(items.filter(({ alg, retired_at }) => alg === 'ES256' && retired_at === null)).toHaveLength(1);
  });

  it.each([{ alg: 'RS256' }, { alg: 'es256' }, { alg: ['ES256'] }, { alg: null }, { alg: '' }, { algorithm: 'ES256' }])(
    'is not created by %j',
    async (body) => {
      expect((await server.asAdmin('POST', KEYS, { body })).status).toBe(400);
      expect((await publishedKeys(server)).signed_es256).toBeUndefined();
    },
  );

  it('does not push the key of EdDSA out of the published ones', async () => {
    const { kid } = await rotated(server, 'ES256');
    await server.dataSource.query(
      `INSERT INTO signing_keys (alg, kid, public_key, created_at, retired_at)
       SELECT 'ES256', 'former' || n, public_key, created_at, created_at FROM signing_keys, generate_series(1, 210) AS n
       WHERE kid = $1`,
      [kid],
    );
    const { keys } = await publishedKeys(server);
    expect(keys).toHaveLength(200);
    expect(keys.map(({ alg }) => alg)[0]).toBe('EdDSA');
    expect(keys.map((key) => key.kid)).toContain(kid);
  });
});

describe('the algorithm', () => {
  it('is that of the product, in everything that is signed for it', async () => {
    const { kid } = await rotated(server, 'ES256');
    const { reference, policy } = await aProductOf('ES256');
    await server.asAdmin('PATCH', `/api/v1/policies/${policy}`, {
      body: { key_format: 'signed', max_sessions: 3, offline_days: 7 },
    });
    const { id, key } = await issued(server, { product: reference });
    const activated = await activate(server, key, 'desk', { nonce: aNonce() });
    const validated = await validate(server, key, 'desk', { nonce: aNonce() });
    const session = await start(server, key, 'desk', { nonce: aNonce() });
    const file = await server.asAdmin('POST', `/api/v1/licenses/${id}/files`, { body: { hardware_id: 'desk' } });
    const version = { reference: 'v2.0.0', version: '2.0.0', released_at: '2026-01-01', is_active: true };
    await server.asAdmin('POST', `/api/v1/products/${reference}/versions`, { body: version });
    const update = await server.call('POST', '/api/v1/updates/check', {
      body: { product: reference, current_version: '1.0.0', license_key: key, hardware_id: 'desk' },
    });
    const signed: [string, string][] = [
      [activated.body.signed, TYPES.verdict],
      [validated.body.signed, TYPES.verdict],
      [session.body.signed, TYPES.verdict],
      [Buffer.from(file.body.file.replace(/-----.*-----/g, ''), 'base64').toString(), TYPES.licenseFile],
      [update.body.manifest, TYPES.update],
      [key, TYPES.licenseKey],
    ];
    for (const [jws, typ] of signed) {
      expect({ typ, kid: kidOf(jws), alg: algOf(jws) }).toEqual({ typ, kid, alg: 'ES256' });
      await expect(verified(server, jws, typ)).resolves.toBeDefined();
    }
  });

  it('is that of the setting for products that name none, and for unknown license keys', async () => {
    await rotated(server, 'ES256');
    const [none, eddsa] = [await aProductOf(null), await aProductOf('EdDSA')];
    const algs = async () => [
      algOf(await signedFor(none)),
      algOf(await signedFor(eddsa)),
      algOf((await validate(server, 'nobody has this key', 'desk', { nonce: aNonce() })).body.signed),
    ];
    expect(await algs()).toEqual(['EdDSA', 'EdDSA', 'EdDSA']);
    expect((await setDefault('ES256')).status).toBe(200);
    expect(await algs()).toEqual(['ES256', 'EdDSA', 'ES256']);
    await setDefault(null);
    expect(await algs()).toEqual(['EdDSA', 'EdDSA', 'EdDSA']);
  });

  it('needs a key: neither a product nor the setting takes it before', async () => {
    const product = await aProduct(server, 'without-key');
    const refused = [
      await setAlg(product, 'ES256'),
      await setDefault('ES256'),
      await server.asAdmin('POST', '/api/v1/products', {
        body: { reference: 'new', name: 'New', signing_alg: 'ES256' },
      }),
    ];
    expect(refused.map(({ status, body }) => [status, body.error.code, body.error.details?.[0]?.field])).toEqual([
      [400, 'VALIDATION_ERROR', 'signing_alg'],
      [400, 'VALIDATION_ERROR', SETTING],
      [400, 'VALIDATION_ERROR', 'signing_alg'],
    ]);
    await rotated(server, 'ES256');
    expect((await setAlg(product, 'ES256')).body).toMatchObject({ signing_alg: 'ES256' });
    expect(
      (await server.asAdmin('PATCH', `/api/v1/products/${product.id}`, { body: { signing_alg: 'RS256' } })).status,
    ).toBe(400);
  });

  it('of a product costs a check no query', async () => {
    await rotated(server, 'ES256');
    const tripsOf = async (alg: SigningAlg) => {
      const { key } = await issued(server, { product: (await aProductOf(alg)).reference });
      await activate(server, key, 'desk');
      const call = () => validate(server, key, 'desk', { nonce: aNonce() });
      await call();
      return roundTripsOf(call);
    };
    expect(await tripsOf('ES256')).toEqual(await tripsOf('EdDSA'));
  });

  it('of texts for programs that know nothing but Ed25519 stays EdDSA', async () => {
    await rotated(server, 'ES256');
    await setDefault('ES256');
    const [{ kty, crv, x }] = await published();
    const signature = await server.app.get(SigningKeysService).signText('a text');
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    expect(verify(null, Buffer.from('a text'), key, signature)).toBe(true);
    await setDefault(null);
  });
});

it('a node that does not know the first key of ES256 yet signs with that of EdDSA', async () => {
  const product = await aProductOf(null);
  await signedFor(product);
  const [eddsa] = await published();
  // As another node does whose message is lost.
  await onDatabase(
    server.databaseUrl,
    `INSERT INTO signing_keys (alg, kid, public_key, private_key, created_at) VALUES ('ES256', 'unseen', 'x', 'x', now());
     UPDATE products SET signing_alg = 'ES256' WHERE id = (SELECT max(id) FROM products)`,
  );
  expect(kidOf(await signedFor(product))).toBe(eddsa.kid);
});

it('refuses in the database a second active key of an algorithm, and an unknown one', async () => {
  const insert = (alg: string) =>
    onDatabase(
      server.databaseUrl,
      `INSERT INTO signing_keys (alg, kid, public_key, created_at) VALUES ('${alg}', 'another', 'x', now())`,
    );
  await expect(insert('EdDSA')).rejects.toThrow('signing_keys_active_unique');
  await expect(insert('RS256')).rejects.toThrow('signing_keys_alg_known');
});
