import type { LicenseChange } from '../../../../core/licensing';
import { LICENSE_TYPES } from '../../../../core/licenses';

/** One of our types or, for any other name, a perpetual license with that label. */
export function typeNamed(name: string | null | undefined): Pick<LicenseChange, 'type' | 'typeLabel'> {
  if (name === undefined) {
    return {};
  }
  const known = LICENSE_TYPES.find((type) => type === name);
  return { type: known ?? 'perpetual', typeLabel: known === undefined ? name : null };
}
