import { createPublicKey, verify } from 'node:crypto';
import type { JWK } from 'jose';
import { generateSigningKeyPair } from '../../../src/core/platform/signing-keys/signing-key-pair';
import { aProduct, aProductWith } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'photo-pro', { key_format: 'signed' });
});
afterAll(() => server.stop());

const publicKeys = async (node = server): Promise<JWK[]> =>
  (await node.call('GET', '/.well-known/jwks.json')).body.keys;

/** What a program does that knows nothing but the published keys; null for a key that is not genuine. */
function claimsIn(licenseKey: string, keys: JWK[]): unknown {
  const [header = '', claims = '', signature = ''] = licenseKey.split('.');
  const { alg, kid, typ } = jsonIn(header);
  const jwk = keys.find((key) => key.kid === kid);
  const value = Buffer.from(signature, 'base64url');
  const isGenuine =
    alg === 'EdDSA' &&
    typ === 'keyward-key+jws' &&
    jwk !== undefined &&
    // The last character has bits that decoding ignores.
    value.toString('base64url') === signature &&
    licenseKey === [header, claims, signature].join('.') &&
    verify(null, Buffer.from(`${header}.${claims}`), createPublicKey({ key: jwk, format: 'jwk' }), value);
  return isGenuine ? jsonIn(claims) : null;
}

function jsonIn(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return {};
  }
}

it('publishes the public key of the installation, and no private one', async () => {
  const { status, body } = await server.call('GET', '/.well-known/jwks.json');
  expect([status, body]).toEqual([
    200,
    {
      keys: [
        {
          kty: 'OKP',
          crv: 'Ed25519',
          kid: expect.stringMatching(/^[\w-]{8}$/),
          x: expect.stringMatching(/^[\w-]{43}$/),
          public_key: body.keys[0].x,
          alg: 'EdDSA',
          use: 'sig',
        },
      ],
      signed: expect.any(String),
    },
  ]);
});

it('issues keys that a program verifies with the public key alone', async () => {
  const { key } = await issued(server, { product: 'photo-pro' });
  expect(key.length).toBeLessThanOrEqual(255);
  expect(claimsIn(key, await publicKeys())).toEqual({ p: 'photo-pro', id: expect.stringMatching(/^[\w-]{14}$/) });
});

it('fails the verification of a key in which any bit is changed', async () => {
  const { key } = await issued(server, { product: 'photo-pro', expires_at: '2099-01-01T00:00:00Z' });
  const keys = await publicKeys();
  expect(claimsIn(key, keys)).not.toBeNull();
  const bits = Array.from({ length: key.length * 8 }, (_, bit) => bit);
  const undetected = bits.filter((bit) => {
    const bytes = Buffer.from(key, 'latin1');
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    return claimsIn(bytes.toString('latin1'), keys) !== null;
  });
  expect(undetected).toEqual([]);
});

it('contains an expiration date that is fixed at issue', async () => {
  const { key, expires_at } = await issued(server, { product: 'photo-pro', expires_at: '2099-01-01T00:00:00Z' });
  expect(claimsIn(key, await publicKeys())).toMatchObject({ exp: Date.parse(String(expires_at)) / 1000 });
});

it('has no key verified by the key of another installation', async () => {
  const { key } = await issued(server, { product: 'photo-pro' });
  const keys = await publicKeys();
  const { publicKey: x } = generateSigningKeyPair();
  expect(
    claimsIn(
      key,
      keys.map((jwk) => ({ ...jwk, x })),
    ),
  ).toBeNull();
});

it('issues a batch, each with a key of its own', async () => {
  const { status, body } = await server.asAdmin('POST', '/api/v1/licenses/batch', {
    body: { product: 'photo-pro', count: 20 },
  });
  expect(status).toBe(201);
  const keys = body.items.map(({ key }: { key: string }) => key);
  expect(new Set(keys).size).toBe(20);
  const published = await publicKeys();
  expect(keys.filter((key: string) => claimsIn(key, published) === null)).toEqual([]);
});

it('is activated and checked as any key', async () => {
  const { key } = await issued(server, { product: 'photo-pro' });
  expect((await activate(server, key, 'desk')).status).toBe(201);
  expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true });
  expect((await validate(server, `${key.slice(0, -1)}!`, 'desk')).body).toMatchObject({ code: 'NOT_FOUND' });
  const { body } = await server.withKey('POST', '/api/license/verify', {
    body: { license_key: key, hardware_hash: 'desk' },
  });
  expect(body).toMatchObject({ valid: true });
});

it('is rotated to a signed key', async () => {
  const { id, key } = await issued(server, { product: 'photo-pro' });
  const body = await server.sdk.licenses.rotateKey(id, {});
  expect(claimsIn(body.key, await publicKeys())).toMatchObject({ p: 'photo-pro' });
  server.clock.advance(6 * DAY);
  expect((await validate(server, key)).body).toMatchObject({ valid: true });
  server.clock.reset();
});

it('is refused for a product whose reference does not fit into a key', async () => {
  const { policy } = await aProduct(server, 'p'.repeat(40));
  await server.sdk.policies.update(policy, { key_format: 'signed' });
  const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'p'.repeat(40) } });
  expect([status, body.error.code]).toEqual([409, 'KEY_TOO_LONG']);
});

it('fits references of 21 characters, with an expiration date', async () => {
  const product = 'q'.repeat(21);
  await aProductWith(server, product, { key_format: 'signed' });
  const { key } = await issued(server, { product, expires_at: '2099-01-01T00:00:00Z' });
  expect(claimsIn(key, await publicKeys())).toMatchObject({ p: product });
});

it('refuses other formats without random parts', async () => {
  const { status } = await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'x', key_format: 'Signed' } });
  expect(status).toBe(400);
});
