import { createHash } from 'node:crypto';
import type { Behavior } from '../../catalog/policies/policy.entity';
import { type HeldEntitlementDto, heldEntitlements } from '../grants/dto/held.dto';
import { featuresAt } from '../grants/resolved';
import { isTermPending } from '../licenses/license-term';
import type { LicenseFileClaims } from '../signed-answers/verdict-claims';
import type { CheckedLicense } from '../verifications/checked-license';
import type { LicenseContext } from '../verifications/license-context';
import { isPastGrace } from '../verifications/term-rules';
import type { VerdictCode } from '../verifications/verdict';

const DAY = 86_400_000;
const SECONDS_OF_DAY = 86_400;

/** What a license file says. */
export interface LicenseFileContent extends LicenseFileClaims {
  /** Nonce of the air-gap request from which the file was made. */
  readonly request?: string;
  /** Entitlements that hold now, by code, if there are any. */
  readonly entitlements?: Readonly<Record<string, HeldEntitlementDto>>;
}

/** The license and the device of a file. */
export interface LicensedDevice {
  readonly context: Pick<LicenseContext, 'license' | 'product' | 'behavior'>;
  readonly code: VerdictCode;
  /** The license key, as the program knows it. */
  readonly key: string;
  /** Null for any device. */
  readonly fingerprint: string | null;
}

export interface FileOrder {
  readonly iss: string;
  readonly jti: string;
  readonly ttlDays: number;
  readonly nonce?: string;
}

/** The claims of a file for a usable license. The file ends with the license at the latest. */
export function licenseFileClaims(
  { context, code, key, fingerprint }: LicensedDevice,
  { iss, jti, ttlDays, nonce }: FileOrder,
  now: Date,
): LicenseFileContent {
  const { license, product, behavior } = context;
  const iat = inSeconds(now);
  const end = endOfUse(license, behavior, now);
  const exp = Math.min(iat + ttlDays * SECONDS_OF_DAY, end ? inSeconds(end) : Infinity);
  const entitlements = heldEntitlements(license.resolved, now);
  return {
    ver: 1,
    iss,
    jti,
    iat,
    nbf: iat,
    exp,
    product: product.reference,
    license: license.uid,
    key_hash: createHash('sha256').update(key).digest('hex'),
    fingerprint,
    valid: true,
    code,
    features: featuresAt(license, now),
    max_users: license.maxUsers,
    expires_at: license.expiresAt && inSeconds(license.expiresAt),
    offline_until: exp,
    next_check: iat + behavior.heartbeatInterval,
    ...(nonce !== undefined && { request: nonce }),
    ...(Object.keys(entitlements).length > 0 && { entitlements }),
  };
}

/**
 * From when on the license can no longer be used as it can be now; null for never. A term that is yet to start is counted
 * from now.
 */
function endOfUse(license: CheckedLicense, behavior: Behavior, now: Date): Date | null {
  const { expiryStrategy, graceDays } = behavior;
  const isLimited = expiryStrategy === 'revoke_access' || expiryStrategy === 'restrict_access';
  const expiry = license.expiresAt ?? (isTermPending(license) ? daysAfter(now, license.durationDays ?? 0) : null);
  return isLimited && expiry && !isPastGrace({ license, behavior }, now) ? daysAfter(expiry, graceDays) : null;
}

function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY);
}

function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
