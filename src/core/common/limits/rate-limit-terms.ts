/** Windows of rate limits. A month has 30 days: a window begins with the first call that takes from it. */
export const RATE_WINDOWS = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const;
export type RateWindow = (typeof RATE_WINDOWS)[number];

/** Most rate limits of one policy. */
export const MAX_RATE_LIMITS = 20;

/** Largest rate limit. */
export const MAX_RATE = 1_000_000_000;

const SECONDS: Readonly<Record<RateWindow, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
};

/** The most that can be taken in a window. Field names are the same in the database and in the API. */
export interface RateLimitTerms {
  readonly limit: number;
  readonly window: RateWindow;
}

/** Rate limits by name. */
export type RateLimits = Readonly<Record<string, RateLimitTerms>>;

/** Length of a window in seconds. */
export function secondsOf(window: RateWindow): number {
  return SECONDS[window];
}
