import { Injectable } from '@nestjs/common';
import { Clock } from '../clock';
import {
  type Counter,
  type LimitStorage,
  type Take,
  type TakenUsage,
  type Usage,
  usageOf,
  WINDOW_MS,
} from './limit-storage';
import { LimitWindows } from './limit-windows';

/** Counts in fixed windows. */
@Injectable()
export class MemoryLimitStorage implements LimitStorage {
  private readonly windows = new LimitWindows();

  constructor(private readonly clock: Clock) {}

  increment(key: string, ttl: number, limit: number): Promise<Usage> {
    return Promise.resolve(this.incrementNow(key, ttl, limit));
  }

  incrementAll(counters: readonly Counter[]): Usage[] {
    const usages: Usage[] = [];
    for (const { key, limit } of counters) {
      const usage = this.incrementNow(key, WINDOW_MS, limit);
      usages.push(usage);
      if (usage.isBlocked) {
        break;
      }
    }
    return usages;
  }

  read(key: string, limit: number): Usage {
    const { hits, left } = this.stateOf(key, this.now());
    return usageOf(hits, left, hits >= limit);
  }

  take(key: string, { cost, limit, windowMs }: Take): Promise<TakenUsage> {
    const now = this.now();
    const { hits, left } = this.stateOf(key, now);
    const isTaken = cost === 0 || hits + cost <= limit;
    if (cost === 0 || !isTaken) {
      return Promise.resolve({ used: hits, left, isTaken });
    }
    const window = this.windows.begun(key, windowMs, now);
    return Promise.resolve({ used: this.windows.add(window, cost), left: this.windows.endOf(window) - now, isTaken });
  }

  private incrementNow(key: string, ttl: number, limit: number): Usage {
    const now = this.now();
    const window = this.windows.begun(key, ttl, now);
    const hits = this.windows.add(window, 1);
    return usageOf(hits, this.windows.endOf(window) - now, hits > limit);
  }

  private stateOf(key: string, now: number): { hits: number; left: number } {
    const window = this.windows.running(key, now);
    return window === undefined
      ? { hits: 0, left: 0 }
      : { hits: this.windows.hitsOf(window), left: this.windows.endOf(window) - now };
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
