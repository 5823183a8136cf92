import type { Clock } from '../clock';
import { PRIMARY } from '../workers/primary';
import type { LimitStorage } from './limit-storage';
import { MemoryLimitStorage } from './memory-limit-storage';
import { RedisLimitStorage } from './redis-limit-storage';
import { SharedLimitStorage } from './shared-limit-storage';

/** Redis, shared by all nodes, if configured; otherwise the memory of this node. */
export function openLimitStorage(redisUrl: string | undefined, clock: Clock): Promise<LimitStorage> {
  const memory = PRIMARY ? new SharedLimitStorage(PRIMARY) : new MemoryLimitStorage(clock);
  return redisUrl === undefined ? Promise.resolve(memory) : RedisLimitStorage.connect(redisUrl, memory, clock);
}
