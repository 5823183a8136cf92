import { Redis } from 'ioredis';
import { type Check, type Finding, reasonOf, required } from './check';
import type { Context } from './context';

const LIMIT_MS = 3_000;
const REJECTED = /^(WRONGPASS|NOAUTH|NOPERM|ERR .*(AUTH|password))/i;

export const REDIS_CHECKS: readonly Check[] = [
  { name: 'redis', finds: 'a Redis that cannot be reached, does not answer or rejects the password', run: redis },
];

async function redis({ settings }: Context): Promise<readonly Finding[]> {
  const url = required(settings.REDIS_URL, 'REDIS_URL');
  const problem = await problemOf(url);
  if (problem === undefined) {
    return [];
  }
  const { host } = new URL(url);
  const remedy = REJECTED.test(problem)
    ? 'Correct user and password in REDIS_URL, with special characters percent-encoded: rediss://USER:PASSWORD@HOST:6379/0.'
    : 'Start Redis, or correct host and port in REDIS_URL; `redis-cli -u "$REDIS_URL" ping` answers PONG. Until then, each node counts rate limits for itself.';
  return [{ problem: `The Redis at ${host} (REDIS_URL) cannot be used: ${problem}.`, remedy }];
}

async function problemOf(url: string): Promise<string | undefined> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectionName: 'keyward doctor',
    connectTimeout: LIMIT_MS,
    commandTimeout: LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The reason: without it, only "Connection is closed" is thrown.
  let reported: Error | undefined;
  redis.on('error', (error: Error) => (reported = error));
  try {
    await redis.connect();
    await redis.ping();
    return undefined;
  } catch (error) {
    return reasonOf(reported ?? error);
  } finally {
    redis.disconnect();
  }
}
