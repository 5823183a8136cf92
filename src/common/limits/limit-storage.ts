import type { ThrottlerStorage } from '@nestjs/throttler';

export type Usage = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Stores rate-limit counters. */
export interface LimitStorage extends ThrottlerStorage {
  /** Like `increment`, without a promise, where no answer has to be awaited. */
  incrementNow?(key: string, ttl: number, limit: number): Usage;
  /** Reads a counter without incrementing it; blocked if the limit is reached. */
  read(key: string, limit: number): Promise<Usage>;
}

/** @param remaining milliseconds until the window ends */
export function usageOf(totalHits: number, remaining: number, isBlocked: boolean): Usage {
  const timeToExpire = Math.ceil(remaining / 1000);
  return { totalHits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 };
}
