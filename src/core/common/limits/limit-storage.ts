import type { ThrottlerStorage } from '@nestjs/throttler';

export type Usage = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Length of the window in which requests are counted. */
export const WINDOW_MS = 60_000;

/** A counter of requests, and the most that it may count. */
export interface Counter {
  /** Name of the limit. */
  readonly name: string;
  readonly key: string;
  readonly limit: number;
  /** Counters of a group are stored together, so that they are counted at once. */
  readonly group?: string;
}

/** Stores rate-limit counters. */
export interface LimitStorage extends ThrottlerStorage {
  /**
   * Increments the counters of a request in order, up to the first that exceeds its limit. Returns the usage of those, with a
   * promise only where an answer has to be awaited.
   */
  incrementAll(counters: readonly Counter[]): readonly Usage[] | Promise<readonly Usage[]>;
  /** Reads a counter without incrementing it; blocked if the limit is reached. */
  read(key: string, limit: number): Promise<Usage>;
}

/** @param remaining milliseconds until the window ends */
export function usageOf(totalHits: number, remaining: number, isBlocked: boolean): Usage {
  const timeToExpire = Math.ceil(remaining / 1000);
  return { totalHits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 };
}
