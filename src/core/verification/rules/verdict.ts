import type { Behavior, ReportableRule } from '../../catalog/policies/behavior';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { CurrentBalance } from './current-balance';
import { rowOf } from '../../common/errors/catalogue';
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
  'DEVICE_SIZE_MISSING',
  'EXPIRED',
  'CHECK_IN_OVERDUE',
  'POLICY_MISMATCH',
  'GROUP_MISMATCH',
  'CUSTOMER_MISMATCH',
  'USER_MISMATCH',
  'VERSION_NOT_ALLOWED',
  'CHECKSUM_MISMATCH',
  'ENTITLEMENT_MISSING',
  'DEVICE_BOUND_ELSEWHERE',
  'NOT_ACTIVATED',
  'DEVICE_MISMATCH',
  'UPDATES_ENDED',
  'USERS_EXHAUSTED',
  'USES_EXHAUSTED',
  'TRANSFERS_EXHAUSTED',
  'SEATS_EXHAUSTED',
  'CAPACITY_EXHAUSTED',
] as const;
/** Codes of a usable license. */
export const USABLE_CODES = ['EXPIRED_BUT_USABLE', 'IN_GRACE', 'VALID'] as const;
/** Codes of all verdicts, refusals first. */
export const VERDICT_CODES = [...REFUSALS, ...USABLE_CODES] as const;

/** Code of a verdict that refuses a call. */
export type Refusal = (typeof REFUSALS)[number];
/** Code of a verdict. */
export type VerdictCode = (typeof VERDICT_CODES)[number];

const USABLE: ReadonlySet<string> = new Set(USABLE_CODES);

/** Whether a code, which may be of another release, is one of a usable license. */
export const isUsableCode = (code: string): boolean => USABLE.has(code);

/** Result of a license evaluation. */
export interface Verdict {
  readonly usable: boolean;
  readonly code: VerdictCode;
  /** Code of the first rule that would refuse the call if the policy did more than report it. */
  readonly wouldBe?: ReportableRule;
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
  /** Behavior of the license; null if it was not found. */
  readonly behavior: Behavior | null;
}

const USABLE_MESSAGES = {
  EXPIRED_BUT_USABLE: 'License has expired and may still be used',
  IN_GRACE: 'License has expired and is in its grace period',
  VALID: 'License is valid',
} as const;

/** The error of a refusal. An unknown license differs from an unknown path. */
export function errorOf(code: VerdictCode): Refusal | 'LICENSE_NOT_FOUND' {
  if (!isRefusal(code)) {
    throw new Error(`${code} is no refusal`);
  }
  return code === 'NOT_FOUND' ? 'LICENSE_NOT_FOUND' : code;
}

export function isRefusal(code: VerdictCode): code is Refusal {
  return !Object.hasOwn(USABLE_MESSAGES, code);
}

/** Sentence for a code of a verdict, in English. */
export function messageOf(code: VerdictCode): string {
  return isRefusal(code) ? rowOf(errorOf(code)).message : USABLE_MESSAGES[code];
}
