import { creditText, partsOf } from './credit-amount';
import { holderLimits, type MeterRollover, type MeterTerms } from './meter-terms';

/** Terms of a credit: those of a meter, with amounts as decimal texts. */
export type CreditTerms = MeterTerms<string>;

/** The cost of one use of a feature. */
export interface FeatureRate {
  /** Code of the credit. */
  readonly credit: string;
  /** Decimal text. */
  readonly amount: string;
}

/** Rates of a policy, by feature. */
export type FeatureRates = Readonly<Record<string, FeatureRate>>;

/** Rates that replace those of a policy at a time. */
export interface NextRates {
  readonly from: Date;
  readonly rates: FeatureRates;
}

/** The rates of a policy, now and later. */
export interface RateLists {
  readonly rates: FeatureRates;
  /** Null if no change is planned. */
  readonly next_rates: NextRates | null;
}

/** Rates of one credit, in its smallest parts, by feature. */
export type StoredRates = Readonly<Record<string, number>>;

/** The rates of a credit as a policy stores them with its terms. */
export interface StoredRateLists {
  /** Absent on the credit of a license. */
  readonly rates?: StoredRates;
  readonly next_rates?: { readonly from: string; readonly rates: StoredRates };
}

/** A granted credit as stored: amounts in smallest parts. */
export type StoredCredit = MeterTerms & StoredRateLists;

/** The rates that hold at a time. */
export function ratesAt({ rates = {}, next_rates: next }: StoredRateLists, now: Date): StoredRates {
  return next && Date.parse(next.from) <= now.getTime() ? next.rates : rates;
}

/** The lists at a time: rates whose time has come are the current ones. */
export function rateListsAt({ rates, next_rates: next }: RateLists, now: Date): RateLists {
  return next && next.from <= now ? { rates: next.rates, next_rates: null } : { rates, next_rates: next };
}

/** The texts of the terms of a stored credit. */
export function creditTermsOf(
  { limit, period, anchor, overage_percent, rollover, ...limits }: MeterTerms,
  decimals: number,
): CreditTerms {
  const text = (parts: number | null): string | null => (parts === null ? null : creditText(parts, decimals));
  return {
    limit: text(limit),
    period,
    anchor,
    overage_percent,
    ...holderLimits(limits, (parts) => creditText(parts, decimals)),
    ...(rollover && { rollover: { periods: rollover.periods, max: text(rollover.max) } }),
  };
}

/** A credit as it is stored, with its rates of some lists; the amounts fit its decimals. */
export function storedCredit(
  { limit, period, anchor, overage_percent, rollover, ...limits }: CreditTerms,
  code: string,
  decimals: number,
  lists?: RateLists,
): StoredCredit {
  const parts = (text: string | null): number | null => (text === null ? null : (partsOf(text, decimals) ?? null));
  const carried: MeterRollover | undefined = rollover && { periods: rollover.periods, max: parts(rollover.max) };
  const terms = {
    limit: parts(limit),
    period,
    anchor,
    overage_percent,
    ...holderLimits(limits, (text: string) => partsOf(text, decimals) ?? 0),
    ...(carried && { rollover: carried }),
  };
  return lists ? { ...terms, ...storedLists(lists, code, decimals) } : terms;
}

function storedLists({ rates, next_rates: next }: RateLists, code: string, decimals: number): StoredRateLists {
  return {
    rates: storedRates(rates, code, decimals),
    ...(next && { next_rates: { from: next.from.toISOString(), rates: storedRates(next.rates, code, decimals) } }),
  };
}

function storedRates(rates: FeatureRates, code: string, decimals: number): StoredRates {
  const own = Object.entries(rates).filter(([, { credit }]) => credit === code);
  return Object.fromEntries(own.map(([feature, { amount }]) => [feature, partsOf(amount, decimals) ?? 0]));
}

/** The rates of a stored credit under its code. */
export function rateTexts(rates: StoredRates, credit: string, decimals: number): FeatureRates {
  return Object.fromEntries(
    Object.entries(rates).map(([feature, parts]) => [feature, { credit, amount: creditText(parts, decimals) }]),
  );
}
