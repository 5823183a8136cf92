import type { Behavior } from '../../catalog/policies/behavior';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { CurrentBalance } from './current-balance';
import { USERS_EXHAUSTED } from '../../licenses/users/license-user.errors';
import type { CheckedLicense } from './checked-license';

/** Refusal codes in the order in which the rules are evaluated, for every API. */
export const REFUSALS = [
  'NOT_FOUND',
  'PRODUCT_MISMATCH',
  'PRODUCT_INACTIVE',
  'BLACKLISTED',
  'REVOKED',
  'BLOCKED',
  'DISABLED',
  'NOT_STARTED',
  'DOMAIN_NOT_ALLOWED',
  'IP_NOT_ALLOWED',
  'COUNTRY_NOT_ALLOWED',
  'DEVICE_NOT_ALLOWED',
  'EXPIRED',
  'CHECK_IN_OVERDUE',
  'CUSTOMER_MISMATCH',
  'USER_MISMATCH',
  'VERSION_NOT_ALLOWED',
  'ENTITLEMENT_MISSING',
  'DEVICE_BOUND_ELSEWHERE',
  'NOT_ACTIVATED',
  'DEVICE_MISMATCH',
  'UPDATES_ENDED',
  'USERS_EXHAUSTED',
  'USES_EXHAUSTED',
  'TRANSFERS_EXHAUSTED',
  'SEATS_EXHAUSTED',
] as const;
/** Codes of a usable license. */
export const USABLE_CODES = ['EXPIRED_BUT_USABLE', 'IN_GRACE', 'VALID'] as const;
export const VERDICT_CODES = [...REFUSALS, ...USABLE_CODES] as const;

export type Refusal = (typeof REFUSALS)[number];
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** Result of a license evaluation. */
export interface Verdict {
  readonly usable: boolean;
  readonly code: VerdictCode;
  /** Codes of required entitlements that the license does not have, with ENTITLEMENT_MISSING. */
  readonly missing?: readonly string[];
}

/** A verdict with its license and activation, if found. */
export interface VerificationResult extends Verdict {
  readonly license: CheckedLicense | null;
  /** The device's activation, active or not. */
  readonly activation: Activation | null;
  readonly seatsTaken: number;
  /** Latest version of the product; null if none is published, undefined if it was not asked for. */
  readonly latestVersion?: string | null;
  /** Meters in their current periods; empty if not read. */
  readonly meters: readonly CurrentBalance[];
  /** Active sessions; null if the license has no maximum or they were not counted. */
  readonly sessionsRunning?: number | null;
  /** How the license behaves; null if it was not found. */
  readonly behavior: Behavior | null;
}

const MESSAGES: Readonly<Record<VerdictCode, string>> = {
  NOT_FOUND: 'License not found',
  PRODUCT_MISMATCH: 'This license is for another product',
  PRODUCT_INACTIVE: 'The product of this license is not active',
  BLACKLISTED: 'This license may not be used here',
  REVOKED: 'This license was revoked',
  BLOCKED: 'This license is blocked',
  DISABLED: 'This license is disabled',
  NOT_STARTED: 'This license is not valid yet',
  DOMAIN_NOT_ALLOWED: 'This license may not be used on this domain',
  IP_NOT_ALLOWED: 'This license may not be used from this address',
  COUNTRY_NOT_ALLOWED: 'This license may not be used in this country',
  DEVICE_NOT_ALLOWED: 'This license may not be used on a device of this kind',
  EXPIRED: 'This license has expired',
  CHECK_IN_OVERDUE: 'This device has not checked in for too long: activate it again',
  CUSTOMER_MISMATCH: 'This license belongs to another customer',
  USER_MISMATCH: 'This license is not assigned to this user',
  VERSION_NOT_ALLOWED: 'This license does not cover this version',
  ENTITLEMENT_MISSING: 'This license does not have the required entitlements',
  DEVICE_BOUND_ELSEWHERE: 'This device is activated on another license of this product',
  NOT_ACTIVATED: 'This license is not activated',
  DEVICE_MISMATCH: 'This license is not activated on this device',
  UPDATES_ENDED: 'The update period of this license has ended',
  USERS_EXHAUSTED,
  USES_EXHAUSTED: 'This license has reached its lifetime activation limit',
  TRANSFERS_EXHAUSTED: 'This license has reached its limit of deactivations: try again later',
  SEATS_EXHAUSTED: 'All seats of this license are in use',
  EXPIRED_BUT_USABLE: 'License has expired and may still be used',
  IN_GRACE: 'License has expired and is in its grace period',
  VALID: 'License is valid',
};

export function messageOf(code: VerdictCode): string {
  return MESSAGES[code];
}
