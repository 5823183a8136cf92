import type { GrantChange } from '../../../catalog/grants/grants';
import type { ExportedLicense } from '../licenses.service';
import { LICENSE_FIELDS, LicenseDto } from './license.dto';

/** A row of an export. Its features and grants are the license's own, so that it can be imported. */
export type LicenseRow = Omit<LicenseDto, 'entitlements' | 'meters'> &
  Required<GrantChange> & {
    /** E-mail addresses and external ids. */
    readonly users: readonly string[];
  };

/** The columns of an export. */
export const EXPORTED_FIELDS: readonly (keyof LicenseRow)[] = [...LICENSE_FIELDS, 'users'];

export function toLicenseRow({ grants, users, ...used }: ExportedLicense, now: Date): LicenseRow {
  const { features } = used.license;
  return { ...LicenseDto.from(used, now), features, entitlements: {}, meters: {}, ...grants, users };
}
