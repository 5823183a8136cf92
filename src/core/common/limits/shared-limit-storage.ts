import type { Channel } from '../workers/channel';
import { type Counter, type LimitStorage, type Take, type TakenUsage, type Usage, usageOf } from './limit-storage';
import type { MemoryLimitStorage } from './memory-limit-storage';

/** The counters of a request that has not been counted. */
interface Waiting {
  readonly counters: readonly Counter[];
  readonly resolve: (usages: readonly Usage[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Counts in the process that started this worker, for all workers of the node. Requests that arrive while a question is on its
 * way share the next one: a question takes much longer than a count.
 */
export class SharedLimitStorage implements LimitStorage {
  private waiting: Waiting[] = [];
  private isAsking = false;

  constructor(private readonly primary: Channel) {}

  async increment(key: string, _ttl: number, limit: number, _block: number, name: string): Promise<Usage> {
    const [usage] = await this.incrementAll([{ name, key, limit }]);
    return usage ?? usageOf(0, 0, false);
  }

  incrementAll(counters: readonly Counter[]): Promise<readonly Usage[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ counters, resolve, reject });
      if (!this.isAsking) {
        this.isAsking = true;
        queueMicrotask(() => void this.countWaiting());
      }
    });
  }

  read(key: string, limit: number): Promise<Usage> {
    return this.primary.ask('read', key, limit);
  }

  take(key: string, take: Take): Promise<TakenUsage> {
    return this.primary.ask('take', key, take);
  }

  private async countWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const { waiting } = this;
      this.waiting = [];
      await this.count(waiting);
    }
    this.isAsking = false;
  }

  private async count(waiting: readonly Waiting[]): Promise<void> {
    try {
      const requests = waiting.map(({ counters }) => counters);
      const usages = await this.primary.ask<readonly Usage[][]>('count', requests);
      waiting.forEach(({ resolve }, index) => resolve(usages[index] ?? []));
    } catch (error) {
      waiting.forEach(({ reject }) => reject(error));
    }
  }
}

/** Lets a worker count in this process. */
export function shareLimits(worker: Channel, storage: MemoryLimitStorage): void {
  worker.answer('count', (requests: Counter[][]) => requests.map((counters) => storage.incrementAll(counters)));
  worker.answer('take', (key: string, take: Take) => storage.take(key, take));
  worker.answer('read', (key: string, limit: number) => Promise.resolve(storage.read(key, limit)));
}
