import { RateLimitFactor } from '../../../src/core/common/limits/rate-limits.service';
import { RequestValidationPipe } from '../../../src/core/common/http/request-validation.pipe';
import { keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let keys: string[];
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  keys = [await externalKey(), await externalKey()];
});
beforeEach(async () => {
  server.clock.advance(60_000);
  await setting({ lm_requests_rate_limiting_method: null, lm_requests_rate_limiting_period: 3 });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

const externalKey = async (): Promise<string> => (await keyOf(server, 'external')).key;

const setting = (values: Record<string, string | number | null>) =>
  server.asAdmin('PATCH', '/api/v1/settings', { body: values });

async function ask(remoteAddress: string, headers: Record<string, string>) {
  const reply = await server.app.inject({
    method: 'GET',
    url: '/api/external/connection-check',
    remoteAddress,
    headers,
  });
  return { status: reply.statusCode, body: JSON.parse(reply.payload), headers: reply.headers };
}

/** Lets 30 of 3000 through. */
function beScarce(): void {
  jest.replaceProperty(server.app.get(RateLimitFactor), 'value', 0.01);
}

async function spend(times: number, call: (index: number) => Promise<{ status: number }>) {
  const statuses: number[] = [];
  for (let index = 0; index < times; index++) {
    statuses.push((await call(index)).status);
  }
  return tally(statuses);
}

const HERE = '198.51.100.1';
const key = (index = 0): Record<string, string> => ({ 'x-api-key': keys[index] ?? '' });

it('allows 3,000 requests a minute by default', async () => {
  await setting({ lm_requests_rate_limiting_period: null });
  beScarce();
  expect(await spend(31, () => ask(HERE, key()))).toEqual({ 200: 30, 429: 1 });
});

it('answers as in the contract, with the time to retry', async () => {
  expect(await spend(3, () => ask(HERE, key()))).toEqual({ 200: 3 });
  server.clock.advance(20_000);
  const { status, body, headers } = await ask(HERE, key());
  expect([status, body, headers['retry-after']]).toEqual([
    429,
    { status: false, is_active: false, message: 'Rate limit exceeded. Try again later.' },
    '40',
  ]);
  const internal = await server.app.inject({
    method: 'GET',
    url: '/api/internal/products',
    remoteAddress: HERE,
    headers: key(),
  });
  expect(JSON.parse(internal.payload)).toEqual({ status: false, message: 'Rate limit exceeded. Try again later.' });
  server.clock.advance(40_000);
  expect((await ask(HERE, key())).status).toBe(200);
});

it('counts by address, independent of the key', async () => {
  expect(await spend(4, (index) => ask(HERE, key(index % 2)))).toEqual({ 200: 3, 429: 1 });
  expect((await ask('198.51.100.2', key())).status).toBe(200);
});

it('can count by key, in any header and from any address', async () => {
  await setting({ lm_requests_rate_limiting_method: 'api_key' });
  const headers = [key(), { 'lb-api-key': keys[0] ?? '' }];
  expect(await spend(4, (index) => ask(`198.51.100.${10 + index}`, headers[index % 2] ?? {}))).toEqual({
    200: 3,
    429: 1,
  });
  expect((await ask(HERE, key(1))).status).toBe(200);
});

it('counts wrong keys by address even then', async () => {
  await setting({ lm_requests_rate_limiting_method: 'api_key', lm_requests_rate_limiting_period: null });
  beScarce();
  const guess = (index: number) => ask(HERE, { 'x-api-key': `guess ${index}` });
  expect(await spend(31, guess)).toEqual({ 401: 30, 429: 1 });
});

it('can count by both, and refuses at the first limit reached', async () => {
  await setting({ lm_requests_rate_limiting_method: 'api_key_ip_address' });
  expect(await spend(3, (index) => ask(`198.51.100.${20 + index}`, key()))).toEqual({ 200: 3 });
  expect((await ask('198.51.100.30', key())).status).toBe(429);
  server.clock.advance(60_000);
  expect(await spend(3, (index) => ask(HERE, key(index % 2)))).toEqual({ 200: 3 });
  expect((await ask(HERE, key(1))).status).toBe(429);
});

it('reads the limit from the setting', async () => {
  await setting({ lm_requests_rate_limiting_period: 1 });
  expect(await spend(2, () => ask(HERE, key()))).toEqual({ 200: 1, 429: 1 });
});

it('counts by key on the fast path too', async () => {
  await setting({ lm_requests_rate_limiting_method: 'api_key' });
  const { key: license } = await issued(server);
  const send = (path: string, index: number) =>
    server.call('POST', `/api/external/license/${path}`, {
      headers: { ...key(index), 'x-api-url': 'https://desk.example.com' },
      body: { license_code: license, client_name: 'desk' },
    });
  // A key takes the fast path once it is known.
  expect([(await send('activate', 0)).status, (await send('verify', 1)).status]).toEqual([200, 200]);
  const ordinary = jest.spyOn(RequestValidationPipe.prototype, 'transform');
  expect(await spend(2, () => send('verify', 0))).toEqual({ 200: 2 });
  expect(await spend(2, () => send('verify', 1))).toEqual({ 200: 2 });
  expect(ordinary).not.toHaveBeenCalled();
  expect([(await send('verify', 0)).status, (await send('verify', 1)).status]).toEqual([429, 429]);
});
