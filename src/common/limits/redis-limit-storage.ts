import { setTimeout as elapsed } from 'node:timers/promises';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type LimitStorage, type Usage, usageOf } from './limit-storage';

/** Longer than this no request waits for Redis. */
const PATIENCE = 250;
const CONNECT_WITHIN = 2_000;
/** How often Redis is asked whether it is back. */
const PROBE_EVERY = 1_000;

/** One window a key, which begins with its first hit: as in memory. A key that lost its end gets a new one. */
const COUNT = `
  local hits = redis.call('INCR', KEYS[1])
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then
    left = tonumber(ARGV[1])
    redis.call('PEXPIRE', KEYS[1], left)
  end
  return { hits, left }
`;

const READ = `return { tonumber(redis.call('GET', KEYS[1]) or 0), redis.call('PTTL', KEYS[1]) }`;

/** Counts in Redis, so that all nodes share their limits. While Redis is gone or slow, each node counts for itself. */
export class RedisLimitStorage implements LimitStorage, OnApplicationShutdown {
  private readonly logger = new Logger('RateLimits');
  private readonly redis: Redis;
  private probe: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    url: string,
    private readonly memory: LimitStorage,
  ) {
    this.redis = new Redis(url, {
      lazyConnect: true,
      connectionName: 'keyward',
      keyPrefix: 'keyward:limit:',
      connectTimeout: CONNECT_WITHIN,
      commandTimeout: CONNECT_WITHIN,
      disconnectTimeout: PATIENCE,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      // Closing meets a connection in any state: none may begin a new one.
      retryStrategy: (tries) => (this.isClosed ? null : Math.min(tries * 100, PROBE_EVERY)),
    });
    this.redis.on('error', (error: Error) => this.lose(error));
    this.redis.on('close', () => this.lose(new Error('The connection was closed')));
    this.redis.on('ready', () => void this.askWhetherBack());
  }

  /** A server whose Redis is not there starts all the same. */
  async connect(): Promise<this> {
    const connected = this.redis.connect().catch((error: unknown) => this.lose(error));
    await Promise.race([connected, elapsed(CONNECT_WITHIN, undefined, { ref: false })]);
    return this;
  }

  async increment(key: string, ttl: number, limit: number, block: number, name: string): Promise<Usage> {
    const [hits, left] = (await this.ask(COUNT, key, ttl)) ?? [];
    return hits === undefined || left === undefined
      ? this.memory.increment(key, ttl, limit, block, name)
      : usageOf(hits, left, hits > limit);
  }

  async read(key: string, limit: number): Promise<Usage> {
    const [hits, left] = (await this.ask(READ, key)) ?? [];
    return hits === undefined || left === undefined
      ? this.memory.read(key, limit)
      : usageOf(hits, Math.max(0, left), hits >= limit);
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    clearInterval(this.probe);
    this.redis.disconnect();
  }

  /** Undefined while Redis is gone. */
  private async ask(script: string, key: string, ...more: number[]): Promise<readonly [number, number] | undefined> {
    if (this.isLost) {
      return undefined;
    }
    try {
      return pairIn(await inTime(this.redis.eval(script, 1, key, ...more)));
    } catch (error) {
      this.lose(error);
      return undefined;
    }
  }

  private get isLost(): boolean {
    return this.probe !== undefined;
  }

  /** Told once, however many requests notice. */
  private lose(error: unknown): void {
    if (this.isLost || this.isClosed) {
      return;
    }
    const why = error instanceof Error ? error.message : String(error);
    this.logger.warn(`Redis does not answer (${why}): each node counts its own rate limits until it does`);
    this.probe = setInterval(() => void this.askWhetherBack(), PROBE_EVERY).unref();
  }

  private async askWhetherBack(): Promise<void> {
    try {
      await this.redis.ping();
      this.find();
    } catch {
      // A connection that is open and silent may be one to a machine that is gone.
      if (this.redis.status === 'ready' && !this.isClosed) {
        this.redis.disconnect(true);
      }
    }
  }

  private find(): void {
    if (this.isLost && !this.isClosed) {
      clearInterval(this.probe);
      this.probe = undefined;
      this.logger.warn('Redis is back: all nodes share their rate limits again');
    }
  }
}

/** A process that was busy itself looks first whether the answer has come meanwhile. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error(`No answer in ${PATIENCE} ms`));
    const timer = setTimeout(() => setImmediate(giveUp), PATIENCE);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function pairIn(reply: unknown): [number, number] {
  if (!isPair(reply)) {
    throw new Error('Redis gave an unexpected answer');
  }
  return reply;
}

function isPair(reply: unknown): reply is [number, number] {
  return Array.isArray(reply) && reply.length === 2 && reply.every((part) => typeof part === 'number');
}
