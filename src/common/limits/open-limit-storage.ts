import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Settings } from '../../config/settings';
import type { Clock } from '../clock';
import { MemoryLimitStorage } from './memory-limit-storage';
import { RedisLimitStorage } from './redis-limit-storage';

/** Where this server counts: with all other nodes where there is a Redis, else for itself. */
export function openLimitStorage({ REDIS_URL }: Settings, clock: Clock): Promise<ThrottlerStorage> {
  const memory = new MemoryLimitStorage(clock);
  return REDIS_URL === undefined ? Promise.resolve(memory) : new RedisLimitStorage(REDIS_URL, memory).connect();
}
