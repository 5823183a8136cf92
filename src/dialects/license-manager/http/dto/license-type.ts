import type { LicenseChange } from '../../../../licensing/licenses/change-license.service';
import { LICENSE_TYPES } from '../../../../licensing/licenses/license.entity';

/** A type is one of ours or, by whatever name a vendor gives it, a license for good that is called so. */
export function typeNamed(name: string | null | undefined): Pick<LicenseChange, 'type' | 'typeLabel'> {
  if (name === undefined) {
    return {};
  }
  const known = LICENSE_TYPES.find((type) => type === name);
  return { type: known ?? 'perpetual', typeLabel: known === undefined ? name : null };
}
