import type { Clock } from '../clock';
import type { LimitStorage } from './limit-storage';
import { MemoryLimitStorage } from './memory-limit-storage';
import { RedisLimitStorage } from './redis-limit-storage';

/** Redis, shared by all nodes, if configured; otherwise memory. */
export function openLimitStorage(redisUrl: string | undefined, clock: Clock): Promise<LimitStorage> {
  const memory = new MemoryLimitStorage(clock);
  return redisUrl === undefined ? Promise.resolve(memory) : new RedisLimitStorage(redisUrl, memory, clock).connect();
}
