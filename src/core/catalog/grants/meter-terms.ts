export const METER_PERIODS = ['none', 'hour', 'day', 'week', 'month', 'year'] as const;
export const METER_ANCHORS = ['calendar', 'start'] as const;

export type MeterPeriod = (typeof METER_PERIODS)[number];
export type MeterAnchor = (typeof METER_ANCHORS)[number];

/** The limit and period of a meter; field names are the same in the database and in the API. */
export interface MeterTerms {
  /** Amount in each period; null is unlimited. */
  readonly limit: number | null;
  /** `none` never resets. */
  readonly period: MeterPeriod;
  /** Periods begin by the calendar, or count from the start of the license. */
  readonly anchor: MeterAnchor;
  /** Percentage above the limit that is allowed; null is unlimited. */
  readonly overage_percent: number | null;
}
