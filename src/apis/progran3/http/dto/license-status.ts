import type { AdministrativeStatus } from '../../app/administrative-status.service';
import type { License, LicenseStatus as Status } from '../../../../core/licenses';

export const LICENSE_STATUSES = ['generated', 'activated', 'active', 'expired', 'revoked'] as const;
export type LicenseStatus = (typeof LICENSE_STATUSES)[number];

/** Disabled, blocked and not yet started licenses count as revoked. */
const STATUS_OF: Readonly<Record<Status, LicenseStatus>> = {
  revoked: 'revoked',
  blocked: 'revoked',
  disabled: 'revoked',
  not_started: 'revoked',
  expired: 'expired',
  unused: 'generated',
  active: 'active',
};

/** `activated` is the former name of `active`. */
export const ADMIN_STATUSES: Readonly<Record<LicenseStatus, AdministrativeStatus>> = {
  generated: 'unused',
  activated: 'active',
  active: 'active',
  expired: 'expired',
  revoked: 'revoked',
};

export function statusOf(license: Pick<License, 'statusAt'>, now: Date): LicenseStatus {
  return STATUS_OF[license.statusAt(now)];
}

/** Our statuses that this API lists under a status of its own. */
export function statusesOf(status: LicenseStatus): Status[] {
  const current = status === 'activated' ? 'active' : status;
  return (Object.keys(STATUS_OF) as Status[]).filter((own) => STATUS_OF[own] === current);
}
