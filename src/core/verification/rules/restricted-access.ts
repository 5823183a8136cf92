import type { LicenseContext } from './license-context';
import { isPastGrace } from './term-rules';

/** An expired license with `restrict_access` has only the features and entitlements that its policy keeps. */
export function applyRestrictedAccess(context: LicenseContext, now: Date): LicenseContext {
  const { license, behavior } = context;
  if (behavior.expiryStrategy === 'restrict_access' && isPastGrace(context, now)) {
    const kept = new Set(behavior.entitlementsAfterExpiry);
    const entitlements = Object.entries(license.effectiveGrants.entitlements ?? {}).filter(([code]) => kept.has(code));
    const features = license.features.filter((code) => kept.has(code));
    Object.assign(license, {
      features,
      effectiveGrants: { ...license.effectiveGrants, entitlements: Object.fromEntries(entitlements) },
    });
  }
  return context;
}
