import type { VerdictCode } from '../../../core/verification';

/*
 * Codes and texts: app/services/license_validation_service.rb of https://github.com/keygen-sh/keygen-api, and
 * https://keygen.sh/docs/api/licenses/#license-actions-validate-key.
 */
export const DETAILS = {
  VALID: 'is valid',
  NOT_FOUND: 'does not exist',
  BANNED: 'is banned',
  SUSPENDED: 'is suspended',
  EXPIRED: 'is expired',
  OVERDUE: 'is overdue for check in',
  PRODUCT_SCOPE_MISMATCH: 'product scope does not match',
  POLICY_SCOPE_MISMATCH: 'policy scope does not match',
  USER_SCOPE_REQUIRED: 'user scope is required',
  USER_SCOPE_MISMATCH: 'user scope does not match',
  ENTITLEMENTS_SCOPE_EMPTY: 'entitlements scope is empty',
  ENTITLEMENTS_MISSING: 'is missing one or more required entitlements',
  MACHINE_SCOPE_MISMATCH: 'machine is not activated (does not match any associated machines)',
  FINGERPRINT_SCOPE_EMPTY: 'fingerprint scope is empty',
  FINGERPRINT_SCOPE_MISMATCH: 'fingerprint is not activated (does not match any associated machines)',
  NO_MACHINE: 'fingerprint is not activated (has no associated machine)',
  NO_MACHINES: 'fingerprint is not activated (has no associated machines)',
  CHECKSUM_SCOPE_MISMATCH: 'checksum scope is not valid (does not match any accessible artifacts)',
  VERSION_SCOPE_MISMATCH: 'version scope is not valid (does not match any accessible releases)',
  TOO_MANY_USERS: 'has too many associated users',
  TOO_MANY_MACHINES: 'has too many associated machines',
} as const;

export type ValidationCode = keyof typeof DETAILS;

export const VALIDATION_CODES = Object.keys(DETAILS) as ValidationCode[];

/** Rules that Keygen does not have are reported as `SUSPENDED` or, if they are about the caller, as `BANNED`. */
export const CODES: Readonly<Record<VerdictCode, ValidationCode>> = {
  VALID: 'VALID',
  IN_GRACE: 'VALID',
  EXPIRED_BUT_USABLE: 'EXPIRED',
  NOT_FOUND: 'NOT_FOUND',
  PRODUCT_MISMATCH: 'PRODUCT_SCOPE_MISMATCH',
  PRODUCT_INACTIVE: 'SUSPENDED',
  BLACKLISTED: 'BANNED',
  REVOKED: 'SUSPENDED',
  BLOCKED: 'SUSPENDED',
  DISABLED: 'SUSPENDED',
  NOT_STARTED: 'SUSPENDED',
  DOMAIN_NOT_ALLOWED: 'BANNED',
  IP_NOT_ALLOWED: 'BANNED',
  COUNTRY_NOT_ALLOWED: 'BANNED',
  DEVICE_NOT_ALLOWED: 'BANNED',
  DEVICE_SIZE_MISSING: 'BANNED',
  EXPIRED: 'EXPIRED',
  CHECK_IN_OVERDUE: 'OVERDUE',
  POLICY_MISMATCH: 'POLICY_SCOPE_MISMATCH',
  GROUP_MISMATCH: 'BANNED',
  CUSTOMER_MISMATCH: 'BANNED',
  USER_MISMATCH: 'USER_SCOPE_MISMATCH',
  VERSION_NOT_ALLOWED: 'VERSION_SCOPE_MISMATCH',
  CHECKSUM_MISMATCH: 'CHECKSUM_SCOPE_MISMATCH',
  ENTITLEMENT_MISSING: 'ENTITLEMENTS_MISSING',
  DEVICE_BOUND_ELSEWHERE: 'FINGERPRINT_SCOPE_MISMATCH',
  NOT_ACTIVATED: 'FINGERPRINT_SCOPE_MISMATCH',
  DEVICE_MISMATCH: 'FINGERPRINT_SCOPE_MISMATCH',
  UPDATES_ENDED: 'VERSION_SCOPE_MISMATCH',
  USERS_EXHAUSTED: 'TOO_MANY_USERS',
  USES_EXHAUSTED: 'TOO_MANY_MACHINES',
  TRANSFERS_EXHAUSTED: 'TOO_MANY_MACHINES',
  SEATS_EXHAUSTED: 'TOO_MANY_MACHINES',
  CAPACITY_EXHAUSTED: 'TOO_MANY_MACHINES',
};

/** Whether several machines may use the license at a time. */
export function isFloating({ maxActivations }: { readonly maxActivations: number | null }): boolean {
  return maxActivations !== 1;
}
