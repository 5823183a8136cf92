import type { EntitlementValue } from '../../catalog/entitlements/grants';
import type { MeterKind } from '../../catalog/meters/meter.entity';
import type { MeterTerms } from '../../catalog/meters/meter-terms';

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

/** What a license holds, by code; without grants, neither field is present. */
export interface ResolvedGrants {
  readonly entitlements?: Readonly<Record<string, ResolvedEntitlement>>;
  readonly meters?: Readonly<Record<string, ResolvedMeter>>;
}

/**
 * What a license holds by its own grants and its policy's. Computed when either changes, so that a check reads one column.
 */
export interface Resolved extends ResolvedGrants {
  /** What a license for several products holds for a call that names one of them, by the id of the product. */
  readonly products?: Readonly<Record<string, ResolvedGrants>>;
}

/** An entitlement that holds now. */
export interface HeldEntitlement {
  readonly value: EntitlementValue;
  readonly expiresAt: Date | null;
  readonly from: GrantedBy;
}

/** What holds at this instant, by code. */
export function entitlementsAt({ entitlements = {} }: Resolved, now: Date): ReadonlyMap<string, HeldEntitlement> {
  const held = new Map<string, HeldEntitlement>();
  for (const [code, resolved] of Object.entries(entitlements)) {
    const current = hasExpired(resolved, now) ? resolved.then : resolved;
    const value = current?.value ?? null;
    if (current && value !== null && !hasExpired(current, now)) {
      const { expires_at, from } = current;
      held.set(code, { value, expiresAt: expires_at === null ? null : new Date(expires_at), from });
    }
  }
  return held;
}

/** The free features, then the codes of the flags that are true. */
export function featuresAt(license: { features: string[]; resolved: Resolved }, now: Date): string[] {
  const flags = [...entitlementsAt(license.resolved, now)].filter(([, { value }]) => value === true);
  return [...new Set([...license.features, ...flags.map(([code]) => code).sort()])];
}

/** The codes that do not hold at this instant; a flag must be true. */
export function missingAt(resolved: Resolved, codes: readonly string[], now: Date): string[] {
  const held = entitlementsAt(resolved, now);
  return [...new Set(codes)].filter((code) => (held.get(code)?.value ?? false) === false);
}

function hasExpired({ expires_at }: ResolvedEntitlement, now: Date): boolean {
  return expires_at !== null && new Date(expires_at) <= now;
}
