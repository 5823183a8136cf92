import { crossedThreshold } from '../seats/usage-threshold';
import { type CurrentBalance, ownUseOf } from '../rules/current-balance';

/** A threshold of a meter that a call reached. */
export interface MeterThreshold {
  /** Fields of its event. */
  readonly data: object;
}

/** The thresholds that balances reached. */
export function thresholdsOf(
  before: readonly CurrentBalance[],
  after: readonly CurrentBalance[],
): readonly MeterThreshold[] {
  return after.flatMap((balance) => {
    const { code, terms, startsAt, endsAt } = balance;
    const former = before.find((one) => one.code === code);
    const usedBefore = former ? ownUseOf(former) : 0;
    const used = ownUseOf(balance);
    const crossed = crossedThreshold('meter', terms.limit, usedBefore, used);
    if (!crossed) {
      return [];
    }
    const { threshold, limit } = crossed;
    const period = { period_start: endsAt === null ? null : startsAt, resets_at: endsAt };
    return [{ data: { meter: code, threshold, used, limit, ...period, ...decimalsOf(balance) } }];
  });
}

/** The decimals of a credit, as a field of an event. */
export function decimalsOf({ terms: { decimals } }: CurrentBalance): { decimals?: number } {
  return decimals === undefined ? {} : { decimals };
}
