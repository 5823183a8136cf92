import type { AdminStatus } from '../../../../licensing/activations/license-status.service';
import type { License, LicenseStatus as Status } from '../../../../licensing/licenses/license.entity';

export const LICENSE_STATUSES = ['generated', 'activated', 'active', 'expired', 'revoked'] as const;
export type LicenseStatus = (typeof LICENSE_STATUSES)[number];

/** What other doors disable or block counts as revoked here, and so does what has yet to begin. */
const STATUS_OF: Readonly<Record<Status, LicenseStatus>> = {
  revoked: 'revoked',
  blocked: 'revoked',
  disabled: 'revoked',
  not_started: 'revoked',
  expired: 'expired',
  unused: 'generated',
  active: 'active',
};

/** `activated` is an old word for `active`. */
export const ADMIN_STATUSES: Readonly<Record<LicenseStatus, AdminStatus>> = {
  generated: 'unused',
  activated: 'active',
  active: 'active',
  expired: 'expired',
  revoked: 'revoked',
};

export function statusOf(license: License, now: Date): LicenseStatus {
  return STATUS_OF[license.statusAt(now)];
}

/** Our own words for what is listed under one of these. */
export function statusesOf(status: LicenseStatus): Status[] {
  const meant = status === 'activated' ? 'active' : status;
  return (Object.keys(STATUS_OF) as Status[]).filter((own) => STATUS_OF[own] === meant);
}
