import { createHmac } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { createLoggedInUser } from '../../testkit/users';
import {
  activate,
  aSystem,
  sendHeartbeat,
  Dashboard,
  expectWhole,
  refusal,
  SYSTEM,
  UNAUTHORIZED,
} from '../../support/progran3';
import { TestServer } from '../../testkit/server';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const READS = [
  ['GET', '/api/licenses'],
  ['GET', `/api/licenses/${ID}`],
  ['GET', '/api/systems'],
] as const;
const MANAGEMENT = [
  ['POST', '/api/licenses/generate'],
  ['POST', '/api/licenses'],
  ['PUT', `/api/licenses/${ID}`],
  ['DELETE', `/api/licenses/${ID}`],
  ['GET', '/api/heartbeats'],
  ['GET', '/api/dashboard/stats'],
] as const;
const PUBLIC = [
  ['POST', '/api/licenses/activate'],
  ['POST', '/api/licenses/validate'],
  ['POST', '/api/systems'],
  ['POST', '/api/heartbeats'],
] as const;

const FORBIDDEN = { success: false, error: expect.any(String), code: 'FORBIDDEN' };
const SECRET = 'what the plugin signs with';

let server: TestServer;
let dashboard: Dashboard;

describe('by default', () => {
  let external: string;
  beforeAll(async () => {
    server = await TestServer.shared();
    dashboard = await Dashboard.on(server);
    external = (await keyOf(server, 'external')).key;
  });
  afterAll(() => server.stop());

  it.each([...READS, ...MANAGEMENT])('%s %s checks the key first', async (method, path) => {
    for (const url of [path, `/dialects/progran3${path}`]) {
      expectWhole(await server.call(method, url, { body: method === 'GET' ? undefined : {} }), 401, UNAUTHORIZED);
      expectWhole(await server.withKey(method, url, {}, 'wrong'), 401, UNAUTHORIZED);
      expectWhole(await server.withKey(method, url, {}, external), 403, FORBIDDEN);
      expectWhole(await server.withKey(method, url), 403, FORBIDDEN);
    }
  });

  it.each(PUBLIC)('%s %s requires no key', async (method, path) => {
    const answer = await server.call(method, path, { body: {} });
    expect(answer).toMatchObject({ status: 400, body: { success: false, code: 'VALIDATION_ERROR' } });
  });

  it('accepts the token of an admin under its own prefix, and of a viewer for reading', async () => {
    const viewer = await createLoggedInUser(server, 'viewer');
    expect((await viewer.call('GET', '/dialects/progran3/api/licenses')).status).toBe(200);
    expect((await viewer.call('GET', '/api/systems')).status).toBe(200);
    expectWhole(await viewer.call('DELETE', `/dialects/progran3/api/licenses/${ID}`), 403, FORBIDDEN);
    const made = await server.asAdmin('POST', '/dialects/progran3/api/licenses/generate', {
      body: { duration_days: 1 },
    });
    expect(made.status).toBe(201);
  });

  it('accepts an imported key of the old server', async () => {
    await keyOf(server, 'internal', { key: 'key1-of-the-old-server' });
    expect((await server.withKey('GET', '/api/licenses', {}, 'key1-of-the-old-server')).status).toBe(200);
  });

  it('shows a key of one product only that product', async () => {
    const { id } = await dashboard.active();
    const { key } = await keyOf(server, 'internal', { product: 'v2-default' });
    const { body: list } = await server.withKey('GET', '/api/licenses', {}, key);
    const { body: systems } = await server.withKey('GET', '/api/systems', {}, key);
    const { body: stats } = await server.withKey('GET', '/api/dashboard/stats', {}, key);
    expect([list.data.licenses, systems.data]).toEqual([[], []]);
    expect(stats.data).toMatchObject({ totalLicenses: 0, activeLicenses: 0, totalSystems: 0, activeSystems: 0 });
    expect((await server.withKey('GET', `/api/licenses/${id}`, {}, key)).status).toBe(404);
    expect((await server.withKey('PUT', `/api/licenses/${id}`, { body: {} }, key)).status).toBe(404);
  });

  it('shows it only systems, heartbeats, users and statistics of that product', async () => {
    await aProduct(server, 'apart');
    const ours = { product: 'apart' };
    const running = await issued(server, { ...ours, key: 'PROGRAN3-2025-A1B2C3-APART1' });
    await issued(server, ours);
    for (const term of [
      { starts_at: '2999-01-01T00:00:00Z' },
      { starts_at: '2999-01-01T00:00:00Z', expires_at: '2020-01-01T00:00:00Z' },
      { expires_at: '2020-01-01T00:00:00Z' },
      { state: 'revoked' },
    ]) {
      await issued(server, { ...ours, ...term });
      await issued(server, { product: 'v2-default', ...term });
    }
    const foreign = await dashboard.active({}, aSystem(1));
    expect((await activate(server, running.key, aSystem(2), 'apart@example.com')).status).toBe(200);
    expect((await sendHeartbeat(server, running.key, { system_fingerprint: aSystem(2) })).status).toBe(200);
    expect((await sendHeartbeat(server, foreign.license_key, { system_fingerprint: aSystem(1) })).status).toBe(200);

    const { key } = await keyOf(server, 'internal', { product: 'apart' });
    const read = async (path: string) => (await server.withKey('GET', path, {}, key)).body.data;
    const heartbeats = await read('/api/heartbeats');
    expect(
      heartbeats.map((one: { license_id: string; fingerprint_hash: string }) => [one.license_id, one.fingerprint_hash]),
    ).toEqual([[running.id, aSystem(2)]]);
    expect((await read('/api/systems')).map((one: { fingerprint_hash: string }) => one.fingerprint_hash)).toEqual([
      aSystem(2),
    ]);
    expect(await read('/api/dashboard/stats')).toEqual({
      totalLicenses: 6,
      activeLicenses: 1,
      generatedLicenses: 1,
      activatedLicenses: 1,
      expiredLicenses: 1,
      revokedLicenses: 3,
      totalUsers: 1,
      totalSystems: 1,
      activeSystems: 1,
    });
    const seen = (await dashboard.call('GET', '/api/heartbeats')).body.data;
    expect(seen.map((one: { license_id: string }) => one.license_id)).toEqual(
      expect.arrayContaining([running.id, foreign.id]),
    );
  });

  it('answers HEAD on the base, under the prefix too', async () => {
    for (const url of ['/', '/dialects/progran3', '/dialects/progran3/']) {
      expect((await server.call('HEAD', url)).status).toBe(200);
    }
  });

  it('allows calls from pages of any origin', async () => {
    const origin = 'https://dashboard.example';
    for (const [method, path] of [...READS, ...MANAGEMENT, ...PUBLIC]) {
      const headers = {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'x-api-key,content-type',
      };
      const preflight = await server.call('OPTIONS', path, { headers });
      expect(preflight.status).toBe(204);
      expect(preflight.headers['access-control-allow-origin']).toBe('*');
      expect(preflight.headers['access-control-allow-headers']).toContain('x-api-key');
      expect(preflight.headers['access-control-allow-methods']).toContain(method);
      const answer = await server.call(method, path, { headers: { origin } });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
  });

  it('ignores signatures', async () => {
    const headers = { 'x-signature': 'wrong', 'x-timestamp': '0' };
    expect((await server.call('POST', '/api/telemetry', { body: {}, headers })).status).toBe(200);
  });
});

describe('when opened by the operator', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn');
  beforeAll(async () => {
    server = await TestServer.start({ OPEN_DIALECTS: 'progran3', PROGRAN3_SIGNING_SECRET: SECRET });
    dashboard = await Dashboard.on(server);
  });
  afterAll(() => server.stop());

  it('is reported in the log at startup', () => {
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('OPEN_DIALECTS includes progran3'));
  });

  it('lets everyone read the public part of the contract only', async () => {
    const { id } = await dashboard.active();
    for (const path of ['/api/licenses', `/api/licenses/${id}`, '/api/systems']) {
      expect((await server.call('GET', path)).status).toBe(200);
    }
    for (const [method, path] of MANAGEMENT) {
      expectWhole(await server.call(method, path), 401, UNAUTHORIZED);
    }
  });

  describe('with a signing secret', () => {
    const NOW = '2025-10-12T12:00:00Z';
    let license: { license_key: string };
    beforeAll(async () => {
      license = await dashboard.active();
      server.clock.holdAt(NOW);
    });

    /** Signs like the plugin: the body in the form in which it is sent, and the seconds. */
    function signed(text: string, { off = 0, secret = SECRET } = {}): Record<string, string> {
      const seconds = String(Date.parse(NOW) / 1000 + off);
      const signature = createHmac('sha256', secret)
        .update(text + seconds)
        .digest('hex');
      return { 'x-signature': signature, 'x-timestamp': seconds, 'content-type': 'application/json' };
    }

    const BODY = '{ "locale":  "uk",\n"os": "Вікна" }';
    const send = (headers: Record<string, string>, body = BODY) =>
      server.call('POST', '/api/telemetry', { body, headers: { 'content-type': 'application/json', ...headers } });

    it('accepts correctly signed requests, also repeated ones, and unsigned ones', async () => {
      for (const headers of [signed(BODY), signed(BODY), signed(BODY, { off: -300 }), signed(BODY, { off: 300 }), {}]) {
        expect((await send(headers)).status).toBe(200);
      }
      const { 'x-signature': upper = '', ...rest } = signed(BODY);
      expect((await send({ ...rest, 'x-signature': upper.toUpperCase() })).status).toBe(200);
      const body = JSON.stringify({ license_key: license.license_key, system_fingerprint: SYSTEM });
      const { status } = await server.call('POST', '/api/licenses/validate', { body, headers: signed(body) });
      expect(status).toBe(200);
      expect((await dashboard.call('GET', '/api/licenses', { headers: signed('') })).status).toBe(200);
      expect((await server.call('POST', '/api/telemetry', { headers: signed('') })).status).toBe(200);
      expect((await sendHeartbeat(server, license.license_key)).status).toBe(200);
    });

    it.each([
      ['another body', () => ({ ...signed(`${BODY} `) })],
      ['another secret', () => signed(BODY, { secret: 'not the same secret' })],
      ['a time long ago', () => signed(BODY, { off: -301 })],
      ['a time to come', () => signed(BODY, { off: 301 })],
      ['no time', () => ({ 'x-signature': signed(BODY)['x-signature'] ?? '' })],
      ['a time that is none', () => ({ ...signed(BODY), 'x-timestamp': 'now' })],
      ['no signature in it', () => ({ ...signed(BODY), 'x-signature': '' })],
      ['no hexadecimal digits', () => ({ ...signed(BODY), 'x-signature': 'z'.repeat(64) })],
    ])('refuses a signature with %s', async (_what, headers) => {
      expectWhole(await send(headers()), 401, refusal('Invalid request signature', 'UNAUTHORIZED'));
    });
  });
});
