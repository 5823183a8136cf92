import { RateLimitFactor, RateLimitsService } from '../../../src/core/common/limits/rate-limits.service';
import { captureLog } from '../../testkit/captured-log';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { tally } from '../../testkit/records';
import { IS_DEEP } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let server: TestServer;
/** Lets 3 of 100 through, behind proxies. */
let generous: TestServer;
const log = captureLog();
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  generous = await TestServer.start(
    { RATE_LIMIT_FACTOR: '0.03', TRUSTED_PROXIES: '10.0.0.0/8, ::1', LOG_LEVEL: 'warn' },
    server.databaseUrl,
  );
});
beforeEach(() => {
  server.clock.holdAt('2031-05-17T10:00:00.000Z');
  generous.clock.holdAt('2031-05-17T10:00:00.000Z');
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await generous.stop();
  await server.stop();
});

let callers = 0;
/** An address from which nobody called before. */
const freshAddress = () => `198.51.${++callers >> 8}.${callers & 255}`;

/** Takes the fast path. */
function validateFrom(remoteAddress: string, node = server, headers: Record<string, string> = {}) {
  const body = { license_key: 'nobody has this key' };
  return node.call('POST', '/api/v1/validate', { body, remoteAddress, headers });
}

async function spend(times: number, call: () => Promise<{ status: number }>): Promise<Record<string, number>> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) {
    statuses.push((await call()).status);
  }
  return tally(statuses);
}

/** Lets fewer of 100 calls through, all of them in a deep run. */
function lower(factor = 0.1): number {
  const used = IS_DEEP ? 1 : factor;
  jest.replaceProperty(server.app.get(RateLimitFactor), 'value', used);
  return 100 * used;
}

it('answers 100 client calls a minute from one address, and then 429 until the minute is over', async () => {
  const address = freshAddress();
  expect(await spend(100, () => validateFrom(address))).toEqual({ 200: 100 });
  server.clock.advance(45_000);
  const refused = await validateFrom(address);
  expect([refused.status, refused.headers['retry-after'], refused.body]).toEqual([
    429,
    '15',
    { error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String), request_id: expect.stringMatching(UUID) } },
  ]);
  expect((await validateFrom(freshAddress())).status).toBe(200);

  server.clock.advance(14_999);
  expect(await validateFrom(address)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  server.clock.advance(1);
  expect((await validateFrom(address)).status).toBe(200);
});

it('counts all client calls together, the refused and the malformed ones too', async () => {
  const remoteAddress = freshAddress();
  const call = (url: string, payload: object) => server.app.inject({ method: 'POST', url, remoteAddress, payload });
  const key = { license_key: 'nobody has this key', hardware_id: 'desk' };
  const most = lower(0.08);
  for (let time = 0; time < most / 4; time++) {
    await call('/api/v1/activate', key);
    await call('/api/v1/heartbeat', key);
    await call('/api/v1/deactivate', key);
    await call('/api/v1/validate', { nonsense: true });
  }
  expect((await validateFrom(remoteAddress)).status).toBe(429);
});

it.each([
  ['on the fast path', '/api/v1/validate', {}, 400],
  ['elsewhere', '/api/v1/deactivate', {}, 400],
  ['without a credential', '/api/v1/licenses', {}, 401],
  ['with a wrong credential', '/api/v1/licenses', { 'x-api-key': 'wrong' }, 401],
])('counts and refuses a request by its head, before its body is parsed: %s', async (_where, path, headers, status) => {
  const remoteAddress = freshAddress();
  const call = { remoteAddress, headers: { 'content-type': 'application/json', ...headers }, body: '{"license_key":' };
  const most = lower();
  expect(await spend(most + 2, () => server.call('POST', path, call))).toEqual({ [status]: most, 429: 2 });
});

it('lets nobody in who comes at once when one call is left', async () => {
  const address = freshAddress();
  await spend(lower() - 1, () => validateFrom(address));
  const answers = await Promise.all(Array.from({ length: 10 }, () => validateFrom(address)));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 429: 9 });
});

it('counts an IPv6 subscriber by the /64, and an IPv4 address in either spelling as one', async () => {
  const most = lower();
  let host = 0;
  const within = () => validateFrom(`2001:db8:1:2::${(++host).toString(16)}`);
  expect(await spend(most + 1, within)).toEqual({ 200: most, 429: 1 });
  expect((await validateFrom('2001:db8:1:3::1')).status).toBe(200);

  const address = freshAddress();
  await spend(most / 2, () => validateFrom(address));
  const inOtherSpelling = await spend(most / 2 + 1, () => validateFrom(`::ffff:${address}`));
  expect(inOtherSpelling).toEqual({ 200: most / 2, 429: 1 });
});

it('counts log-ins by their own, 10 a minute', async () => {
  const remoteAddress = freshAddress();
  const logIn = async () => {
    const payload = { username: 'admin', password: ADMIN_PASSWORD };
    const reply = await server.app.inject({ method: 'POST', url: '/api/v1/auth/login', remoteAddress, payload });
    return { status: reply.statusCode };
  };
  expect(await spend(11, logIn)).toEqual({ 200: 10, 429: 1 });
  expect((await validateFrom(remoteAddress)).status).toBe(200);
});

it('answers the V2 API in its own shape when its 100 calls a minute are spent', async () => {
  const remoteAddress = freshAddress();
  const headers = { 'x-api-key': server.systemKey };
  const verify = () =>
    server.app.inject({
      method: 'POST',
      url: '/api/license/verify',
      remoteAddress,
      headers,
      payload: { license_key: 'NOBODY-HAS-THIS', hardware_hash: 'desk' },
    });
  const most = lower();
  expect(await spend(most, async () => ({ status: (await verify()).statusCode }))).toEqual({ 200: most });
  const { statusCode, payload, headers: told } = await verify();
  expect([statusCode, JSON.parse(payload), told['retry-after']]).toEqual([
    429,
    { error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) } },
    '60',
  ]);
});

it('counts guesses at API keys too', async () => {
  const remoteAddress = freshAddress();
  const guess = async (n: number) => {
    const url = '/api/license/info/NOBODY-HAS-THIS';
    const headers = { 'x-api-key': `guess-number-${n}` };
    return { status: (await server.app.inject({ method: 'GET', url, remoteAddress, headers })).statusCode };
  };
  let n = 0;
  const most = lower();
  expect(await spend(most + 1, () => guess(++n))).toEqual({ 401: most, 429: 1 });
});

it('never limits whether the server is alive', async () => {
  const remoteAddress = freshAddress();
  const health = async () => {
    const reply = await generous.app.inject({ method: 'GET', url: '/health', remoteAddress });
    return { status: reply.statusCode };
  };
  expect(await spend(20, health)).toEqual({ 200: 20 });
});

it('multiplies every limit by RATE_LIMIT_FACTOR', async () => {
  const address = freshAddress();
  expect(await spend(4, () => validateFrom(address, generous))).toEqual({ 200: 3, 429: 1 });
});

describe('X-Forwarded-For', () => {
  const forwarded = (from: string, chain: string, node: TestServer) =>
    validateFrom(from, node, { 'x-forwarded-for': chain });

  it('is believed of nobody unless proxies are named', async () => {
    const address = freshAddress();
    let n = 0;
    const spoofing = () => forwarded(address, `203.0.113.${++n % 250}`, server);
    const most = lower();
    expect(await spend(most + 1, spoofing)).toEqual({ 200: most, 429: 1 });
  });

  it('is believed of a named proxy, and of nobody else', async () => {
    const one = () => forwarded('10.1.2.3', '203.0.113.7', generous);
    expect(await spend(4, one)).toEqual({ 200: 3, 429: 1 });
    expect((await forwarded('10.1.2.3', '203.0.113.8', generous)).status).toBe(200);
    expect((await forwarded('::1', '203.0.113.7', generous)).status).toBe(429);

    const outsider = freshAddress();
    let n = 0;
    expect(await spend(4, () => forwarded(outsider, `203.0.113.${100 + ++n}`, generous))).toEqual({ 200: 3, 429: 1 });
  });

  it('names the last address that no named proxy has: what a client wrote before that is worth nothing', async () => {
    let n = 0;
    const lying = () => forwarded('10.1.2.3', `192.0.2.${++n}, 203.0.113.50, 10.9.9.9`, generous);
    expect(await spend(4, lying)).toEqual({ 200: 3, 429: 1 });
  });

  it('is read with ports, brackets and quotes, as gateways write them', async () => {
    const spellings = ['203.0.113.9:4711', '"203.0.113.9"', '[203.0.113.9]:443', '::ffff:203.0.113.9'];
    let n = 0;
    const client = () => {
      const spelling = spellings[n++ % 4] ?? '';
      return forwarded('10.1.2.3', `${spelling}, ${n > 2 ? '10.9.9.9:80' : '"[::1]:443"'}`, generous);
    };
    expect(await spend(4, client)).toEqual({ 200: 3, 429: 1 });
    const ipv6 = ['2001:db8:1::1', '[2001:db8:1::1]:443', '"[2001:db8:1::1]"', '2001:db8:1:0:0:0:0:1:443'];
    expect(await spend(4, () => forwarded('10.1.2.3', ipv6[n++ % 4] ?? '', generous))).toEqual({ 200: 3, 429: 1 });
  });

  it('that names no address stands for the proxy, and is in the log once', async () => {
    const chains = ['unknown', '203.0.113.1, _hidden', '"; DROP TABLE', 'x'.repeat(2000)];
    let n = 0;
    expect(await spend(4, () => forwarded('10.4.4.4', chains[n++] ?? '', generous))).toEqual({ 200: 3, 429: 1 });
    const found = 'SELECT DISTINCT ip FROM verifications ORDER BY 1';
    await server.emptyTables('verifications');
    expect((await forwarded('10.4.4.5', 'unknown, 10.9.9.9', generous)).status).toBe(200);
    expect(await server.dataSource.query(found)).toEqual([{ ip: '10.9.9.9' }]);
    expect(log.text.match(/which is no address/g)).toHaveLength(1);
  });
});

it('lets a stranger guess 100 keys a minute from one address, a new one each time', async () => {
  const remoteAddress = freshAddress();
  let guesses = 0;
  const guess = async () => {
    const headers = { 'x-api-key': `guess number ${++guesses}` };
    const reply = await server.app.inject({ method: 'GET', url: '/api/v1/licenses', remoteAddress, headers });
    return { status: reply.statusCode };
  };
  expect(await spend(103, guess)).toEqual({ 401: 100, 429: 3 });
});

it('counts refusals outside of a request as the own ones of the server', async () => {
  const limits = server.app.get(RateLimitsService);
  const count = () => limits.countUpTo('own-limit', 'key', 1);
  await count();
  await expect(count()).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  const now = server.clock.now();
  expect(limits.refusals.list(now)).toContainEqual({ limit: 'internal:own-limit', count: 1, last: now });
});
