import { hash } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type * as IoRedis from 'ioredis';
import type { Clock } from '../clock';
import {
  type Counter,
  type LimitStorage,
  type Take,
  type TakenUsage,
  type Usage,
  usageOf,
  WINDOW_MS,
} from './limit-storage';

/** Maximum time a request waits for Redis. */
const ANSWER_TIMEOUT_MS = 250;
const CONNECT_TIMEOUT_MS = 2_000;
const PROBE_INTERVAL_MS = 1_000;
/** A loss is logged at most once in this time. */
const LOG_INTERVAL_MS = 60_000;

/**
 * One window per key, which begins with its first hit. A key without expiry gets a new one. Counts up to the first key that
 * exceeds its limit.
 */
const COUNT = `
  local usages = {}
  for index, key in ipairs(KEYS) do
    local hits = redis.call('INCR', key)
    local left = redis.call('PTTL', key)
    if left < 0 then
      left = tonumber(ARGV[1])
      redis.call('PEXPIRE', key, left)
    end
    usages[#usages + 1] = hits
    usages[#usages + 1] = left
    if hits > tonumber(ARGV[index + 1]) then
      break
    end
  end
  return usages
`;

const READ = `return { tonumber(redis.call('GET', KEYS[1]) or 0), redis.call('PTTL', KEYS[1]) }`;

/** Takes a cost if it fits into the window, which begins with the first take. A key without expiry gets a new one. */
const TAKE = `
  local used = tonumber(redis.call('GET', KEYS[1]) or 0)
  local left = redis.call('PTTL', KEYS[1])
  local cost = tonumber(ARGV[2])
  if left <= 0 then
    used = 0
    left = 0
  end
  if cost == 0 or used + cost > tonumber(ARGV[3]) then
    return { used, left }
  end
  if left == 0 then
    left = tonumber(ARGV[1])
    redis.call('SET', KEYS[1], cost, 'PX', left)
  else
    redis.call('INCRBY', KEYS[1], cost)
  end
  return { used + cost, left, 1 }
`;

/** Counts in Redis, shared by all nodes. While Redis is unavailable or slow, each node counts in memory. */
export class RedisLimitStorage implements LimitStorage, OnApplicationShutdown {
  private readonly logger = new Logger('RateLimits');
  private readonly redis: IoRedis.Redis;
  private probe: NodeJS.Timeout | undefined;
  private isClosed = false;
  /** Why it was lost; undefined while it is available. */
  private lostBy: string | undefined;
  private isLossLogged = false;
  private loggedAt = -Infinity;
  private readonly stopLog: () => void;

  private constructor(
    { Redis }: typeof IoRedis,
    url: string,
    private readonly memory: LimitStorage,
    private readonly clock: Clock,
  ) {
    this.redis = new Redis(url, {
      lazyConnect: true,
      connectionName: 'keyward',
      keyPrefix: 'keyward:limit:',
      connectTimeout: CONNECT_TIMEOUT_MS,
      commandTimeout: CONNECT_TIMEOUT_MS,
      disconnectTimeout: ANSWER_TIMEOUT_MS,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      // After closing, no connection may be opened in any state.
      retryStrategy: (tries) => (this.isClosed ? null : Math.min(tries * 100, PROBE_INTERVAL_MS)),
    });
    this.redis.on('error', (error: Error) => this.markLost(error));
    this.redis.on('close', () => this.markLost(new Error('The connection was closed')));
    this.redis.on('ready', () => void this.checkConnection());
    // A loss that was too soon after another one to be logged.
    this.stopLog = clock.every(LOG_INTERVAL_MS, () => {
      this.logLoss();
      return Promise.resolve();
    });
  }

  /** The server also starts without Redis. A start without one does not load its client. */
  static async connect(url: string, memory: LimitStorage, clock: Clock): Promise<RedisLimitStorage> {
    const storage = new RedisLimitStorage(await import('ioredis'), url, memory, clock);
    const connected = storage.redis.connect().catch((error: unknown) => storage.markLost(error));
    await Promise.race([connected, elapsed(CONNECT_TIMEOUT_MS, undefined, { ref: false })]);
    return storage;
  }

  async increment(key: string, ttl: number, limit: number): Promise<Usage> {
    const [hits, left] = (await this.evaluate(COUNT, [hashOf(key)], [ttl, limit])) ?? [];
    return hits === undefined || left === undefined
      ? this.memory.increment(key, ttl, limit, 0, '')
      : usageOf(hits, left, hits > limit);
  }

  /** One after another, except those of a group: other keys may be on different servers of a cluster. */
  async incrementAll(counters: readonly Counter[]): Promise<Usage[]> {
    const usages: Usage[] = [];
    const [first] = counters;
    const isGroup = first?.group !== undefined && counters.every(({ group }) => group === first.group);
    for (const counted of isGroup ? [counters] : counters.map((counter) => [counter])) {
      usages.push(...(await this.incrementTogether(counted)));
      if (usages.at(-1)?.isBlocked) {
        break;
      }
    }
    return usages;
  }

  private async incrementTogether(counters: readonly Counter[]): Promise<readonly Usage[]> {
    const limits = counters.map(({ limit }) => limit);
    const numbers = await this.evaluate(COUNT, counters.map(storedKeyOf), [WINDOW_MS, ...limits]);
    if (!numbers) {
      return this.memory.incrementAll(counters);
    }
    return limits.flatMap((limit, index) => {
      const [hits, left] = numbers.slice(2 * index);
      return hits === undefined || left === undefined ? [] : [usageOf(hits, left, hits > limit)];
    });
  }

  async read(key: string, limit: number): Promise<Usage> {
    const [hits, left] = (await this.evaluate(READ, [hashOf(key)])) ?? [];
    return hits === undefined || left === undefined
      ? this.memory.read(key, limit)
      : usageOf(hits, Math.max(0, left), hits >= limit);
  }

  async take(key: string, take: Take): Promise<TakenUsage> {
    const { cost, limit, windowMs } = take;
    const [used, left, taken] = (await this.evaluate(TAKE, [hashOf(key)], [windowMs, cost, limit])) ?? [];
    return used === undefined || left === undefined
      ? this.memory.take(key, take)
      : { used, left, isTaken: cost === 0 || taken === 1 };
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    this.stopLog();
    clearInterval(this.probe);
    this.redis.disconnect();
  }

  /** Returns undefined while Redis is unavailable. */
  private async evaluate(
    script: string,
    keys: readonly string[],
    more: readonly number[] = [],
  ): Promise<readonly number[] | undefined> {
    if (this.isLost) {
      return undefined;
    }
    try {
      return numbersIn(await withTimeout(this.redis.eval(script, keys.length, ...keys, ...more)));
    } catch (error) {
      this.markLost(error);
      return undefined;
    }
  }

  private get isLost(): boolean {
    return this.probe !== undefined;
  }

  private markLost(error: unknown): void {
    if (this.isLost || this.isClosed) {
      return;
    }
    this.lostBy = error instanceof Error ? error.message : String(error);
    this.logLoss();
    this.probe = setInterval(() => void this.checkConnection(), PROBE_INTERVAL_MS).unref();
  }

  /** Once for each loss, and at most once a minute. */
  private logLoss(): void {
    const now = this.clock.now().getTime();
    if (this.lostBy !== undefined && !this.isLossLogged && now - this.loggedAt >= LOG_INTERVAL_MS) {
      this.isLossLogged = true;
      this.loggedAt = now;
      this.logger.warn(`Redis does not answer (${this.lostBy}): each node counts its own rate limits until it does`);
    }
  }

  /** Counts a probe, because a full Redis answers but does not count. */
  private async checkConnection(): Promise<void> {
    try {
      await this.redis.eval(COUNT, 1, 'probe', PROBE_INTERVAL_MS, Number.MAX_SAFE_INTEGER);
      this.markAvailable();
    } catch {
      // An open but silent connection may lead to a host that is down.
      if (this.redis.status === 'ready' && !this.isClosed) {
        this.redis.disconnect(true);
      }
    }
  }

  private markAvailable(): void {
    if (this.isLost && !this.isClosed) {
      clearInterval(this.probe);
      this.probe = undefined;
      this.lostBy = undefined;
      this.logReturn();
    }
  }

  /** If the loss was logged. */
  private logReturn(): void {
    if (this.isLossLogged) {
      this.isLossLogged = false;
      this.logger.warn('Redis is back: all nodes share their rate limits again');
    }
  }
}

/** If the process itself was blocked, an answer that has arrived in the meantime still counts. */
function withTimeout<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error(`No answer in ${ANSWER_TIMEOUT_MS} ms`));
    const timer = setTimeout(() => setImmediate(giveUp), ANSWER_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function numbersIn(reply: unknown): number[] {
  if (!isNumbers(reply)) {
    throw new Error('Unexpected answer from Redis');
  }
  return reply;
}

/** At least a count and the time that is left. */
function isNumbers(reply: unknown): reply is number[] {
  return Array.isArray(reply) && reply.length >= 2 && reply.every((part) => typeof part === 'number');
}

/** A cluster stores all keys with the same text in braces on one server. */
function storedKeyOf({ key, group }: Counter): string {
  return group === undefined ? hashOf(key) : `{${hashOf(group)}}${hashOf(key)}`;
}

function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
