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
  readonly group?: string | undefined;
}

/** An amount to take from a window of its own length. */
export interface Take {
  /** 0 takes nothing and only asks. */
  readonly cost: number;
  readonly limit: number;
  readonly windowMs: number;
}

/** A window after a take. */
export interface TakenUsage {
  readonly used: number;
  /** Milliseconds until the window ends; 0 if none has begun. */
  readonly left: number;
  /** The cost fitted. */
  readonly isTaken: boolean;
}

/** Stores rate-limit counters. */
export interface LimitStorage extends ThrottlerStorage {
  /**
   * Increments the counters of a request in order, up to the first that exceeds its limit. Returns the usage of those, with a
   * promise only where an answer has to be awaited.
   */
  incrementAll(counters: readonly Counter[]): readonly Usage[] | Promise<readonly Usage[]>;
  /** Reads a counter without incrementing it; blocked if the limit is reached. A promise only where an answer has to be awaited. */
  read(key: string, limit: number): Usage | Promise<Usage>;
  /** Takes the whole cost or, if it does not fit, nothing. The window begins with the first take. */
  take(key: string, take: Take): Promise<TakenUsage>;
}

/** @param remaining milliseconds until the window ends */
export function usageOf(totalHits: number, remaining: number, isBlocked: boolean): Usage {
  const timeToExpire = Math.ceil(remaining / 1000);
  return { totalHits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 };
}
