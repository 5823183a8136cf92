/** Periods after which a meter starts anew; `none` never does. */
export const METER_PERIODS = ['none', 'hour', 'day', 'week', 'month', 'year'] as const;
/** Where the periods of a meter begin: with the calendar, or with the license. */
export const METER_ANCHORS = ['calendar', 'start'] as const;

/** Period after which a meter starts anew. */
export type MeterPeriod = (typeof METER_PERIODS)[number];
/** Where the periods of a meter begin. */
export type MeterAnchor = (typeof METER_ANCHORS)[number];

/** The most that one device or user of a license can take of a meter in each period; what is not limited is absent. */
export interface HolderLimits<Amount = number> {
  readonly limit_per_device?: Amount;
  readonly limit_per_user?: Amount;
}

/** The limit and period of a meter; field names are the same in the database and in the API. Amounts of a credit are texts in the API. */
export interface MeterTerms<Amount = number> extends HolderLimits<Amount> {
  /** Amount in each period; null is unlimited. */
  readonly limit: Amount | null;
  /** `none`: the meter never resets. */
  readonly period: MeterPeriod;
  /** Periods begin by the calendar, or count from the start of the license. */
  readonly anchor: MeterAnchor;
  /** Percentage above the limit that is allowed; null is unlimited. */
  readonly overage_percent: number | null;
  /** Carries over what is left at the end of a period; absent if nothing is. */
  readonly rollover?: MeterRollover<Amount>;
}

/** Carries a period's allowance over, for some periods and up to an amount; field names are the same in the database and in the API. */
export interface MeterRollover<Amount = number> {
  /** Periods after its own in which it can be used. */
  readonly periods: number;
  /** The most of each period; null is all of it. */
  readonly max: Amount | null;
}

/** The limits by device and user with other amounts; null and undefined are no limit. */
export function holderLimits<From, To>(
  terms: { readonly [Limit in keyof HolderLimits]?: From | null },
  amountOf: (amount: From) => To,
): HolderLimits<To> {
  const { limit_per_device: device, limit_per_user: user } = terms;
  return {
    ...(device !== undefined && device !== null && { limit_per_device: amountOf(device) }),
    ...(user !== undefined && user !== null && { limit_per_user: amountOf(user) }),
  };
}
