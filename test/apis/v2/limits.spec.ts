import { RateLimitFactor } from '../../../src/core/common/limits/rate-limits.service';
import { IS_DEEP } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const VERIFY = {
  license_key: 'XXXX-XXXX-XXXX-XXXX',
  hardware_hash: 'unique-hardware-identifier',
  app_version: '1.0.0',
};
const CALLS = [
  ['POST', '/api/license/verify'],
  ['POST', '/api/license/activate'],
  ['GET', '/api/license/info/XXXX-XXXX-XXXX-XXXX'],
] as const;
const [VERIFYING, , READING] = CALLS;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
});
afterAll(() => server.stop());

beforeEach(() => {
  server.clock.holdAt('2025-06-19T10:30:00Z');
  server.clock.advance(++minutes * 60_000);
});
afterEach(() => jest.restoreAllMocks());
let minutes = 0;

/** Lets fewer of 100 calls through, all of them in a deep run. */
function lower(): number {
  const factor = IS_DEEP ? 1 : 0.1;
  jest.replaceProperty(server.app.get(RateLimitFactor), 'value', factor);
  return 100 * factor;
}

async function from(
  remoteAddress: string,
  [method, url]: (typeof CALLS)[number] = VERIFYING,
  key: string = server.systemKey,
) {
  const headers = { 'x-api-key': key };
  const payload = method === 'POST' ? VERIFY : undefined;
  return server.app.inject({ method, url, remoteAddress, headers, payload });
}

describe('the limit of 100 calls a minute from one address', () => {
  it('refuses more until the minute is over, all calls with a key counted together', async () => {
    const statuses = new Set<number>();
    for (let call = 0; call < 33; call++) {
      for (const sent of CALLS) {
        statuses.add((await from('203.0.113.1', sent)).statusCode);
      }
    }
    expect([...statuses].sort()).toEqual([200, 404]);
    // Guessing API keys costs the same.
    expect((await from('203.0.113.1', VERIFYING, 'wrong')).statusCode).toBe(401);

    server.clock.advance(10_000);
    for (const sent of CALLS) {
      const refused = await from('203.0.113.1', sent);
      expect(refused.statusCode).toBe(429);
      expect(refused.json()).toEqual({ error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) } });
      expect(refused.headers['retry-after']).toBe('50');
    }

    server.clock.advance(49_999);
    expect((await from('203.0.113.1')).statusCode).toBe(429);
    server.clock.advance(1);
    expect((await from('203.0.113.1')).statusCode).toBe(200);
  });

  it('is one for each address, and for each /64 of IPv6', async () => {
    const most = lower();
    for (let call = 0; call < most; call++) {
      expect((await from(`2001:db8::${call}`)).statusCode).toBe(200);
    }
    expect((await from('2001:db8::ffff')).statusCode).toBe(429);
    expect((await from('2001:db8:0:1::1')).statusCode).toBe(200);
    expect((await from('203.0.113.2')).statusCode).toBe(200);
  });

  it('does not hold for / and /health', async () => {
    const most = lower();
    for (let call = 0; call <= most; call++) {
      expect((await server.app.inject({ url: call % 2 ? '/' : '/health' })).statusCode).toBe(200);
      await from('127.0.0.1');
    }
    expect((await from('127.0.0.1')).statusCode).toBe(429);
    expect((await server.app.inject({ url: '/health' })).statusCode).toBe(200);
  });
});

// Last: it ends the key that the others use.
describe('the system API key', () => {
  it('ends in the moment in which it is regenerated', async () => {
    const statusWith = async (key: string) => (await from('203.0.113.3', READING, key)).statusCode;
    const { body: keys } = await server.asAdmin('GET', '/api/v1/api-keys');
    expect(await statusWith(server.systemKey)).toBe(404);

    const { body: rotated } = await server.asAdmin('POST', `/api/v1/api-keys/${keys.items[0].id}/rotate`);
    expect(rotated.key).toMatch(/^AF-2025-[A-Z0-9]{32}$/);
    expect(await statusWith(server.systemKey)).toBe(401);
    expect(await statusWith(rotated.key)).toBe(404);

    const { body: another } = await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: 'New', kind: 'system' },
    });
    expect(await statusWith(rotated.key)).toBe(401);
    expect(await statusWith(another.key)).toBe(404);
  });
});
