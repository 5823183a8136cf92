import type { LicenseFilter } from '../../../../core/licensing';
import type { License } from '../../../../core/licenses';

/** Numeric license statuses of this API. */
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

/** Filters for the licenses that `statusOf` assigns each status. */
export const WITH_STATUS: Readonly<Record<number, LicenseFilter>> = {
  [LicenseStatus.Unused]: { isSuspended: false, used: false },
  [LicenseStatus.Used]: { isSuspended: false, used: true },
  [LicenseStatus.Disabled]: { isSuspended: true },
};

/** Blocked and revoked licenses count as disabled. A used license remains used after it is unbound. */
export function statusOf({ state, firstActivatedAt }: License): LicenseStatus {
  if (state !== 'active') {
    return LicenseStatus.Disabled;
  }
  return firstActivatedAt ? LicenseStatus.Used : LicenseStatus.Unused;
}
