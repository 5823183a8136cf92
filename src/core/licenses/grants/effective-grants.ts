import type { EntitlementValue } from '../../catalog/grants/grants';
import type { MeterKind } from '../../catalog/definitions/meter.entity';
import type { StoredRateLists } from '../../catalog/grants/credit-terms';
import type { MeterTerms } from '../../catalog/grants/meter-terms';

export type GrantedBy = 'policy' | 'license';

/** An entitlement until a time, and the one that follows. */
export interface ResolvedEntitlement {
  /** Null while the license withdraws it. */
  readonly value: EntitlementValue | null;
  /** Expiration time in ISO 8601; null if the grant never expires. */
  readonly expires_at: string | null;
  readonly from: GrantedBy;
  /** The policy's grant, which holds after the license's own has expired. */
  readonly then?: ResolvedEntitlement;
}

/** Amounts of a credit are in its smallest parts, and its rates are those of the policy. */
export interface ResolvedMeter extends MeterTerms, StoredRateLists {
  /** Id of the meter. */
  readonly id: number;
  readonly kind: MeterKind;
  readonly from: GrantedBy;
  /** Decimals of a credit; absent on other meters. */
  readonly decimals?: number;
}

/** Grants of a license, by code; without grants, neither field is present. */
export interface GrantsOfProduct {
  readonly entitlements?: Readonly<Record<string, ResolvedEntitlement>>;
  /** Meters and credits. */
  readonly meters?: Readonly<Record<string, ResolvedMeter>>;
}

/**
 * Grants of a license and its policy together. Computed when either changes, so that a check reads one column.
 */
export interface EffectiveGrants extends GrantsOfProduct {
  /** For a license for several products: the grants for a call that names one of them, by product id. */
  readonly products?: Readonly<Record<string, GrantsOfProduct>>;
}

/** An entitlement that holds now. */
export interface CurrentEntitlement {
  readonly value: EntitlementValue;
  readonly expiresAt: Date | null;
  readonly from: GrantedBy;
}

/** Entitlements at this instant, by code. */
export function entitlementsAt(
  { entitlements = {} }: EffectiveGrants,
  now: Date,
): ReadonlyMap<string, CurrentEntitlement> {
  const effective = new Map<string, CurrentEntitlement>();
  for (const [code, resolved] of Object.entries(entitlements)) {
    const current = hasExpired(resolved, now) ? resolved.then : resolved;
    const value = current?.value ?? null;
    if (current && value !== null && !hasExpired(current, now)) {
      const { expires_at, from } = current;
      effective.set(code, { value, expiresAt: expires_at === null ? null : new Date(expires_at), from });
    }
  }
  return effective;
}

/** The free features, then the codes of the flags that are true. */
export function featuresAt(license: { features: string[]; effectiveGrants: EffectiveGrants }, now: Date): string[] {
  const flags = [...entitlementsAt(license.effectiveGrants, now)].filter(([, { value }]) => value === true);
  return [...new Set([...license.features, ...flags.map(([code]) => code).sort()])];
}

/** The codes that hold at this instant; a flag must be true. */
export function heldAt(grants: EffectiveGrants, now: Date): string[] {
  return [...entitlementsAt(grants, now)].flatMap(([code, { value }]) => (value === false ? [] : code));
}

/** The codes that do not hold at this instant; a flag must be true. */
export function missingAt(grants: EffectiveGrants, codes: readonly string[], now: Date): string[] {
  const held = heldAt(grants, now);
  return [...new Set(codes)].filter((code) => !held.includes(code));
}

function hasExpired({ expires_at }: ResolvedEntitlement, now: Date): boolean {
  return expires_at !== null && new Date(expires_at) <= now;
}
