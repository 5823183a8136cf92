import { createHash } from 'node:crypto';
import { inSeconds } from '../../common/seconds';
import { effectiveEntitlements } from '../../licenses/grants/dto/effective-grants.dto';
import { featuresAt } from '../../licenses/grants/effective-grants';
import { pendingStart } from '../../licenses/licenses/license-term';
import { endOfUse } from '../rules/term-rules';
import type { VerificationResult } from '../rules/verdict';
import { programClaims } from './program-claims';
import type { LicenseClaims } from './verdict-claims';

const DAY = 86_400;

/** Default of policies, for an unknown license, which has no policy. */
const CHECK_INTERVAL = 3_600;

/** The part of a result that is signed. */
export type SignedResult = Pick<
  VerificationResult,
  'usable' | 'code' | 'wouldBe' | 'license' | 'activation' | 'behavior'
>;

/** Subject that the caller names. */
export interface SignedSubject {
  /** SHA-256 of the license key. */
  readonly keyHash: string;
  /** In canonical form; null if it names no device. */
  readonly fingerprint: string | null;
  /** Reference of the product that is calling. If omitted, that of the license, of several the first. */
  readonly product?: string | undefined;
}

/** SHA-256 of a license key in lower-case hex. */
export function keyHashOf(licenseKey: string): string {
  return createHash('sha256').update(licenseKey).digest('hex');
}

/**
 * The claims about a license that any signed answer has.
 * @param manageUrl page for customers; empty for none
 */
export function licenseClaims(
  result: SignedResult,
  subject: SignedSubject,
  manageUrl: string,
  now: Date,
): LicenseClaims {
  const { usable, code, wouldBe, license, behavior } = result;
  const { keyHash, fingerprint } = subject;
  const entitlements = license ? effectiveEntitlements(license.effectiveGrants, now) : {};
  return {
    product: productOf(result, subject),
    license: license?.uid ?? null,
    key_hash: keyHash,
    fingerprint,
    valid: usable,
    code,
    ...(wouldBe !== undefined && { would_be: wouldBe }),
    features: license ? featuresAt(license, now) : [],
    ...(Object.keys(entitlements).length > 0 && { entitlements }),
    max_users: license?.maxUsers ?? null,
    expires_at: license?.expiresAt ? inSeconds(license.expiresAt) : null,
    ...pendingStart(license),
    offline_until: offlineUntil(result, now),
    next_check: inSeconds(now) + checkInterval(behavior),
    ...programClaims(result, manageUrl),
  };
}

// The calling product is one of the license's products, unless the code says otherwise.
function productOf({ code, license }: SignedResult, { product }: SignedSubject): string | null {
  if (license === null) {
    return null;
  }
  return (code === 'PRODUCT_MISMATCH' ? undefined : product) ?? license.product?.reference ?? null;
}

/** In seconds. A device that checks as asked is never overdue: half of its check-in interval is left for delays. */
function checkInterval(behavior: SignedResult['behavior']): number {
  const { heartbeatInterval = CHECK_INTERVAL, checkInInterval = null } = behavior ?? {};
  return checkInInterval === null ? heartbeatInterval : Math.min(heartbeatInterval, Math.ceil(checkInInterval / 2));
}

/** The policy's days without a server, cut off at the last second in which the license is usable. */
function offlineUntil({ usable, license, activation, behavior }: SignedResult, now: Date): number | null {
  if (!usable || !license || !behavior || behavior.offlineDays === 0) {
    return null;
  }
  const longest = inSeconds(now) + behavior.offlineDays * DAY;
  const end = endOfUse({ license, activation, behavior }, now);
  return end === null ? longest : Math.min(longest, Math.ceil(end.getTime() / 1000) - 1);
}
