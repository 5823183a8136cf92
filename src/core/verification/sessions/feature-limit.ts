import { entitlementsAt } from '../../licenses/grants/effective-grants';
import type { CheckedLicense } from '../rules/checked-license';

/**
 * Sessions of a license that may hold a feature at once: the value of an entitlement that is a number, null for unlimited, undefined
 * if the license does not have the feature.
 */
export function featureLimit(
  { effectiveGrants, features }: Pick<CheckedLicense, 'effectiveGrants' | 'features'>,
  code: string,
  now: Date,
): number | null | undefined {
  const value = entitlementsAt(effectiveGrants, now).get(code)?.value;
  if (value === undefined) {
    return features.includes(code) ? null : undefined;
  }
  if (value === false) {
    return undefined;
  }
  return typeof value === 'number' ? value : null;
}
