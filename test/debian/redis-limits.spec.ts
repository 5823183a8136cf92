import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { keyOf } from '../testkit/callers';
import { freePort } from '../support/free-port';
import { issued } from '../testkit/issue';
import { TestRedis } from '../support/redis';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

/** V2's limit of 100 calls a minute from one address becomes this. */
const LIMIT = 5;
const MINUTE = 60_000;
const FACTOR = String(LIMIT / 100);

let redis: TestRedis;
let client: Redis;
let here: TestServer;
let url: string;
let there: TestServer;
let warned: jest.SpyInstance;
let addresses = 0;

/** A caller whom nobody has counted yet. */
const newcomer = () => `203.0.113.${++addresses}`;

async function call({ app, systemKey }: TestServer, remoteAddress: string): Promise<number> {
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/api/license/verify',
    remoteAddress,
    headers: { 'x-api-key': systemKey },
    payload: { license_key: 'XXXX-XXXX-XXXX-XXXX', hardware_hash: 'desk' },
  });
  return statusCode;
}

async function calls(server: TestServer, remoteAddress: string, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent++) {
    statuses.push(await call(server, remoteAddress));
  }
  return statuses;
}

/** A loss of Redis may be logged again. */
function nextMinute(): void {
  here.clock.advance(MINUTE);
  there.clock.advance(MINUTE);
}

/** Before and after something is done, by the clock of Redis. */
async function timeOfRedisIn(act: () => Promise<unknown>): Promise<{ begun: number; ended: number }> {
  const now = async (): Promise<number> => {
    const [seconds, microseconds] = await client.time();
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  };
  const begun = await now();
  await act();
  return { begun, ended: await now() };
}

async function failedCommands(): Promise<number> {
  const [, count] = /total_error_replies:(\d+)/.exec(await client.info('stats')) ?? [];
  return Number(count);
}

/** Whether a call at this node is counted in Redis. */
async function counted(server: TestServer): Promise<boolean> {
  const keys = await client.dbsize();
  await call(server, newcomer());
  return (await client.dbsize()) > keys;
}

const accepted = (count: number) => Array.from({ length: count }, () => 200);
const warnings = (about: string) => warned.mock.calls.filter(([text]) => String(text).includes(about));

/** Resolves when so many nodes have logged this since the test began. */
function logged(about: string, nodes: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (warnings(about).length >= nodes) {
        resolve();
      } else {
        setImmediate(look);
      }
    };
    look();
  });
}

beforeAll(async () => {
  redis = await TestRedis.start();
  client = new Redis(redis.url, { retryStrategy: () => 100 });
  client.on('error', () => undefined);
  here = await TestServer.start({ REDIS_URL: redis.url, RATE_LIMIT_FACTOR: FACTOR });
  url = await here.listen();
  there = await TestServer.start({ REDIS_URL: redis.url, RATE_LIMIT_FACTOR: FACTOR }, here.databaseUrl);
});
beforeEach(() => {
  warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  client.disconnect();
  await redis.remove();
});

it.each([
  ['is not JSON', '{"license_key":'],
  ['lacks a field', '{}'],
])('refuses a body on the fast path that %s', async (_what, body) => {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(60_000);
  const answer = await fetch(`${url}/api/v1/validate`, { method: 'POST', headers, body, signal });
  expect(answer.status).toBe(400);
});

it('holds a caller to one limit at all nodes together', async () => {
  const caller = newcomer();
  expect(await calls(here, caller, 3)).toEqual(accepted(3));
  expect(await calls(there, caller, 3)).toEqual([...accepted(2), 429]);
  expect(await call(here, caller)).toBe(429);
  expect(await call(here, newcomer())).toBe(200);
  expect(warnings('Redis')).toEqual([]);
});

it('never lets more through than the limit, however many calls arrive at once', async () => {
  const caller = newcomer();
  const statuses = await Promise.all(Array.from({ length: 40 }, (_, n) => call(n % 2 ? here : there, caller)));
  expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT);
});

it('ends a window a minute after its first call, also where Redis lost its end', async () => {
  await client.flushall();
  const caller = newcomer();
  const first = await timeOfRedisIn(() => call(here, caller));
  const [key = ''] = await client.keys('*');
  expect(key).toMatch(/^keyward:limit:/);
  const end = await client.pexpiretime(key);
  expect(end - MINUTE).toBeGreaterThanOrEqual(first.begun);
  expect(end - MINUTE).toBeLessThanOrEqual(first.ended);

  await client.persist(key);
  const second = await timeOfRedisIn(() => call(there, caller));
  const newEnd = await client.pexpiretime(key);
  expect(newEnd - MINUTE).toBeGreaterThanOrEqual(second.begun);
  expect(newEnd - MINUTE).toBeLessThanOrEqual(second.ended);

  await client.del(key);
  expect(await calls(there, caller, LIMIT + 1)).toEqual([...accepted(LIMIT), 429]);
});

it('refuses also the right key after as many wrong ones as the limit allows, at all nodes together', async () => {
  const caller = newcomer();
  const { key: rightKey } = await keyOf(here, 'internal');
  const list = async ({ app }: TestServer, key: string): Promise<number> => {
    const headers = { 'x-api-key': key };
    return (await app.inject({ method: 'GET', url: '/api/v1/licenses', remoteAddress: caller, headers })).statusCode;
  };
  for (let guess = 1; guess <= LIMIT; guess++) {
    expect(await list(guess % 2 ? here : there, `a wrong key ${guess}`)).toBe(401);
  }
  expect(await list(here, rightKey)).toBe(429);
  expect(await list(there, rightKey)).toBe(429);
});

it('takes costs of a rate limit of a license at all nodes together, exactly', async () => {
  const rate_limits = { reports: { limit: 5, window: 'day' } };
  const { key } = await issued(here, { policy_overrides: { rate_limits } });
  const take = (server: TestServer, cost: number) => {
    const body = { license_key: key, limit: 'reports', cost };
    return server.call('POST', '/api/v1/rate-limits/take', { body, remoteAddress: newcomer() });
  };
  expect((await take(here, 0)).body).toEqual({ limit: 5, remaining: 5, resets_at: null });
  const answers = await Promise.all([1, 2, 3, 4].map((n) => take(n % 2 ? here : there, 2)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
  expect((await take(there, 1)).body).toMatchObject({ remaining: 0, resets_at: expect.any(String) });
  expect(warnings('Redis')).toEqual([]);
});

it('counts a device and its license at all nodes together, with one question', async () => {
  const { key } = await issued(here, { max_activations: 1 });
  const remoteAddress = newcomer();
  const validate = async (server: TestServer, hardware_id: string): Promise<number> =>
    (await server.call('POST', '/api/v1/validate', { body: { license_key: key, hardware_id }, remoteAddress })).status;
  const statuses: number[] = [];
  for (const node of [here, there, here, there, here, there, here]) {
    statuses.push(await validate(node, 'desk'));
  }
  expect(statuses).toEqual([...accepted(LIMIT), 429, 429]);

  const asked = jest.spyOn(Redis.prototype, 'eval');
  expect(await validate(here, 'laptop')).toBe(200);
  const [keys, ...more] = asked.mock.calls.map(([, count, ...given]) => given.slice(0, Number(count)));
  const tag = expect.stringMatching(/^\{.+\}.+/);
  expect([keys, more]).toEqual([[tag, tag], []]);
  expect(new Set(keys?.map((one) => /^\{.+\}/.exec(String(one))?.[0])).size).toBe(1);
});

it('says how long to wait', async () => {
  const caller = newcomer();
  await calls(here, caller, LIMIT);
  const { statusCode, headers } = await there.app.inject({
    method: 'POST',
    url: '/api/license/verify',
    remoteAddress: caller,
    headers: { 'x-api-key': there.systemKey },
    payload: {},
  });
  expect(statusCode).toBe(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(50);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
});

it('counts at each node alone while Redis is gone, and together when it is back', async () => {
  const caller = newcomer();
  expect(await calls(here, caller, 2)).toEqual(accepted(2));
  await redis.kill();

  expect(await calls(here, caller, LIMIT + 2)).toEqual([...accepted(LIMIT), 429, 429]);
  expect(await calls(there, caller, LIMIT + 2)).toEqual([...accepted(LIMIT), 429, 429]);
  expect(warnings('Redis does not answer')).toHaveLength(2);
  expect(JSON.stringify(warned.mock.calls)).not.toContain(redis.url);

  await redis.start();
  await logged('Redis is back', 2);
  expect(await calls(here, caller, 3)).toEqual(accepted(3));
  expect(await calls(there, caller, 3)).toEqual([...accepted(2), 429]);
  expect(warnings('Redis does not answer')).toHaveLength(2);
  expect(warnings('Redis is back')).toHaveLength(2);
});

it('counts at each node alone while Redis is full, and logs it once', async () => {
  nextMinute();
  await client.config('SET', 'maxmemory', '1');
  const failures = await failedCommands();
  const caller = newcomer();
  expect(await calls(here, caller, LIMIT + 1)).toEqual([...accepted(LIMIT), 429]);
  await until('Redis was tried several times', async () => {
    await call(here, newcomer());
    return (await failedCommands()) > failures + 2;
  });
  expect([warnings('Redis does not answer'), warnings('Redis is back')]).toMatchObject([[[/OOM/]], []]);

  await client.config('SET', 'maxmemory', '0');
  await logged('Redis is back', 1);
  expect(await calls(here, newcomer(), LIMIT + 1)).toEqual([...accepted(LIMIT), 429]);
});

it('logs at most once a minute that Redis comes and goes', async () => {
  nextMinute();
  for (let loss = 1; loss <= 3; loss++) {
    await client.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await until('Redis is used again', async () => (await counted(here)) && (await counted(there)));
  }
  expect([warnings('Redis does not answer').length, warnings('Redis is back').length]).toEqual([2, 2]);

  await redis.kill();
  await Promise.all([call(here, newcomer()), call(there, newcomer())]);
  expect(warnings('Redis does not answer')).toHaveLength(2);
  nextMinute();
  expect(warnings('Redis does not answer')).toHaveLength(4);
  await redis.start();
  await logged('Redis is back', 4);
});

it('keeps answering while Redis hangs', async () => {
  nextMinute();
  redis.holdStill();
  try {
    const asked = jest.spyOn(Redis.prototype, 'eval');
    const caller = newcomer();
    expect(await calls(here, caller, LIMIT + 1)).toEqual([...accepted(LIMIT), 429]);
    await calls(here, newcomer(), 20);
    // The first call waits a moment for Redis; the others do not ask it.
    expect(asked.mock.calls.filter((given) => given.at(2) !== 'probe')).toHaveLength(1);
    expect(warnings('Redis does not answer')).toMatchObject([[expect.stringMatching(/No answer in 250 ms/)]]);
  } finally {
    redis.letGo();
  }
  await logged('Redis is back', 1);
  const caller = newcomer();
  expect(await calls(here, caller, 3)).toEqual(accepted(3));
  expect(await calls(there, caller, 3)).toEqual([...accepted(2), 429]);
});

it('starts without Redis, or beside one that hangs', async () => {
  const nowhere = `redis://:hidden@127.0.0.1:${await freePort()}`;
  const lonely = await TestServer.start({ REDIS_URL: nowhere, RATE_LIMIT_FACTOR: FACTOR }, here.databaseUrl);
  expect(await calls(lonely, newcomer(), LIMIT + 1)).toEqual([...accepted(LIMIT), 429]);
  expect(warnings('Redis does not answer')).toHaveLength(1);
  expect(JSON.stringify(warned.mock.calls)).not.toContain('hidden');
  await lonely.stop();

  redis.holdStill();
  try {
    const patient = await TestServer.start({ REDIS_URL: redis.url, RATE_LIMIT_FACTOR: FACTOR }, here.databaseUrl);
    expect(await calls(patient, newcomer(), LIMIT + 1)).toEqual([...accepted(LIMIT), 429]);
    await patient.stop();
  } finally {
    redis.letGo();
  }
});

it('leaves Redis when the server stops', async () => {
  const connections = async () => ((await client.client('LIST')) as string).match(/name=keyward /g)?.length ?? 0;
  // Redis hears of those who leave a moment later.
  const thereAre = (count: number) =>
    until(`Redis has ${count} connections`, async () => (await connections()) === count);
  await thereAre(2);
  const guest = await TestServer.start({ REDIS_URL: redis.url, RATE_LIMIT_FACTOR: FACTOR }, here.databaseUrl);
  await thereAre(3);
  await guest.stop();
  await thereAre(2);
  expect(warnings('Redis does not answer')).toEqual([]);
});
