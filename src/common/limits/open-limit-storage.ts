import type { Settings } from '../../config/settings';
import type { Clock } from '../clock';
import type { LimitStorage } from './limit-storage';
import { MemoryLimitStorage } from './memory-limit-storage';
import { RedisLimitStorage } from './redis-limit-storage';

/** Where this server counts: with all other nodes where there is a Redis, else for itself. */
export function openLimitStorage({ REDIS_URL }: Settings, clock: Clock): Promise<LimitStorage> {
  const memory = new MemoryLimitStorage(clock);
  return REDIS_URL === undefined ? Promise.resolve(memory) : new RedisLimitStorage(REDIS_URL, memory).connect();
}
