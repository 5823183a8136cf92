import { RateLimitFactor } from '../../../src/core/common/limits/rate-limits.service';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { keyOf } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { createLoggedInUser, isLoggedIn, withToken } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

const CALLS = [
  ['GET', '/api/customers'],
  ['GET', '/api/customer/1/licenses'],
  ['GET', '/api/customer/1/quick-stats'],
  ['POST', '/api/license/1/toggle'],
  ['POST', '/api/licenses/bulk-activate'],
  ['POST', '/api/licenses/bulk-deactivate'],
  ['POST', '/api/licenses/bulk-delete'],
  ['POST', '/api/license/1/quick-edit'],
  ['POST', '/api/generate-license-key'],
  ['GET', '/api/sessions/active-count'],
  ['GET', '/api/admin/license/auth-token'],
] as const;
const WRITES = CALLS.filter(([method]) => method === 'POST');

let server: TestServer;
let keys: Record<string, string>;
beforeAll(async () => {
  server = await TestServer.shared();
  const [external, internal] = [await keyOf(server, 'external'), await keyOf(server, 'internal')];
  keys = { external: external.key, internal: internal.key, system: server.systemKey };
});
afterAll(() => server.stop());
beforeEach(() => server.clock.reset());

const refusal = (code: string) => ({ error: { code, message: expect.any(String) } });

describe.each(CALLS)('%s %s', (method, path) => {
  it('is closed without a credential, in the nested shape', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { 'x-api-key': 'nobody has this key' },
      { authorization: 'Bearer nonsense' },
    ];
    for (const headers of strangers) {
      const { status, body } = await server.call(method, path, { headers });
      expect([status, body]).toEqual([401, refusal('UNAUTHORIZED')]);
    }
  });

  it.each(['external', 'internal', 'system'])('is closed to %s keys', async (kind) => {
    const { status, body } = await server.withKey(method, path, {}, keys[kind]);
    expect([status, body]).toEqual([403, refusal('FORBIDDEN')]);
  });
});

it.each(['support', 'viewer'] as const)('a token of %s changes nothing', async (role) => {
  const { call } = await createLoggedInUser(server, role);
  for (const [method, path] of WRITES) {
    const { status, body } = await call(method, path);
    expect([status, body]).toEqual([403, refusal('FORBIDDEN')]);
  }
});

describe('the count of active sessions', () => {
  const count = async () => {
    const { status, body } = await server.asAdmin('GET', '/api/sessions/active-count');
    expect([status, body]).toEqual([200, { count: expect.any(Number) }]);
    return body.count;
  };

  it('holds those that run, of all licenses, until they end or expire', async () => {
    server.clock.holdAt(server.clock.now().toISOString());
    expect(await count()).toBe(0);
    const sessions: Record<string, string>[] = [];
    for (const device of ['desk', 'laptop', 'phone']) {
      const { key } = await issued(server);
      await activate(server, key, device);
      const body = { license_key: key, hardware_hash: device };
      sessions.push((await server.withKey('POST', '/api/license/session/start', { body })).body);
    }
    expect(await count()).toBe(3);
    const send = (what: string, session_token: unknown) =>
      server.withKey('POST', `/api/license/session/${what}`, { body: { session_token } });
    await send('end', sessions[0]?.session_token);
    expect(await count()).toBe(2);
    server.clock.advance(59_000);
    await send('heartbeat', sessions[1]?.session_token);
    server.clock.advance(1_000);
    expect(await count()).toBe(1);
    server.clock.advance(60_000);
    expect(await count()).toBe(0);
  });
});

describe('the token for analytics', () => {
  const PATH = '/api/admin/license/auth-token';

  async function issuedTo(role: 'owner' | 'admin' | 'support' | 'viewer') {
    const user = await createLoggedInUser(server, role);
    const { status, body } = await user.call('GET', PATH);
    expect(status).toBe(200);
    return { user, reader: withToken(server, body.token as string) };
  }

  it('is valid for one hour, as in the contract', async () => {
    server.clock.holdAt('2025-06-19T14:30:00Z');
    const { status, body, headers } = await server.asAdmin('GET', PATH);
    expect([status, body]).toEqual([
      200,
      { token: expect.stringMatching(/^eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\./), expires_at: '2025-06-19T15:30:00Z' },
    ]);
    expect(headers['cache-control']).toBe('no-store');
    server.clock.holdAt('2025-06-19T15:29:59Z');
    expect(await isLoggedIn(server, body.token)).toBe(true);
    server.clock.holdAt('2025-06-19T15:30:00Z');
    expect(await isLoggedIn(server, body.token)).toBe(false);
  });

  it('is not a log-in of its user', async () => {
    const { id, call } = await createLoggedInUser(server, 'viewer');
    const lastLogIn = async () => (await server.asAdmin('GET', `/api/v1/users/${id}`)).body.last_login_at;
    const before = await lastLogIn();
    server.clock.advance(1_000);
    expect((await call('GET', PATH)).status).toBe(200);
    expect([typeof before, await lastLogIn()]).toEqual(['string', before]);
  });

  it.each(['owner', 'admin', 'support', 'viewer'] as const)('reads for a caller who is %s', async (role) => {
    const { reader } = await issuedTo(role);
    const paths = [
      ...['/api/customers', '/api/sessions/active-count', '/api/licenses', '/api/stats', '/api/internal/products'],
      ...['/api/v1/licenses', '/api/v1/customers', '/api/v1/users', '/api/v1/audit', '/api/v1/auth/me'],
    ];
    for (const path of paths) {
      expect([path, (await reader.call('GET', path)).status]).toEqual([path, 200]);
    }
  });

  it('never writes at any API, whatever the role of its user', async () => {
    const { user, reader } = await issuedTo('owner');
    const license = await issued(server);
    const { body: session } = await user.call('GET', '/api/v1/auth/sessions');
    const uuid = license.id;
    const calls = [
      ...WRITES,
      ...(['extend', 'disable', 'enable', 'unbind'] as const).map(
        (verb) => ['POST', `/api/licenses/${license.number}/${verb}`] as const,
      ),
      ['POST', '/api/licenses'],
      ['PUT', `/api/licenses/${license.number}`],
      ['DELETE', `/api/licenses/${license.number}`],
      ['POST', '/api/auth/logout'],
      ['POST', '/api/v1/licenses'],
      ['DELETE', `/api/v1/licenses/${uuid}`],
      ['POST', '/api/v1/users'],
      ['POST', '/api/v1/api-keys'],
      ['PATCH', '/api/v1/settings'],
      ['POST', '/api/v1/auth/logout'],
      ['POST', '/api/v1/auth/password'],
      ['DELETE', `/api/v1/auth/sessions/${session.items[0].id}`],
      ['POST', '/api/internal/products'],
      ['POST', '/api/block_license'],
      ['POST', '/api/admin/license/config'],
      ['POST', '/api/systems'],
      ['GET', PATH],
    ] as const;
    for (const [method, path] of calls) {
      const { status } = await reader.call(method, path, { body: {} });
      // ProGran3's programs need no credential there.
      expect([method, path, status]).toEqual([method, path, path === '/api/systems' ? 400 : 403]);
    }
    expect((await server.asAdmin('GET', `/api/v1/licenses/${uuid}`)).body).toEqual(license);
    expect(await isLoggedIn(server, user.token)).toBe(true);
  });

  it('stands among the sessions of its user, who can end it', async () => {
    const { user, reader } = await issuedTo('admin');
    const { body } = await user.call('GET', '/api/v1/auth/sessions');
    expect(
      body.items.map(({ read_only, current }: { read_only: boolean; current: boolean }) => [read_only, current]),
    ).toEqual([
      [true, false],
      [false, true],
    ]);
    await user.call('DELETE', `/api/v1/auth/sessions/${body.items[0].id}`);
    expect(await isLoggedIn(server, reader.token)).toBe(false);
    expect(await isLoggedIn(server, user.token)).toBe(true);
  });

  it.each([
    ['another password', { password: 'another password' }],
    ['another role', { role: 'viewer' }],
  ])('ends with the sessions of its user: %s', async (_what, change) => {
    const { user, reader } = await issuedTo('support');
    await server.asAdmin('PATCH', `/api/v1/users/${user.id}`, { body: change });
    expect(await isLoggedIn(server, reader.token)).toBe(false);
  });

  it('ends with its user, and is on record', async () => {
    const { user, reader } = await issuedTo('admin');
    await server.asAdmin('DELETE', `/api/v1/users/${user.id}`);
    expect(await isLoggedIn(server, reader.token)).toBe(false);
    const { body } = await server.asAdmin('GET', '/api/v1/audit', { query: { target: `users:${user.id}` } });
    expect(
      body.items.map(({ action, actor }: { action: string; actor: { name?: string } }) => [
        action,
        actor.name ?? actor,
      ]),
    ).toContainEqual(['user.token_issued', user.username]);
  });
});

describe('the limit of admin calls', () => {
  it('holds for each token, and answers in the nested shape', async () => {
    server.clock.holdAt('2025-06-19T10:30:00Z');
    const tokens = [await server.logIn('admin', ADMIN_PASSWORD), await server.logIn('admin', ADMIN_PASSWORD)];
    const [first, second] = tokens.map((token) => withToken(server, token));
    const factor = jest.replaceProperty(server.app.get(RateLimitFactor), 'value', 1);
    const { body } = await server.asAdmin('GET', '/api/v1/settings');
    expect(body.items).toContainEqual(expect.objectContaining({ name: 'limits.v2.admin', default: 1_000 }));
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.v2.admin': 3 } });
    for (const [method, path] of CALLS.slice(0, 3)) {
      expect([200, 404]).toContain((await first?.call(method, path))?.status);
    }
    const refused = await first?.call('GET', '/api/sessions/active-count');
    expect([refused?.status, refused?.body]).toEqual([429, refusal('RATE_LIMIT_EXCEEDED')]);
    expect(refused?.headers['retry-after']).toBe('60');
    expect((await second?.call('GET', '/api/sessions/active-count'))?.status).toBe(200);
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.v2.admin': null } });
    factor.restore();
  });
});
