import type { GrantChange } from '../../../catalog/entitlements/grants';
import type { LicenseWithGrants } from '../licenses.service';
import { LicenseDto } from './license.dto';

/** A row of an export. Its features and grants are the license's own, so that it can be imported. */
export type LicenseRow = Omit<LicenseDto, 'entitlements' | 'meters'> & Required<GrantChange>;

export function toLicenseRow({ grants, ...used }: LicenseWithGrants, now: Date): LicenseRow {
  const { features } = used.license;
  return { ...LicenseDto.from(used, now), features, entitlements: {}, meters: {}, ...grants };
}
