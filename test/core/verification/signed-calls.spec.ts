import { createHash } from 'node:crypto';
import { commit, credited, reserve } from '../../support/credits';
import { beat, end, start } from '../../support/license-sessions';
import { metered } from '../../support/meters';
import { algOf, aNonce, type Claims, rotated, TYPES, verified } from '../../support/signed';
import { aProduct } from '../../testkit/callers';
import { activate, deactivate, heartbeat, issued } from '../../testkit/issue';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('licenses', 'meters'));
afterAll(() => server.stop());

const DEVICE = 'desk';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const post = (path: string, body: object) => server.call('POST', `/api/v1/${path}`, { body });

async function claimsIn({ body }: Answer): Promise<Claims> {
  expect(body.signed).toEqual(expect.any(String));
  return verified(server, body.signed, TYPES.answer);
}

async function activeLicense(fields: object = {}): Promise<{ id: string; key: string }> {
  const license = await issued(server, { ...fields });
  expect((await activate(server, license.key, DEVICE)).status).toBe(201);
  return license;
}

describe('a signed answer without a verdict', () => {
  it('says what was used and what is left of it', async () => {
    const { key } = await metered(server, { exports: { limit: 10 } });
    await activate(server, key, DEVICE);
    const nonce = aNonce();
    const reply = await post('usage', { license_key: key, hardware_id: DEVICE, meter: 'exports', amount: 3, nonce });
    const claims = await claimsIn(reply);
    expect(claims).toMatchObject({ nonce, op: 'usage', status: 200, code: null });
    expect(claims).toMatchObject({ key_hash: sha256(key), fingerprint: DEVICE, exp: claims.iat + 300 });
    expect(claims.items).toEqual([{ meter: 'exports', amount: 3 }]);
    expect(claims.meters).toEqual(reply.body.meters);
  });

  it('says until when an amount is reserved, and what its commit took', async () => {
    const { key } = await credited(server, { limit: '1' }, { image: '0.25' });
    const reserved = await reserve(server, key, { image: 2 }, { nonce: aNonce() });
    const { reservation_token: token, expires_at } = reserved.body;
    expect(await claimsIn(reserved)).toMatchObject({
      status: 201,
      key_hash: sha256(key),
      fingerprint: null,
      items: [{ feature: 'image', amount: 2 }],
      reservation: { expires_at: Math.floor(Date.parse(expires_at) / 1000) },
    });
    const taken = await post('usage/reservations/commit', { reservation_token: token, nonce: aNonce() });
    const claims = await claimsIn(taken);
    expect(claims).toMatchObject({ op: 'usage', key_hash: sha256(token), credits: taken.body.credits });
    expect(claims).not.toHaveProperty('items');
  });

  it('confirms that a device was deactivated', async () => {
    const { key } = await activeLicense();
    const reply = await deactivate(server, key, DEVICE, { nonce: aNonce() });
    expect(reply.body.success).toBe(true);
    expect(await claimsIn(reply)).toMatchObject({ op: 'deactivate', fingerprint: DEVICE, status: 200, code: null });
  });

  it('says which version is newer, or that none is', async () => {
    const product = await aProduct(server, 'signed-camera', { updates_need_license: false });
    const check = { product: product.reference, current_version: '1.0', nonce: aNonce() };
    expect(await claimsIn(await post('updates/check', check))).toMatchObject({
      op: 'update',
      product: product.reference,
      current_version: '1.0',
      available: false,
      version: null,
      key_hash: null,
    });
    const body = { version: '1.1', released_at: '2020-01-01' };
    const made = await server.asAdmin('POST', `/api/v1/products/${product.id}/versions`, { body });
    expect([made.status, made.body]).toEqual([201, made.body]);
    expect(await claimsIn(await post('updates/check', check))).toMatchObject({ available: true, version: '1.1' });
  });

  it('has the algorithm of the product', async () => {
    await rotated(server, 'ES256');
    const product = await aProduct(server, 'signed-recorder', { signing_alg: 'ES256' });
    const { key } = await issued(server, { product: product.id });
    const check = { product: product.reference, current_version: '1.0', nonce: aNonce() };
    for (const { body } of [
      await post('updates/check', check),
      await heartbeat(server, key, 'other', { nonce: aNonce() }),
    ]) {
      expect(algOf(body.signed)).toBe('ES256');
    }
  });

  it('is the first one where a call is repeated', async () => {
    const { key } = await metered(server, { exports: { limit: 10 } });
    const body = { license_key: key, meter: 'exports', amount: 3, nonce: aNonce() };
    const options = { body, headers: { 'idempotency-key': aNonce() } };
    const first = await server.call('POST', '/api/v1/usage', options);
    expect((await server.call('POST', '/api/v1/usage', options)).body).toEqual(first.body);
    expect((await claimsIn(first)).meters).toMatchObject([{ used: 3 }]);
  });
});

type Refusal = readonly [operation: string, code: string, status: number, call: (nonce: string) => Promise<Answer>];

const REFUSALS: readonly Refusal[] = [
  [
    'activate',
    'SEATS_EXHAUSTED',
    409,
    async (nonce) => activate(server, (await activeLicense({ max_activations: 1 })).key, 'second', { nonce }),
  ],
  ['activate', 'NOT_FOUND', 404, (nonce) => activate(server, 'AAAA-AAAA-AAAA-AAAA', DEVICE, { nonce })],
  [
    'heartbeat',
    'NOT_ACTIVATED',
    403,
    async (nonce) => heartbeat(server, (await issued(server)).key, DEVICE, { nonce }),
  ],
  [
    'deactivate',
    'NOT_ACTIVATED',
    403,
    async (nonce) => deactivate(server, (await issued(server)).key, DEVICE, { nonce }),
  ],
  ['session', 'NOT_ACTIVATED', 403, async (nonce) => start(server, (await issued(server)).key, DEVICE, { nonce })],
  ['session', 'ACTIVE_SESSION_NOT_FOUND', 404, (nonce) => beat(server, 'A'.repeat(43), { nonce })],
  [
    'usage',
    'METER_EXHAUSTED',
    409,
    async (nonce) => {
      const { key } = await metered(server, { exports: { limit: 2 } });
      return post('usage', { license_key: key, items: [{ meter: 'exports', amount: 3 }], nonce });
    },
  ],
  [
    'usage',
    'RESERVATION_NOT_FOUND',
    404,
    (nonce) => post('usage/reservations/commit', { reservation_token: 'A'.repeat(43), nonce }),
  ],
  [
    'update',
    'PRODUCT_NOT_FOUND',
    404,
    (nonce) => post('updates/check', { product: 'none', current_version: '1.0', nonce }),
  ],
];

describe('a refusal', () => {
  it.each(REFUSALS)('of %s with %s is signed with the code and the status', async (op, _code, status, call) => {
    const nonce = aNonce();
    const reply = await call(nonce);
    expect(reply.status).toBe(status);
    expect(await claimsIn(reply)).toMatchObject({ op, nonce, status, code: reply.body.error.code });
  });

  it('is not signed without a nonce, nor if the call was not judged', async () => {
    const { key } = await activeLicense({ max_activations: 1 });
    for (const more of [{}, { nonce: 'short' }, { nonce: aNonce(), environment: 'moon' }]) {
      expect((await activate(server, key, 'second', more)).body).not.toHaveProperty('signed');
    }
  });

  it('of one call is not in the answer to another one that it was decided with', async () => {
    const { key } = await activeLicense({ max_activations: 1 });
    const replies = await Promise.all([
      activate(server, key, 'second', { nonce: aNonce() }),
      activate(server, key, 'third'),
    ]);
    expect(replies.map(({ body }) => 'signed' in body)).toEqual([true, false]);
  });

  it('about a session that has ended names its token', async () => {
    const license = await activeLicense();
    const { session_token: token } = (await start(server, license.key, DEVICE)).body;
    await end(server, token);
    expect(await claimsIn(await beat(server, token, { nonce: aNonce() }))).toMatchObject({
      key_hash: sha256(token),
      fingerprint: null,
    });
  });

  it('cannot be taken for a verdict, nor the reverse', async () => {
    const { key } = await activeLicense();
    const refused = await heartbeat(server, key, 'other', { nonce: aNonce() });
    await expect(verified(server, refused.body.signed)).rejects.toThrow();
    const valid = await heartbeat(server, key, DEVICE, { nonce: aNonce() });
    await expect(verified(server, valid.body.signed, TYPES.answer)).rejects.toThrow();
    expect((await commit(server, 'A'.repeat(43))).body).not.toHaveProperty('signed');
  });
});
