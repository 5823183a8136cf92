import type { LicenseFilter } from '../../../../licensing/licenses/license-filter';
import type { License } from '../../../../licensing/licenses/license.entity';

/** The numbers by which this API knows what became of a license. */
export enum LicenseStatus {
  Unused = 0,
  Used = 1,
  Disabled = 2,
}

export const STATUS_TEXTS: Readonly<Record<LicenseStatus, string>> = {
  [LicenseStatus.Unused]: '未使用',
  [LicenseStatus.Used]: '已使用',
  [LicenseStatus.Disabled]: '已禁用',
};

/** Which licenses have it, as `statusOf` tells it. */
export const WITH_STATUS: Readonly<Record<number, LicenseFilter>> = {
  [LicenseStatus.Unused]: { isSuspended: false, used: false },
  [LicenseStatus.Used]: { isSuspended: false, used: true },
  [LicenseStatus.Disabled]: { isSuspended: true },
};

/** What other doors block or revoke counts as disabled. A license that was used once stays so, whatever is unbound. */
export function statusOf({ state, firstActivatedAt }: License): LicenseStatus {
  if (state !== 'active') {
    return LicenseStatus.Disabled;
  }
  return firstActivatedAt ? LicenseStatus.Used : LicenseStatus.Unused;
}
