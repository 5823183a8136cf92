import { createHash } from 'node:crypto';
import { compactDecrypt } from 'jose';
import type { License } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import {
  claimsIn,
  claimsOf,
  decrypted,
  filesOf,
  issueFile,
  publicKeysOf,
  release,
  releaseCode,
  requestFile,
  tokenIn,
  typOf,
} from '../../support/license-files';
import { activeSeatsOf, verificationsOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const NOW = '2027-03-01T12:00:00Z';
const UNKNOWN_ID = '2f9a4e0e-6a0b-4d57-9a3f-0c9f4b1f7a11';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => {
  server.clock.holdAt(NOW);
});
afterAll(() => server.stop());

const seconds = (date: string) => Date.parse(date) / 1000;
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];

/** A license that is active on the desk. */
async function active(license: Record<string, unknown> = {}): Promise<License> {
  const made = await issued(server, license);
  expect((await activate(server, made.key, 'desk')).status).toBe(201);
  return made;
}

describe('what a license file carries besides the license', () => {
  const PARTS = ['customer', 'devices', 'group', 'metadata', 'meters', 'users'] as const;
  let count = 0;

  async function carrying(parts: readonly string[], license: Record<string, unknown> = {}): Promise<License> {
    const reference = `carries-${(count += 1)}`;
    const { policy } = await aProduct(server, reference, { license_file_parts: parts });
    await server.asAdmin('PATCH', `/api/v1/policies/${policy}`, { body: { offline_days: 30 } });
    return active({ product: reference, ...license });
  }

  it('is what the request asks for and the product allows', async () => {
    const customer = { name: 'Ada', email: 'ada@example.com', company: 'Engines' };
    const { body: made } = await server.asAdmin('POST', '/api/v1/customers', { body: customer });
    const { id, key } = await carrying(PARTS, { customer_id: made.id, metadata: { room: 7 }, max_users: 3 });
    const user = { email: 'bob@example.com', name: 'Bob' };
    expect((await server.asAdmin('POST', `/api/v1/licenses/${key}/users`, { body: user })).status).toBe(201);
    const { body } = await requestFile(server, key, 'desk', { include: PARTS });
    expect((await claimsOf(server, body.file)).included).toEqual({
      customer,
      devices: [{ fingerprint: 'desk', name: null }],
      group: null,
      metadata: { room: 7 },
      meters: {},
      users: [{ user: user.email, name: user.name }],
    });
    const { body: issuedFile } = await issueFile(server, { id }, { include: ['metadata'] });
    expect((await claimsOf(server, issuedFile.file)).included).toEqual({ metadata: { room: 7 } });
    const { body: plain } = await requestFile(server, key, 'desk');
    expect(await claimsOf(server, plain.file)).not.toHaveProperty('included');
  });

  it('is refused by name if the product does not allow it', async () => {
    const { key } = await carrying(['metadata']);
    const { status, body } = await requestFile(server, key, 'desk', { include: ['metadata', 'customer', 'users'] });
    expect([status, body.error.message]).toEqual([
      422,
      'The product does not allow license files to carry: customer, users',
    ]);
    expect((await requestFile(server, key, 'desk', { include: ['secrets'] })).status).toBe(400);
  });

  it('is refused if it takes more than 16 KB', async () => {
    const { key, id } = await carrying(['metadata', 'devices'], {
      max_activations: null,
      metadata: { a: 'x'.repeat(15_900) },
    });
    await server.dataSource.query(
      `INSERT INTO activations (license_id, kind, fingerprint, name, activated_at, last_seen_at)
       SELECT id, 'device', 'device ' || n, repeat('n', 200), now(), now() FROM licenses, generate_series(1, 3) AS n
       WHERE uid = $1`,
      [id],
    );
    const { status, body } = await requestFile(server, key, 'desk', { include: ['metadata', 'devices'] });
    expect([status, body.error.details[0].reason]).toEqual([422, 'too_large']);
  });
});

describe('the license file of a program', () => {
  it('says what validate says, signed for the device and a time', async () => {
    const { id, key } = await active({ features: ['export'], max_users: 7, expires_at: '2028-01-01T00:00:00Z' });
    const { status, body } = await requestFile(server, key, 'desk', { ttl_days: 14 });
    expect([status, body]).toEqual([
      201,
      { id: expect.any(String), file: expect.any(String), expires_at: '2027-03-15T12:00:00.000Z' },
    ]);
    expect(await claimsOf(server, body.file)).toEqual({
      ver: 1,
      iss: expect.stringMatching(/^urn:uuid:[\da-f-]{36}$/),
      jti: body.id,
      iat: seconds(NOW),
      nbf: seconds(NOW),
      exp: seconds('2027-03-15T12:00:00Z'),
      product: 'v2-default',
      license: id,
      key_hash: createHash('sha256').update(key).digest('hex'),
      fingerprint: 'desk',
      valid: true,
      code: 'VALID',
      features: ['export'],
      max_users: 7,
      expires_at: seconds('2028-01-01T00:00:00Z'),
      offline_until: seconds('2027-03-15T12:00:00Z'),
      next_check: expect.any(Number),
    });
  });

  it('names the address of a server that has one as its issuer', async () => {
    const addressed = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
    addressed.clock.holdAt(NOW);
    const { key } = await issued(addressed);
    await activate(addressed, key, 'desk');
    const { body } = await requestFile(addressed, key, 'desk');
    expect(await claimsOf(addressed, body.file)).toMatchObject({ iss: 'https://licenses.example' });
    await addressed.stop();
  });

  it('holds for the days of the policy by default, and never for more', async () => {
    const { key } = await active({ policy_overrides: { offline_days: 10 } });
    expect((await requestFile(server, key, 'desk')).body.expires_at).toBe('2027-03-11T12:00:00.000Z');
    expect((await requestFile(server, key, 'desk', { ttl_days: 10 })).status).toBe(201);
    const longer = await requestFile(server, key, 'desk', { ttl_days: 11 });
    expect([codeOf(longer), longer.body.error.message]).toEqual([
      [403, 'OFFLINE_NOT_ALLOWED'],
      'A license file of this license may last at most 10 days',
    ]);
    for (const ttl_days of [0, -1, 1.5, '5', 3_651, null]) {
      expect(codeOf(await requestFile(server, key, 'desk', { ttl_days }))).toEqual([400, 'VALIDATION_ERROR']);
    }
  });

  it('is refused where the policy allows none, which is logged', async () => {
    const license = await active({ policy_overrides: { offline_days: 0 } });
    expect(codeOf(await requestFile(server, license.key, 'desk'))).toEqual([403, 'OFFLINE_NOT_ALLOWED']);
    expect(await filesOf(server, license)).toEqual([]);
    expect((await verificationsOf(server, license.key)).at(-1)).toMatchObject({
      operation: 'check',
      outcome: 'OFFLINE_NOT_ALLOWED',
      fingerprint: 'desk',
    });
  });

  it('ends at the last second in which the license is usable, its grace period included', async () => {
    const { key } = await active({ expires_at: '2027-03-05T00:00:00Z', policy_overrides: { grace_days: 2 } });
    const { body } = await requestFile(server, key, 'desk');
    expect(body.expires_at).toBe('2027-03-06T23:59:59.000Z');
    server.clock.holdAt('2027-03-06T23:00:00Z');
    const late = await requestFile(server, key, 'desk');
    expect(late.body.expires_at).toBe('2027-03-06T23:59:59.000Z');
    expect((await claimsOf(server, late.body.file)).code).toBe('IN_GRACE');
    server.clock.holdAt('2027-03-07T00:00:00Z');
    expect(codeOf(await requestFile(server, key, 'desk'))).toEqual([403, 'EXPIRED']);
  });

  it('lasts no longer than a device may go unchecked', async () => {
    const { key } = await active({ policy_overrides: { check_in_interval: 3 * 86_400 } });
    expect((await requestFile(server, key, 'desk')).body.expires_at).toBe('2027-03-04T11:59:59.000Z');
  });

  it('ends before an expired license loses features', async () => {
    const restricted = { expiry_strategy: 'restrict_access', entitlements_after_expiry: ['read'] };
    const license = { features: ['read', 'write'], expires_at: '2027-03-05T00:00:00Z', policy_overrides: restricted };
    const { key } = await active(license);
    expect((await requestFile(server, key, 'desk')).body.expires_at).toBe('2027-03-04T23:59:59.000Z');
    server.clock.holdAt('2027-03-05T00:00:00Z');
    const { body } = await requestFile(server, key, 'desk');
    expect(body.expires_at).toBe('2027-04-04T00:00:00.000Z');
    expect(await claimsOf(server, body.file)).toMatchObject({ features: ['read'], code: 'EXPIRED_BUT_USABLE' });
  });

  it('counts the grace period before an expired license loses features', async () => {
    const policy_overrides = { expiry_strategy: 'restrict_access', entitlements_after_expiry: [], grace_days: 3 };
    const { key } = await active({ features: ['write'], expires_at: '2027-03-05T00:00:00Z', policy_overrides });
    expect((await requestFile(server, key, 'desk')).body.expires_at).toBe('2027-03-07T23:59:59.000Z');
  });

  it('is refused for the reason for which validate refuses', async () => {
    const { id, key } = await active();
    expect(codeOf(await requestFile(server, key, 'laptop'))).toEqual([403, 'DEVICE_MISMATCH']);
    expect(codeOf(await requestFile(server, 'no-such-key', 'desk'))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await requestFile(server, key, 'desk', { product: 'lic-default' }))).toEqual([
      403,
      'PRODUCT_MISMATCH',
    ]);
    for (const [verb, code] of [
      ['disable', 'DISABLED'],
      ['block', 'BLOCKED'],
      ['revoke', 'REVOKED'],
    ]) {
      await server.asAdmin('POST', `/api/v1/licenses/${id}/${verb}`);
      expect(codeOf(await requestFile(server, key, 'desk'))).toEqual([403, code]);
      expect((await validate(server, key, 'desk')).body.code).toBe(code);
    }
    expect(await filesOf(server, { id })).toEqual([]);
    const log = await verificationsOf(server, key);
    expect(log.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['DEVICE_MISMATCH', 'DISABLED', 'BLOCKED', 'REVOKED']),
    );
  });

  it('is logged as a check of the device', async () => {
    const { key } = await active();
    server.clock.advance(DAY);
    await requestFile(server, key, 'desk', { app_version: '2.0' });
    expect((await verificationsOf(server, key)).at(-1)).toMatchObject({
      operation: 'check',
      outcome: 'VALID',
      fingerprint: 'desk',
      app_version: '2.0',
    });
    const { items } = await server.sdk.activations.list({ license: key });
    expect(items[0]?.last_seen_at).toBe('2027-03-02T12:00:00.000Z');
  });

  it('names an object of hardware data by its hash', async () => {
    const { key } = await issued(server);
    const hardware = { board: 'b-1', cpu: 'c-2' };
    await activate(server, key, hardware);
    const { body } = await requestFile(server, key, hardware);
    const hash = createHash('sha256').update(JSON.stringify(hardware)).digest('hex');
    expect((await claimsOf(server, body.file)).fingerprint).toBe(hash);
  });

  it('names a device that is recognized by its parts as the program names it', async () => {
    const { id, key } = await issued(server, { policy_overrides: { component_match: 'any' } });
    const components = { board: 'b-1', disk: 'd-1' };
    await activate(server, key, 'desk', { components });
    const { body } = await requestFile(server, key, 'desk-2', { components, encrypted: true });
    const jws = decrypted(tokenIn(body.file), key, 'desk-2');
    expect((await claimsIn(jws, await publicKeysOf(server))).fingerprint).toBe('desk-2');
    const released = await release(server, { id }, releaseCode(key, 'desk-2', body.id));
    expect([released.status, released.body]).toMatchObject([201, { fingerprint: 'desk', active: false }]);
  });

  it('contains the entitlements as validate shows them', async () => {
    const product = await aProduct(server, 'entitled');
    await server.sdk.products.putEntitlement(product.id, 'export', { name: 'Export', type: 'flag' });
    const { key } = await active({
      product: 'entitled',
      entitlements: { export: { value: true, expires_at: '2027-03-09T00:00:00Z' } },
    });
    const { body } = await requestFile(server, key, 'desk');
    const { features, entitlements } = await claimsOf(server, body.file);
    const validated = (await validate(server, key, 'desk')).body;
    expect([features, entitlements]).toEqual([validated.features, validated.entitlements]);
    expect(features).toEqual(['export']);
  });

  it('is for the product that the program names, of a license for several', async () => {
    await aProduct(server, 'suite-a');
    await aProduct(server, 'suite-b');
    const { key } = await active({ product: 'suite-a', products: ['suite-a', 'suite-b'] });
    const productOf = async (more: object) =>
      (await claimsOf(server, (await requestFile(server, key, 'desk', more)).body.file)).product;
    expect(await productOf({})).toBe('suite-a');
    expect(await productOf({ product: 'suite-b' })).toBe('suite-b');
  });

  it('is for the retired key of a program that does not have the new one yet', async () => {
    const { id, key } = await active();
    await server.sdk.licenses.rotateKey(id, { overlap_days: 5 });
    const { body } = await requestFile(server, key, 'desk', { encrypted: true });
    const jws = decrypted(tokenIn(body.file), key, 'desk');
    const { key_hash } = await claimsIn(jws, await publicKeysOf(server));
    expect(key_hash).toBe(createHash('sha256').update(key).digest('hex'));
  });

  it('is one of its own for each call, also with an Idempotency-Key', async () => {
    const { key } = await active();
    const call = { body: { license_key: key, hardware_id: 'desk' }, headers: { 'idempotency-key': 'once' } };
    const first = await server.call('POST', '/api/v1/license-file', call);
    const second = await server.call('POST', '/api/v1/license-file', call);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).not.toBe(first.body.id);
    expect((await claimsOf(server, second.body.file)).jti).toBe(second.body.id);
  });

  it('counts as a client call for the rate limit', async () => {
    const limited = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
    await limited.sdk.settings.update({ 'limits.native.client': 2 });
    await validate(limited, 'no-such-key');
    expect((await requestFile(limited, 'no-such-key', 'desk')).status).toBe(404);
    expect((await requestFile(limited, 'no-such-key', 'desk')).status).toBe(429);
    await limited.stop();
  });
});

describe('an encrypted license file', () => {
  it('opens with the license key and the fingerprint, with jose and without', async () => {
    const { key } = await active();
    const { body } = await requestFile(server, key, 'desk', { encrypted: true });
    const token = tokenIn(body.file);
    expect(token.split('.')).toHaveLength(5);
    const jws = decrypted(token, key, 'desk');
    expect(await claimsIn(jws, await publicKeysOf(server))).toMatchObject({ jti: body.id, fingerprint: 'desk' });
    expect(() => decrypted(token, key, 'laptop')).toThrow();
    expect(() => decrypted(token, `${key}x`, 'desk')).toThrow();
    const secret = await crypto.subtle.importKey('raw', Buffer.from(key), 'HKDF', false, ['deriveBits']);
    const text = (part: string) => new TextEncoder().encode(part);
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: text('desk'), info: text('keyward license file') };
    const bits = new Uint8Array(await crypto.subtle.deriveBits(algorithm, secret, 256));
    expect(Buffer.from((await compactDecrypt(token, bits)).plaintext).toString()).toBe(jws);
  });

  it('opens with the license key alone if it is for any device', async () => {
    const license = await issued(server);
    const { body } = await issueFile(server, license, { encrypted: true });
    const jws = decrypted(tokenIn(body.file), license.key);
    expect(await claimsIn(jws, await publicKeysOf(server))).toMatchObject({ fingerprint: null, jti: body.id });
  });
});

describe('a license file in which a bit is changed', () => {
  const flips = (text: string) =>
    sampleOf([...Array(text.length * 8).keys()], 1_000, 'bits of a file').map((bit) => {
      const bytes = Buffer.from(text, 'latin1');
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return bytes.toString('latin1');
    });

  it.each([false, true])('is refused, whichever bit it is (encrypted: %s)', async (encrypted) => {
    const { key } = await active({ features: ['export'] });
    const { body } = await requestFile(server, key, 'desk', { encrypted });
    const keys = await publicKeysOf(server);
    const read = async (file: string) => {
      const token = tokenIn(file);
      return claimsIn(token.split('.').length === 5 ? decrypted(token, key, 'desk') : token, keys);
    };
    expect(await read(body.file)).toMatchObject({ jti: body.id });
    const accepted = await Promise.all(
      flips(body.file).map((file) =>
        read(file).then(
          () => true,
          () => false,
        ),
      ),
    );
    expect(accepted.filter(Boolean)).toEqual([]);
  });
});

describe('the license file of an admin', () => {
  it('is for any device and takes no seat, unless a device is named', async () => {
    const license = await issued(server);
    const { status, body } = await issueFile(server, license);
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        fingerprint: null,
        encrypted: false,
        expires_at: '2027-03-31T12:00:00.000Z',
        created_by: 'admin',
        created_at: '2027-03-01T12:00:00.000Z',
        revoked_at: null,
        file: expect.any(String),
      },
    ]);
    expect(await claimsOf(server, body.file)).toMatchObject({ fingerprint: null, license: license.id, jti: body.id });
    expect(await activeSeatsOf(server, license)).toBe(0);
  });

  it('activates the device that it names, once', async () => {
    const license = await issued(server, { max_activations: 1 });
    const desk = { hardware_id: 'desk', machine_name: 'Lab computer' };
    const { status, body } = await issueFile(server, license, desk);
    expect([status, body.fingerprint]).toEqual([201, 'desk']);
    expect((await claimsOf(server, body.file)).fingerprint).toBe('desk');
    expect((await issueFile(server, license, { hardware_id: 'desk' })).status).toBe(201);
    expect(codeOf(await issueFile(server, license, { hardware_id: 'laptop' }))).toEqual([409, 'SEATS_EXHAUSTED']);
    const { items } = await server.sdk.activations.list({ license: license.key });
    expect(items).toMatchObject([{ fingerprint: 'desk', name: 'Lab computer', active: true }]);
    expect(await filesOf(server, license)).toHaveLength(2);
    expect((await validate(server, license.key, 'desk')).body.code).toBe('VALID');
  });

  it('starts no term, and ends with a term that would start now', async () => {
    const product = await aProduct(server, 'trial-product');
    await server.sdk.policies.update(product.policy, { expiry_basis: 'first_activation', duration_days: 7 });
    const license = await issued(server, { product: 'trial-product' });
    expect((await issueFile(server, license)).body.expires_at).toBe('2027-03-08T11:59:59.000Z');
    await server.sdk.policies.update(product.policy, { duration_months: 1, offline_days: 60 });
    const monthly = await issued(server, { product: 'trial-product' });
    expect((await issueFile(server, monthly)).body.expires_at).toBe('2027-04-01T11:59:59.000Z');
    const { expires_at } = await server.sdk.licenses.get(license.id);
    expect(expires_at).toBeNull();
  });

  it('is refused with 422 and the field if the policy does not allow it', async () => {
    const license = await issued(server, { policy_overrides: { offline_days: 0 } });
    const { status, body } = await issueFile(server, license, { hardware_id: 'desk' });
    expect([status, body.error]).toMatchObject([
      422,
      { code: 'OFFLINE_NOT_ALLOWED', details: [{ field: 'ttl_days', reason: 'offline_days' }] },
    ]);
    expect(body.error.message).toMatch(/offline_days are 0/);
    expect(await activeSeatsOf(server, license)).toBe(0);
    await changed(server, license, { policy_overrides: { offline_days: 3 } });
    expect(codeOf(await issueFile(server, license, { ttl_days: 4 }))).toEqual([422, 'OFFLINE_NOT_ALLOWED']);
    expect((await issueFile(server, license, { ttl_days: 3 })).status).toBe(201);
  });

  it('is refused for a license that cannot be used', async () => {
    const license = await issued(server, { expires_at: '2027-03-01T12:00:00Z' });
    expect(codeOf(await issueFile(server, license))).toEqual([403, 'EXPIRED']);
    const disabled = await issued(server);
    await server.sdk.licenses.disable(disabled.id);
    expect(codeOf(await issueFile(server, disabled))).toEqual([403, 'DISABLED']);
    expect(codeOf(await issueFile(server, disabled, { hardware_id: 'desk' }))).toEqual([403, 'DISABLED']);
    expect(codeOf(await issueFile(server, { id: 'no-such-license' }))).toEqual([404, 'NOT_FOUND']);
    expect(await filesOf(server, disabled)).toEqual([]);
  });

  it('is for a further product of a bundle, whose seats count alone', async () => {
    await aProduct(server, 'office-a');
    await aProduct(server, 'office-b');
    const license = await issued(server, {
      product: 'office-a',
      products: ['office-a', 'office-b'],
      max_activations: 1,
      policy_overrides: { seats_per_product: true },
    });
    await activate(server, license.key, 'desk');
    const { status, body } = await issueFile(server, license, { hardware_id: 'laptop', product: 'office-b' });
    expect(status).toBe(201);
    expect((await claimsOf(server, body.file)).product).toBe('office-b');
    expect(codeOf(await issueFile(server, license, { hardware_id: 'laptop' }))).toEqual([409, 'SEATS_EXHAUSTED']);
    expect(codeOf(await issueFile(server, license, { product: 'v2-default' }))).toEqual([403, 'PRODUCT_MISMATCH']);
  });

  it('is for the user whom the policy demands', async () => {
    const license = await issued(server, { policy_overrides: { require_user: true } });
    await server.sdk.licenseUsers.assign(license.id, { email: 'ada@example.com' });
    expect(codeOf(await issueFile(server, license, { hardware_id: 'desk' }))).toEqual([403, 'USER_MISMATCH']);
    const body = { hardware_id: 'desk', user: 'Ada@example.com' };
    expect((await issueFile(server, license, body)).status).toBe(201);
  });

  it('is another one for each call, also with an Idempotency-Key', async () => {
    const license = await issued(server, { max_activations: 1 });
    const call = { body: { hardware_id: 'desk' }, headers: { 'idempotency-key': 'once' } };
    const path = `/api/v1/licenses/${license.id}/files`;
    const answers = [await server.asAdmin('POST', path, call), await server.asAdmin('POST', path, call)];
    expect(new Set(answers.map(({ body }) => body.file)).size).toBe(2);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('is issued by an API key of the product, and of no other', async () => {
    await aProduct(server, 'bound-a');
    await aProduct(server, 'bound-b');
    const license = await issued(server, { product: 'bound-a' });
    const call = async (product: string) => {
      const { key } = await keyOf(server, 'internal', { name: `key of ${product}`, product });
      const path = `/api/v1/licenses/${license.id}/files`;
      const made = await server.withKey('POST', path, { body: {} }, key);
      const listed = await server.withKey('GET', path, {}, key);
      return [made.status, made.body.created_by, listed.status];
    };
    expect(await call('bound-a')).toEqual([201, 'key of bound-a', 200]);
    expect(await call('bound-b')).toEqual([404, undefined, 404]);
  });

  it('is on record without its text', async () => {
    const license = await issued(server);
    const { body } = await issueFile(server, license, { hardware_id: 'desk' });
    const { file, ...rest } = body;
    expect(await filesOf(server, license)).toEqual([rest]);
    const [event] = (await server.sdk.audit.listEvents({ limit: 1 })).items;
    expect(event).toMatchObject({
      type: 'license_file.issued',
      data: { license_key: license.key, fingerprint: 'desk' },
    });
    const [line] = file.split('\n').slice(1);
    for (const table of ['license_files', 'events', 'audit_entries', 'idempotent_requests', 'verifications']) {
      const rows = await server.dataSource.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`, [
        line,
      ]);
      expect([table, rows]).toEqual([table, []]);
    }
  });
});

describe('the list of license files', () => {
  it('is paged, newest first, and searched', async () => {
    const license = await issued(server);
    const { body: first } = await issueFile(server, license, { hardware_id: 'desk-1' });
    const { body: second } = await issueFile(server, license, { hardware_id: 'laptop-2' });
    await requestFile(server, license.key, 'desk-1');
    const path = `/api/v1/licenses/${license.id}/files`;
    const page = await server.asAdmin('GET', path, { query: { limit: '2' } });
    expect(page.body.items).toMatchObject([{ fingerprint: 'desk-1', created_by: null }, { id: second.id }]);
    const next = await server.asAdmin('GET', path, { query: { limit: '2', after: page.body.next } });
    expect([next.body.items.map(({ id }: { id: string }) => id), next.body.next]).toEqual([[first.id], null]);
    expect(await filesOf(server, license, { q: 'LAPTOP' })).toMatchObject([{ id: second.id }]);
    expect(await filesOf(server, license, { q: 'admin' })).toHaveLength(2);
  });
});

describe('a revoked license file', () => {
  const revoke = (license: { id: string }, file: string) =>
    server.asAdmin('POST', `/api/v1/licenses/${license.id}/files/${file}/revoke`);

  it('is revoked once, and the device keeps its seat', async () => {
    const license = await active();
    const { id } = (await requestFile(server, license.key, 'desk')).body;
    const revoked = await revoke(license, id);
    expect([revoked.status, revoked.body]).toMatchObject([200, { id, revoked_at: '2027-03-01T12:00:00.000Z' }]);
    server.clock.advance(DAY);
    expect(await server.sdk.licenseFiles.revoke(license.id, id)).toEqual(revoked.body);
    expect(await filesOf(server, license)).toEqual([revoked.body]);
    expect((await validate(server, license.key, 'desk')).body.valid).toBe(true);
    const events = await server.dataSource.query(
      `SELECT data FROM events WHERE name = 'license_file.revoked' AND data->>'license_key' = $1`,
      [license.key],
    );
    expect(events).toHaveLength(1);
  });

  it('is found only under its license', async () => {
    const license = await active();
    const other = await active();
    const { id } = (await requestFile(server, license.key, 'desk')).body;
    expect((await revoke(other, id)).status).toBe(404);
    expect(await revoke(license, UNKNOWN_ID)).toMatchObject({
      status: 404,
      body: { error: { message: 'License file not found', details: [{ field: 'file_id', reason: 'unknown' }] } },
    });
    expect((await revoke(license, 'not-a-uuid')).status).toBe(400);
    expect(await filesOf(server, license)).toMatchObject([{ revoked_at: null }]);
  });

  it('is known to the program after its next validate or heartbeat that names it', async () => {
    const license = await active();
    const { id } = (await requestFile(server, license.key, 'desk')).body;
    const seen = async (license_file = id) => [
      (await validate(server, license.key, 'desk', { license_file })).body.license_file,
      (await heartbeat(server, license.key, 'desk', { license_file })).body.license_file,
    ];
    expect(await seen()).toEqual([{ revoked: false }, { revoked: false }]);
    expect(await seen(UNKNOWN_ID)).toEqual([{ revoked: true }, { revoked: true }]);
    await server.sdk.licenseFiles.revoke(license.id, id);
    expect(await seen()).toEqual([{ revoked: true }, { revoked: true }]);
    expect((await validate(server, license.key, 'desk')).body).not.toHaveProperty('license_file');
    expect((await heartbeat(server, license.key, 'desk')).body).not.toHaveProperty('license_file');
    expect((await validate(server, 'no-such-key', 'desk', { license_file: id })).body).not.toHaveProperty(
      'license_file',
    );
    for (const license_file of ['x', id.toUpperCase(), 5, null, ['a'], `${id}\n`, { id }]) {
      expect(codeOf(await validate(server, license.key, 'desk', { license_file }))).toEqual([400, 'VALIDATION_ERROR']);
    }
  });

  it('counts on if another user of the device gets a seat', async () => {
    const license = await issued(server, { policy_overrides: { seats_per: 'user_device', assign_user_on_use: true } });
    await activate(server, license.key, 'desk', { user: 'ada' });
    const { id } = (await requestFile(server, license.key, 'desk', { user: 'ada' })).body;
    server.clock.advance(1);
    expect((await activate(server, license.key, 'desk', { user: 'bob' })).status).toBe(200);
    expect(await filesOf(server, license)).toMatchObject([{ id, revoked_at: null }]);
  });

  it('ends with a seat that is given to another device', async () => {
    const license = await active({ max_activations: 1, policy_overrides: { when_full: 'deactivate_oldest' } });
    await requestFile(server, license.key, 'desk');
    server.clock.advance(1);
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
    expect(await filesOf(server, license)).toMatchObject([{ revoked_at: '2027-03-01T12:00:00.001Z' }]);
  });

  it('ends with the seat of its device, and stays so when the device activates again', async () => {
    const license = await active();
    const { id } = (await requestFile(server, license.key, 'desk')).body;
    server.clock.advance(1);
    await deactivate(server, license.key, 'desk');
    expect(await filesOf(server, license)).toMatchObject([{ id, revoked_at: '2027-03-01T12:00:00.001Z' }]);
    server.clock.advance(1);
    await activate(server, license.key, 'desk');
    expect((await validate(server, license.key, 'desk', { license_file: id })).body).toMatchObject({
      valid: true,
      license_file: { revoked: true },
    });
    const { body } = await requestFile(server, license.key, 'desk');
    expect((await validate(server, license.key, 'desk', { license_file: body.id })).body.license_file).toEqual({
      revoked: false,
    });
  });
});

it('signs a file as nothing else', async () => {
  const { key } = await active();
  const { body } = await requestFile(server, key, 'desk');
  expect(typOf(tokenIn(body.file))).toBe('keyward-license+jws');
  const keys = await publicKeysOf(server);
  const { signed } = (await server.call('GET', '/.well-known/jwks.json')).body;
  await expect(claimsIn(signed, keys)).rejects.toThrow('no license file');
});

it('deletes the records with the license', async () => {
  const license = await active();
  await requestFile(server, license.key, 'desk');
  expect((await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`)).status).toBe(204);
  const rows = await server.dataSource.query('SELECT 1 FROM license_files WHERE license_id = $1', [license.number]);
  expect(rows).toEqual([]);
});
