import type { MeterKind } from '../../catalog/meters/meter.entity';
import type { MeterTerms } from '../../catalog/meters/meter-terms';

export type EntitlementValue = boolean | number | string;
export type GrantedBy = 'policy' | 'license';

/** What a license holds until a time, and what it holds then. */
export interface ResolvedEntitlement {
  /** Null while the license withdraws it. */
  readonly value: EntitlementValue | null;
  /** ISO 8601; null never expires. */
  readonly expires_at: string | null;
  readonly from: GrantedBy;
  /** The policy's grant, which holds after the license's own has expired. */
  readonly then?: ResolvedEntitlement;
}

export interface ResolvedMeter extends MeterTerms {
  /** Id of the meter. */
  readonly id: number;
  readonly kind: MeterKind;
  readonly from: GrantedBy;
}

/**
 * What a license holds by its own grants and its policy's, by code. Computed when either changes, so that a check reads
 * one column; a license without grants has neither field.
 */
export interface Resolved {
  readonly entitlements?: Readonly<Record<string, ResolvedEntitlement>>;
  readonly meters?: Readonly<Record<string, ResolvedMeter>>;
}
