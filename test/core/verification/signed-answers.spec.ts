import { createHash } from 'node:crypto';
import type { License } from '../../../sdk/src/generated/native';
import { fingerprintOf } from '../../../src/core/licenses/activations/fingerprint';
import { aProduct, aProductWith } from '../../testkit/callers';
import { activate, changed, heartbeat, issued, validate } from '../../testkit/issue';
import { beat, end, start } from '../../support/license-sessions';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';
import { aNonce, type Claims, claimsOf, kidOf, publishedKeys, rotated, TYPES, verified } from '../../support/signed';

const DAY = 86_400;
const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const now = () => Math.floor(server.clock.now().getTime() / 1000);
const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);

const OPERATIONS = ['validate', 'activate', 'heartbeat', 'session', 'session heartbeat'] as const;
type Operation = (typeof OPERATIONS)[number];

/** Answers of every operation, for an active device. */
const CALLS: Record<Operation, (key: string, device: unknown, more: object) => Promise<Answer['body']>> = {
  validate: async (key, device, more) => (await validate(server, key, device, { ...more })).body,
  activate: async (key, device, more) => (await activate(server, key, device, { ...more })).body,
  heartbeat: async (key, device, more) => (await heartbeat(server, key, device, { ...more })).body,
  session: async (key, device, more) => (await start(server, key, device as string, { ...more })).body,
  'session heartbeat': async (key, device, more) => {
    const { session_token, session_id } = await CALLS.session(key, device, { ...more });
    return { session_id, ...(await beat(server, session_token, { nonce: (more as { nonce?: string }).nonce })).body };
  },
};

const call = (operation: Operation, key: string, device: unknown, more: object = {}) =>
  CALLS[operation](key, device, more);

async function claims(operation: Operation, key: string, device: unknown, more: object = {}): Promise<Claims> {
  return verified(server, (await call(operation, key, device, { nonce: aNonce(), ...more })).signed);
}

async function activeLicense(fields: object = {}, device: unknown = 'desk'): Promise<License> {
  const license = await issued(server, { ...fields });
  expect((await activate(server, license.key, device)).status).toBe(201);
  return license;
}

describe.each(OPERATIONS)('a signed answer of %s', (operation) => {
  /** An active license that no test changes. */
  let key: string;
  beforeAll(async () => {
    ({ key } = await activeLicense());
  });

  it('says all that a program needs, and repeats the nonce', async () => {
    const license = await activeLicense({
      features: ['export'],
      max_users: 12,
      expires_at: '2099-12-31T00:00:00Z',
    });
    server.clock.holdAt(new Date(now() * 1000 + 777).toISOString());
    const nonce = aNonce();
    const answer = await call(operation, license.key, 'desk', { nonce });
    const iat = now();
    expect(await verified(server, answer.signed)).toEqual({
      iss: expect.stringMatching(/^urn:uuid:/),
      iat,
      exp: iat + 300,
      jti: UUID,
      nonce,
      op: operation.split(' ')[0],
      product: 'v2-default',
      license: license.id,
      key_hash: sha256(license.key),
      fingerprint: 'desk',
      valid: true,
      code: 'VALID',
      features: ['export'],
      max_users: 12,
      expires_at: seconds('2099-12-31T00:00:00Z'),
      offline_until: iat + 30 * DAY,
      next_check: iat + 3_600,
      ...(operation.startsWith('session') && {
        session: { id: answer.session_id, expires_at: seconds(answer.expires_at) },
      }),
    });
  });

  it('is missing without a nonce', async () => {
    expect(await call(operation, key, 'desk')).not.toHaveProperty('signed');
  });

  it('differs for the same call and nonce', async () => {
    const nonce = aNonce();
    const first = await claims(operation, key, 'desk', { nonce });
    server.clock.advance(120_000);
    const second = await claims(operation, key, 'desk', { nonce });
    expect([first.nonce, second.nonce]).toEqual([nonce, nonce]);
    expect(first.jti).not.toBe(second.jti);
  });

  it('contains the fingerprint of an object in canonical form', async () => {
    const hardware = { disk: 'wd-1', cpu: 'i9' };
    const { key } = await activeLicense({}, hardware);
    const { fingerprint } = await claims(operation, key, { cpu: 'i9', disk: 'wd-1' });
    expect(fingerprint).toBe(fingerprintOf(hardware));
  });

  it('names the key and the device as the request does, where it is known by a retired key and by components', async () => {
    const policy_overrides = { component_match: 'any' };
    const license = await issued(server, { policy_overrides });
    const components = { disk: 'wd-1', board: 'asus-7' };
    await activate(server, license.key, 'before', { components });
    const { key } = await server.sdk.licenses.rotateKey(license.id, {});
    expect(key).not.toBe(license.key);
    const { valid, key_hash, fingerprint } = await claims(operation, license.key, 'after', { components });
    expect([valid, key_hash, fingerprint]).toEqual([true, sha256(license.key), 'after']);
  });

  const malformed = [
    'x'.repeat(15),
    'x'.repeat(129),
    `${'x'.repeat(16)} `,
    'x'.repeat(16) + '\n',
    'nöt-in-the-alphabet',
    '='.repeat(20),
    '',
  ];
  it.each(sampleOf(malformed, 3, operation))('refuses the nonce %j', async (nonce) => {
    const session = await start(server, key, 'desk');
    const status = {
      validate: () => validate(server, key, 'desk', { nonce }),
      activate: () => activate(server, key, 'desk', { nonce }),
      heartbeat: () => heartbeat(server, key, 'desk', { nonce }),
      session: () => start(server, key, 'desk', { nonce }),
      'session heartbeat': () => beat(server, session.body.session_token, { nonce }),
    }[operation]();
    const { body } = await status;
    expect([(await status).status, body.error?.details?.[0]?.field]).toEqual([400, 'nonce']);
  });

  it.each([`${'-'.repeat(8)}${'_'.repeat(8)}`, 'Az09'.repeat(32)])('takes the nonce %j', async (nonce) => {
    expect(await claims(operation, key, 'desk', { nonce })).toMatchObject({ nonce });
  });

  it('is the same answer whether it comes by the fast path or not', async () => {
    const { key: other } = await activeLicense();
    const fast = await claims(operation, key, 'desk');
    const inject = jest.spyOn(server, 'call');
    inject.mockImplementation(async (method, url, sent) => {
      inject.mockRestore();
      return server.call(method, url, { ...sent, headers: { cookie: 'theme=dark' } });
    });
    const ordinary = await claims(operation, other, 'desk');
    const { jti: _1, nonce: _2, license: _3, key_hash: _4, session: _5, ...same } = fast;
    const { iat, exp, offline_until, next_check, ...constant } = same;
    expect(ordinary).toMatchObject(constant);
    expect([exp - iat, Number(offline_until) - iat, next_check - iat]).toEqual([300, 30 * DAY, 3_600]);
  });
});

describe('a signature', () => {
  it('is refused for every other kind of signed thing', async () => {
    const { key } = await activeLicense();
    const { keys, signed: list } = await publishedKeys(server);
    const { signed: verdict } = await call('validate', key, 'desk', { nonce: aNonce() });
    await rotated(server);
    const after = await publishedKeys(server);
    const endorsement = (after.keys[0] as { endorsement: string }).endorsement;
    const texts = { verdict, keys: list, endorsement };
    for (const [name, text] of Object.entries(texts)) {
      for (const [other, typ] of Object.entries(TYPES)) {
        const claimed = claimsOf(server, text, keys, typ);
        if (name === other) {
          await expect(claimed).resolves.toBeDefined();
        } else {
          await expect(claimed).rejects.toThrow('typ');
        }
      }
    }
  });

  it('verifies no more with any bit changed', async () => {
    const { key } = await activeLicense();
    const { signed } = await call('validate', key, 'desk', { nonce: aNonce() });
    const { keys } = await publishedKeys(server);
    expect(await claimsOf(server, signed, keys)).toMatchObject({ valid: true });
    const undetected: number[] = [];
    for (const bit of sampleOf([...Array(signed.length * 8).keys()], 1_000, 'bits of an answer')) {
      const bytes = Buffer.from(signed, 'latin1');
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await claimsOf(server, bytes.toString('latin1'), keys).then(
        () => undetected.push(bit),
        () => undefined,
      );
    }
    expect(undetected).toEqual([]);
  });

  it('verifies no more after 300 seconds', async () => {
    const { key } = await activeLicense();
    const { signed } = await call('validate', key, 'desk', { nonce: aNonce() });
    const { keys } = await publishedKeys(server);
    server.clock.advance(301_000);
    await expect(claimsOf(server, signed, keys)).rejects.toThrow('exp');
  });

  it('is not that of an installation with other keys', async () => {
    const { keys } = await publishedKeys(server);
    await rotated(server);
    const { body } = await validate(server, 'nobody has this key', 'desk', { nonce: aNonce() });
    await expect(claimsOf(server, body.signed, keys)).rejects.toThrow('unknown');
    const impostor = keys.map((key) => ({ ...key, kid: kidOf(body.signed) }));
    await expect(claimsOf(server, body.signed, impostor)).rejects.toThrow('signature');
  });
});

describe('what is signed of a license that cannot be used', () => {
  it('is a signed no for an unknown key', async () => {
    const answer = await claims('validate', 'nobody has this key', { cpu: 'i9' });
    expect(answer).toMatchObject({
      product: null,
      license: null,
      key_hash: sha256('nobody has this key'),
      fingerprint: fingerprintOf({ cpu: 'i9' }),
      valid: false,
      code: 'NOT_FOUND',
      features: [],
      max_users: null,
      expires_at: null,
      offline_until: null,
      next_check: answer.iat + 3_600,
    });
  });

  it('names the product of the license where another one asks', async () => {
    await aProduct(server, 'another product');
    const { key } = await activeLicense();
    const answer = await claims('validate', key, 'desk', { product: 'another product' });
    expect(answer).toMatchObject({ code: 'PRODUCT_MISMATCH', valid: false, product: 'v2-default' });
  });

  it('contains the code of the reason', async () => {
    const license = await activeLicense();
    await changed(server, license, { state: 'revoked' });
    expect(await claims('validate', license.key, 'desk')).toMatchObject({
      license: license.id,
      valid: false,
      code: 'REVOKED',
      offline_until: null,
    });
  });

  it('is no verdict if the status is an error', async () => {
    const license = await activeLicense();
    await changed(server, license, { state: 'revoked' });
    const nonce = aNonce();
    for (const refused of [
      await activate(server, license.key, 'desk', { nonce }),
      await heartbeat(server, license.key, 'desk', { nonce }),
      await start(server, license.key, 'desk', { nonce }),
      await beat(server, 'nobody has this token', { nonce }),
    ]) {
      expect(refused.status).toBeGreaterThanOrEqual(400);
      await expect(verified(server, refused.body.signed)).rejects.toThrow();
    }
  });

  it('is in the signed answer to a session heartbeat, and the session continues', async () => {
    const license = await activeLicense();
    const { body } = await start(server, license.key, 'desk', { nonce: aNonce() });
    await changed(server, license, { state: 'blocked' });
    const answer = await beat(server, body.session_token, { nonce: aNonce() });
    expect(answer.status).toBe(200);
    expect(await verified(server, answer.body.signed)).toMatchObject({
      valid: false,
      code: 'BLOCKED',
      offline_until: null,
      session: { id: body.session_id },
    });
    expect((await end(server, body.session_token)).status).toBe(200);
  });
});

it('says until when a session is borrowed, and no longer when it was returned', async () => {
  const { key } = await activeLicense({ policy_overrides: { max_borrow_days: 5 } });
  const { body } = await start(server, key, 'desk', { nonce: aNonce(), borrow_days: 3 });
  const until = seconds(body.borrowed_until);
  const session = { id: body.session_id, expires_at: until, borrowed_until: until };
  expect((await verified(server, body.signed)).session).toEqual(session);
  const again = await beat(server, body.session_token, { nonce: aNonce() });
  expect((await verified(server, again.body.signed)).session).toEqual(session);
  const returned = await beat(server, body.session_token, { nonce: aNonce(), borrow_days: 0 });
  const { id, expires_at } = session;
  expect((await verified(server, returned.body.signed)).session).toEqual({ id, expires_at: expect.any(Number) });
  expect(seconds(returned.body.expires_at)).toBeLessThan(expires_at);
});

describe('what is signed without a device', () => {
  it('has a fingerprint of null', async () => {
    const { key } = await issued(server);
    expect(await claims('validate', key, undefined)).toMatchObject({ valid: true, fingerprint: null });
  });
});

describe('a program without the server', () => {
  const offline = async (fields: object, policy_overrides: object): Promise<[number | null, number]> => {
    const { key } = await activeLicense({ ...fields, policy_overrides });
    const { offline_until, iat } = await claims('validate', key, 'desk');
    return [offline_until, iat];
  };
  const inDays = (days: number) => new Date((now() + days * DAY) * 1000).toISOString();

  it('may run for as long as the policy says', async () => {
    const [until, iat] = await offline({ expires_at: null }, { offline_days: 7 });
    expect(until).toBe(iat + 7 * DAY);
  });

  it('may not run if the policy allows none', async () => {
    expect((await offline({}, { offline_days: 0 }))[0]).toBeNull();
  });

  it('may run until the last second of the license', async () => {
    const expires_at = inDays(3);
    const [until] = await offline({ expires_at }, { offline_days: 7 });
    expect(until).toBe(seconds(expires_at) - 1);
  });

  it('may run through the grace period', async () => {
    const expires_at = inDays(3);
    const [until] = await offline({ expires_at }, { offline_days: 7, grace_days: 2 });
    expect(until).toBe(seconds(expires_at) + 2 * DAY - 1);
  });

  it('may run after the end of a license that stays usable', async () => {
    const overrides = { offline_days: 7, expiry_strategy: 'restrict_access' };
    const [until, iat] = await offline({ expires_at: inDays(3) }, overrides);
    expect(until).toBe(iat + 7 * DAY);
  });

  it('may run until its device must check in', async () => {
    server.clock.holdAt(new Date(now() * 1000).toISOString());
    const [until, iat] = await offline({}, { offline_days: 7, check_in_interval: DAY });
    expect(until).toBe(iat + DAY - 1);
  });

  it('should ask again after the interval of the policy', async () => {
    const { key } = await activeLicense({ policy_overrides: { heartbeat_interval: 600 } });
    const { next_check, iat } = await claims('heartbeat', key, 'desk');
    expect(next_check - iat).toBe(600);
  });

  it('should ask again in good time before its device must check in', async () => {
    const { key } = await activeLicense({ policy_overrides: { heartbeat_interval: DAY, check_in_interval: DAY } });
    const { next_check, iat } = await claims('heartbeat', key, 'desk');
    expect(next_check - iat).toBe(DAY / 2);
  });
});

describe('a session', () => {
  it('is signed with what its start named, for a license of several products with users', async () => {
    await aProductWith(server, 'suite-a', { require_user: true });
    await aProductWith(server, 'suite-b', { require_user: true });
    const license = await issued(server, { product: 'suite-a', products: ['suite-a', 'suite-b'] });
    await server.sdk.licenseUsers.assign(license.id, { email: 'ada@example.com' });
    const who = { product: 'suite-b', user: 'ada@example.com' };
    expect((await activate(server, license.key, 'desk', who)).status).toBe(201);
    for (const operation of ['session', 'session heartbeat'] as const) {
      const { product, valid, code } = await claims(operation, license.key, 'desk', who);
      expect([operation, product, valid, code]).toEqual([operation, 'suite-b', true, 'VALID']);
    }
  });

  it('can be signed from a heartbeat on', async () => {
    const license = await activeLicense();
    const { body } = await start(server, license.key, 'desk');
    const { signed } = (await beat(server, body.session_token, { nonce: aNonce() })).body;
    expect(await verified(server, signed)).toMatchObject({
      key_hash: sha256(license.key),
      fingerprint: 'desk',
      session: { id: body.session_id },
    });
  });

  it('contains its end if it is borrowed', async () => {
    const { key } = await activeLicense({ policy_overrides: { max_borrow_days: 5 } });
    const { body } = await start(server, key, 'desk', { nonce: aNonce() });
    const { body: borrowed } = await beat(server, body.session_token, { nonce: aNonce(), borrow_days: 2 });
    const { session } = await verified(server, borrowed.signed);
    const until = seconds(borrowed.borrowed_until);
    expect(session).toEqual({ id: body.session_id, expires_at: until, borrowed_until: until });
  });
});

it('signs entitlements with their values', async () => {
  const { id } = await aProductWith(server, 'cad', {});
  await server.sdk.products.putEntitlement(id, 'exports', { name: 'Exports', type: 'number' });
  const { key } = await issued(server, { product: 'cad', entitlements: { exports: 5 } });
  const { body } = await validate(server, key, undefined, { nonce: aNonce() });
  expect(body.entitlements).toEqual({ exports: { value: 5, expires_at: null, from: 'license' } });
  expect(await verified(server, body.signed)).toMatchObject({ entitlements: body.entitlements });
});

describe('what the vendor shows to programs', () => {
  const UPGRADE = 'https://example.com/upgrade?license={license}&product={product}';

  /** A product that shows all that it can, and an active license of it with a customer. */
  async function shownLicense(change: object = {}): Promise<{ license: License; reference: string }> {
    const { id, reference } = await aProduct(server, `shown-${aNonce()}`);
    const metadata = { public: { theme: 'dark', tier: 'basic' }, margin: 0.3 };
    const body = { metadata, upgrade_url: UPGRADE, shows_customer: true, ...change };
    expect((await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body })).status).toBe(200);
    const customer = { name: 'Ada', email: `${reference}@example.com`, company: 'Engines', notes: 'late payer' };
    const { body: buyer } = await server.asAdmin('POST', '/api/v1/customers', { body: customer });
    const license = await activeLicense({
      product: reference,
      customer_id: buyer.id,
      metadata: { public: { tier: 'pro' }, invoice_number: '2030-17', note: 'friend of Bob' },
    });
    return { license, reference };
  }

  it.each(OPERATIONS)(
    'stands in a signed answer of %s, and nothing else of metadata and customer',
    async (operation) => {
      const { license, reference } = await shownLicense();
      const signed = await claims(operation, license.key, 'desk');
      expect(signed).toMatchObject({
        customer: { name: 'Ada', company: 'Engines' },
        metadata: { theme: 'dark', tier: 'pro' },
        upgrade_url: `https://example.com/upgrade?license=${license.id}&product=${reference}`,
      });
      expect(Object.keys(signed.customer ?? {})).toEqual(['name', 'company']);
      expect(JSON.stringify(signed)).not.toMatch(/margin|friend|payer|2030-17/);
      expect(JSON.stringify(signed)).not.toContain(license.key);
    },
  );

  it('is only the upgrade page for a device that may not use the license', async () => {
    const { license } = await shownLicense();
    const signed = await claims('validate', license.key, 'stranger');
    expect(signed).toMatchObject({ valid: false, upgrade_url: expect.stringContaining(license.id) });
    expect(signed).not.toHaveProperty('customer');
    expect(signed).not.toHaveProperty('metadata');
  });

  it('is the page for customers, in every answer about a license', async () => {
    const { license } = await shownLicense();
    const links = { upgrade_url: expect.stringContaining(license.id), manage_url: 'https://example.com/account' };
    await server.sdk.settings.update({ 'mail.manage_url': links.manage_url });
    try {
      for (const operation of OPERATIONS) {
        expect(await claims(operation, license.key, 'desk')).toMatchObject(links);
      }
      expect(await claims('validate', license.key, 'stranger')).toMatchObject({ valid: false, ...links });
      expect((await validate(server, license.key, 'stranger')).body).toMatchObject({ valid: false, ...links });
      expect((await activate(server, license.key, 'desk')).body).toMatchObject(links);
      expect((await validate(server, 'unknown')).body).not.toHaveProperty('manage_url');
    } finally {
      await server.sdk.settings.update({ 'mail.manage_url': '' });
    }
    expect((await validate(server, license.key, 'desk')).body).not.toHaveProperty('manage_url');
  });

  it('is nothing unless the product says so', async () => {
    const { license } = await shownLicense({ metadata: { margin: 0.3 }, upgrade_url: null, shows_customer: false });
    const signed = await claims('validate', license.key, 'desk');
    expect(signed).toMatchObject({ valid: true, metadata: { tier: 'pro' } });
    expect(signed).not.toHaveProperty('customer');
    expect(signed).not.toHaveProperty('upgrade_url');
  });

  it('stands in license files', async () => {
    const { license } = await shownLicense();
    const { file } = (await server.asAdmin('POST', `/api/v1/licenses/${license.id}/files`, { body: {} })).body;
    const text = Buffer.from(String(file).split('\n').slice(1, -2).join(''), 'base64').toString();
    expect(await verified(server, text, TYPES.licenseFile)).toMatchObject({
      customer: { name: 'Ada' },
      metadata: { tier: 'pro' },
    });
  });
});
