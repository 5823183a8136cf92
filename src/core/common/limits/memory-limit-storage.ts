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

interface Window {
  hits: number;
  endsAt: number;
}

/** Counts in fixed windows. Expired windows are removed when there are many, which bounds the memory. */
@Injectable()
export class MemoryLimitStorage implements LimitStorage {
  private readonly windows = new Map<string, Window>();
  private sweepAbove = 10_000;

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

  read(key: string, limit: number): Promise<Usage> {
    const now = this.clock.now().getTime();
    const window = this.windows.get(key);
    const { hits, endsAt } = window && window.endsAt > now ? window : { hits: 0, endsAt: now };
    return Promise.resolve(usageOf(hits, endsAt - now, hits >= limit));
  }

  take(key: string, { cost, limit, windowMs }: Take): Promise<TakenUsage> {
    const now = this.clock.now().getTime();
    const window = this.windows.get(key);
    const used = window && window.endsAt > now ? window.hits : 0;
    const isTaken = cost === 0 || used + cost <= limit;
    if (cost === 0 || !isTaken) {
      return Promise.resolve({ used, left: Math.max(0, (window?.endsAt ?? now) - now), isTaken });
    }
    const current = this.windowOf(key, windowMs, now);
    current.hits += cost;
    return Promise.resolve({ used: current.hits, left: current.endsAt - now, isTaken });
  }

  private incrementNow(key: string, ttl: number, limit: number): Usage {
    const now = this.clock.now().getTime();
    const window = this.windowOf(key, ttl, now);
    window.hits += 1;
    return usageOf(window.hits, window.endsAt - now, window.hits > limit);
  }

  private windowOf(key: string, ttl: number, now: number): Window {
    const current = this.windows.get(key);
    if (current && current.endsAt > now) {
      return current;
    }
    this.sweep(now);
    const started = { hits: 0, endsAt: now + ttl };
    this.windows.set(key, started);
    return started;
  }

  private sweep(now: number): void {
    if (this.windows.size < this.sweepAbove) {
      return;
    }
    for (const [key, { endsAt }] of this.windows) {
      if (endsAt <= now) {
        this.windows.delete(key);
      }
    }
    this.sweepAbove = Math.max(10_000, this.windows.size * 2);
  }
}
