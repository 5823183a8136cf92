import type { License } from '../../../sdk/src/generated/native';
import { RateLimitFactor } from '../../../src/core/common/limits/rate-limits.service';
import { changed, issued } from '../../testkit/issue';
import { seatsOf, tally, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const KEY = 'XXXX-XXXX-XXXX-XXXX';
const NOW = '2025-06-19T10:30:00Z';
const HEARTBEAT = { license_key: KEY, hardware_hash: 'unique-hardware-identifier' };
const INVALID_API_KEY = { error: 'Invalid or missing API key', code: 'INVALID_API_KEY', status: 401 };

let server: TestServer;
let license: License;
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  await server.adminToken();
});
afterAll(() => server.stop());

/** Ids go on: the minute of each activation is its own. */
async function beginAnew(): Promise<void> {
  server.clock.holdAt(NOW);
  await server.dataSource.query('DELETE FROM verifications');
  await server.dataSource.query('DELETE FROM licenses');
  license = await issued(server, { key: KEY, max_activations: 3 });
  await activate();
}

// The limit of an address is not what this is about: everybody calls from elsewhere.
let address = 0;
async function send(url: string, payload: object, key: string | null = server.systemKey) {
  const headers = key === null ? {} : { 'x-api-key': key };
  const remoteAddress = `10.0.${(++address >> 8) & 255}.${address & 255}`;
  const reply = await server.app.inject({ method: 'POST', url, headers, payload, remoteAddress });
  return { status: reply.statusCode, body: reply.json(), retryAfter: reply.headers['retry-after'] };
}

const sendHeartbeat = (changes: object = {}, key?: string | null) =>
  send('/api/license/heartbeat', { ...HEARTBEAT, ...changes }, key);
const activate = (changes: object = {}) => send('/api/license/activate', { ...HEARTBEAT, ...changes });
const verify = (changes: object = {}) => send('/api/license/verify', { ...HEARTBEAT, ...changes });
const lastSeen = async () => (await seatsOf(server, license))[0]?.last_seen_at;

it('takes a sign of life', async () => {
  await beginAnew();
  server.clock.advance(90_000);
  expect(await sendHeartbeat()).toEqual({
    status: 200,
    body: { success: true, last_heartbeat: '2025-06-19T10:31:30Z' },
    retryAfter: undefined,
  });
  expect(await lastSeen()).toEqual(new Date('2025-06-19T10:31:30Z'));
  expect(await verificationsOf(server, KEY)).toMatchObject([
    { operation: 'activate', outcome: 'VALID' },
    { operation: 'heartbeat', outcome: 'VALID', dialect: 'v2', fingerprint: HEARTBEAT.hardware_hash },
  ]);
});

describe('the limit of one a minute', () => {
  beforeEach(beginAnew);

  it('refuses a second one, which leaves no trace, until the minute is over', async () => {
    expect((await sendHeartbeat()).status).toBe(200);
    server.clock.advance(15_000);
    expect(await sendHeartbeat()).toEqual({
      status: 429,
      body: { error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) } },
      retryAfter: '45',
    });
    expect(await lastSeen()).toEqual(new Date(NOW));
    expect(await verificationsOf(server, KEY)).toHaveLength(2);

    server.clock.advance(44_999);
    expect(await sendHeartbeat()).toMatchObject({ status: 429, retryAfter: '1' });
    server.clock.advance(1);
    expect((await sendHeartbeat()).status).toBe(200);
  });

  it('lets one of many through that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => sendHeartbeat()));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 429: 7 });
  });

  it('is each activation’s own', async () => {
    await activate({ hardware_hash: 'laptop' });
    await issued(server, { key: 'ANOTHER' });
    await activate({ license_key: 'ANOTHER' });
    expect((await sendHeartbeat()).status).toBe(200);
    expect((await sendHeartbeat({ hardware_hash: 'laptop' })).status).toBe(200);
    expect((await sendHeartbeat({ license_key: 'ANOTHER' })).status).toBe(200);
    expect((await sendHeartbeat()).status).toBe(429);
  });

  it('is spent neither by verifying nor by activating, which move the heartbeat too', async () => {
    server.clock.advance(5_000);
    await verify();
    expect(await lastSeen()).toEqual(new Date('2025-06-19T10:30:05Z'));
    expect((await sendHeartbeat()).status).toBe(200);
    server.clock.advance(5_000);
    expect(await verify()).toMatchObject({ status: 200, body: { valid: true } });
    expect((await activate()).status).toBe(200);
    expect(await lastSeen()).toEqual(new Date('2025-06-19T10:30:10Z'));
    expect((await sendHeartbeat()).status).toBe(429);
  });

  it('cannot be spent by a stranger without a valid API key', async () => {
    for (const key of [null, '', 'wrong']) {
      expect(await sendHeartbeat({}, key)).toMatchObject({ status: 401, body: INVALID_API_KEY });
    }
    expect((await sendHeartbeat()).status).toBe(200);
  });

  it('is not spent by what was refused', async () => {
    expect((await sendHeartbeat({ hardware_hash: 'laptop' })).status).toBe(403);
    expect((await sendHeartbeat({ hardware_hash: 'laptop' })).status).toBe(403);
    await activate({ hardware_hash: 'laptop' });
    expect((await sendHeartbeat({ hardware_hash: 'laptop' })).status).toBe(200);
  });

  it('does not hold at the native API', async () => {
    const beatNatively = () =>
      send('/api/v1/heartbeat', { license_key: KEY, hardware_id: HEARTBEAT.hardware_hash }, null);
    expect((await beatNatively()).status).toBe(200);
    expect((await beatNatively()).status).toBe(200);
    expect((await sendHeartbeat()).status).toBe(200);
  });

  it('is counted beside the limit of the address', async () => {
    const from = (payload: object) =>
      server.app.inject({
        method: 'POST',
        url: '/api/license/heartbeat',
        headers: { 'x-api-key': server.systemKey },
        remoteAddress: '203.0.113.77',
        payload,
      });
    const limit = (value: number | null) =>
      server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.v2.default': value } });
    expect((await limit(3)).status).toBe(200);
    for (let call = 0; call < 3; call++) {
      expect((await from({ ...HEARTBEAT, hardware_hash: 'stranger' })).statusCode).toBe(403);
    }
    expect((await from(HEARTBEAT)).statusCode).toBe(429);
    expect((await sendHeartbeat()).status).toBe(200);
    await limit(null);
  });
});

it('holds no limit where all are lifted', async () => {
  await beginAnew();
  const factor = jest.replaceProperty(server.app.get(RateLimitFactor), 'value', 0);
  for (let call = 0; call < 3; call++) {
    expect((await server.withKey('POST', '/api/license/heartbeat', { body: HEARTBEAT })).status).toBe(200);
  }
  factor.restore();
});

const refusal = (code: string, message: string) => ({ error: { code, message } });

describe('refuses', () => {
  beforeEach(beginAnew);

  it('a device that is not active there', async () => {
    expect(await sendHeartbeat({ hardware_hash: 'laptop' })).toMatchObject({
      status: 403,
      body: refusal('LICENSE_INACTIVE', 'This license is not activated on this device'),
    });
    await send('/api/v1/deactivate', { license_key: KEY, hardware_id: HEARTBEAT.hardware_hash }, null);
    expect(await sendHeartbeat()).toMatchObject({
      status: 403,
      body: refusal('LICENSE_INACTIVE', 'This license is not activated'),
    });
  });

  it.each([
    ['disabled', { state: 'disabled' }, 'LICENSE_INACTIVE'],
    ['blocked', { state: 'blocked' }, 'LICENSE_INACTIVE'],
    ['revoked', { state: 'revoked' }, 'LICENSE_INACTIVE'],
    ['expired', { expires_at: '2025-06-19T10:30:00Z' }, 'LICENSE_EXPIRED'],
    ['not begun', { starts_at: '2025-06-20' }, 'LICENSE_INACTIVE'],
  ])('a license that is %s', async (_what, change, code) => {
    await changed(server, license, change);
    expect(await sendHeartbeat()).toMatchObject({ status: 403, body: refusal(code, expect.any(String)) });
  });
});

describe('refuses at once', () => {
  beforeAll(beginAnew);

  it('an unknown license', async () => {
    expect(await sendHeartbeat({ license_key: 'UNKNOWN' })).toMatchObject({
      status: 404,
      body: refusal('LICENSE_NOT_FOUND', 'License not found'),
    });
  });

  it.each(['', 'with space', 'X'.repeat(256)])('the malformed key %j', async (license_key) => {
    expect(await sendHeartbeat({ license_key })).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'INVALID_LICENSE',
          message: 'The provided license key is invalid',
          details: { field: 'license_key', reason: 'format_invalid' },
        },
      },
    });
  });

  it.each([
    ['license_key', { license_key: undefined }],
    ['hardware_hash', { hardware_hash: undefined }],
    ['hardware_hash', { hardware_hash: '' }],
    ['hardware_hash', { hardware_hash: 'X'.repeat(513) }],
    ['hardware_hash', { hardware_hash: {} }],
  ])('a wrong %s', async (field, changes) => {
    expect(await sendHeartbeat(changes)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details: { field } } },
    });
  });

  it('an API key for management', async () => {
    const { body } = await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: 'management', kind: 'internal' },
    });
    expect(await sendHeartbeat({}, body.key)).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
  });
});
