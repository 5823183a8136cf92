import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Clock } from '../clock';

type Usage = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  hits: number;
  endsAt: number;
}

/** Counts in fixed windows. Windows that have ended are swept when there are many, so that strangers cannot fill the memory. */
@Injectable()
export class MemoryLimitStorage implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();
  private sweepAbove = 10_000;

  constructor(private readonly clock: Clock) {}

  increment(key: string, ttl: number, limit: number): Promise<Usage> {
    const now = this.clock.now().getTime();
    const window = this.windowOf(key, ttl, now);
    window.hits += 1;
    const timeToExpire = Math.ceil((window.endsAt - now) / 1000);
    const isBlocked = window.hits > limit;
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire,
      isBlocked,
      timeToBlockExpire: isBlocked ? timeToExpire : 0,
    });
  }

  private windowOf(key: string, ttl: number, now: number): Window {
    const running = this.windows.get(key);
    if (running && running.endsAt > now) {
      return running;
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
