import type { License } from '../licenses/license.entity';
import type { Activation } from './activation.entity';

/** What a check or an activation can end in; the refusals in the order in which they are looked for, at every door. */
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
  'EXPIRED',
  'CUSTOMER_MISMATCH',
  'DEVICE_BOUND_ELSEWHERE',
  'NOT_ACTIVATED',
  'DEVICE_MISMATCH',
  'UPDATES_ENDED',
  'USES_EXHAUSTED',
  'SEATS_EXHAUSTED',
] as const;
export const VERDICT_CODES = [...REFUSALS, 'IN_GRACE', 'VALID'] as const;

export type Refusal = (typeof REFUSALS)[number];
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** May it run? The code says why, or why not. */
export interface Verdict {
  readonly usable: boolean;
  readonly code: VerdictCode;
}

/** A verdict with what it is about, as far as that is known. */
export interface VerificationResult extends Verdict {
  readonly license: License | null;
  /** The named device's, live or not. */
  readonly activation: Activation | null;
  readonly seatsTaken: number;
}

const MESSAGES: Readonly<Record<VerdictCode, string>> = {
  NOT_FOUND: 'There is no such license',
  PRODUCT_MISMATCH: 'This license is for another product',
  PRODUCT_INACTIVE: 'The product of this license is not active',
  BLACKLISTED: 'This license may not be used here',
  REVOKED: 'This license was revoked',
  BLOCKED: 'This license is blocked',
  DISABLED: 'This license is disabled',
  NOT_STARTED: 'This license is not valid yet',
  DOMAIN_NOT_ALLOWED: 'This license may not be used on this domain',
  IP_NOT_ALLOWED: 'This license may not be used from this address',
  EXPIRED: 'This license has expired',
  CUSTOMER_MISMATCH: 'This license belongs to another customer',
  DEVICE_BOUND_ELSEWHERE: 'This device holds another license of this product',
  NOT_ACTIVATED: 'This license is not activated',
  DEVICE_MISMATCH: 'This license is not activated on this device',
  UPDATES_ENDED: 'The updates of this license have ended',
  USES_EXHAUSTED: 'This license was activated on as many devices as it may ever be',
  SEATS_EXHAUSTED: 'All seats of this license are in use',
  IN_GRACE: 'License has expired and runs in its grace period',
  VALID: 'License is valid',
};

export function messageOf(code: VerdictCode): string {
  return MESSAGES[code];
}
