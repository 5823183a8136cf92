import type { Channel } from '../workers/channel';
import type { LimitStorage, Usage } from './limit-storage';

/** Counts in the process that started this worker, for all workers of the node. */
export class SharedLimitStorage implements LimitStorage {
  constructor(private readonly primary: Channel) {}

  increment(key: string, ttl: number, limit: number): Promise<Usage> {
    return this.primary.ask('count', key, ttl, limit);
  }

  read(key: string, limit: number): Promise<Usage> {
    return this.primary.ask('read', key, limit);
  }
}

/** Lets a worker count in this process. */
export function shareLimits(worker: Channel, storage: LimitStorage): void {
  worker.answer('count', (key: string, ttl: number, limit: number) => storage.increment(key, ttl, limit, 0, ''));
  worker.answer('read', (key: string, limit: number) => storage.read(key, limit));
}
