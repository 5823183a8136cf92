import type { ThrottlerStorage } from '@nestjs/throttler';

export type Usage = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Where hits are counted. */
export interface LimitStorage extends ThrottlerStorage {
  /** The count as it is; blocked where one more hit would be too many. */
  read(key: string, limit: number): Promise<Usage>;
}

/** @param left milliseconds to the end of the window */
export function usageOf(totalHits: number, left: number, isBlocked: boolean): Usage {
  const timeToExpire = Math.ceil(left / 1000);
  return { totalHits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 };
}
