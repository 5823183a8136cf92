import { inSeconds } from '../../common/seconds';
import { isTermPending } from '../../licenses/licenses/license-term';
import { licenseClaims, type SignedSubject } from '../signed-answers/license-claims';
import type { LicenseFileClaims } from '../signed-answers/verdict-claims';
import type { LicenseContext } from '../rules/license-context';
import { isPastGrace } from '../rules/term-rules';
import type { VerdictCode } from '../rules/verdict';
import { type Calendar, DAY } from '../../common/calendar';
import type { IncludedParts } from './license-file-parts.service';
import { endOfTerm } from '../../catalog/policies/duration';

const SECONDS_OF_DAY = 86_400;

/** Claims of a license file. */
export interface LicenseFileContent extends LicenseFileClaims {
  /** Nonce of the air-gap request from which the file was made. */
  readonly request?: string;
  /** Only present if the request asked for parts. */
  readonly included?: IncludedParts;
}

export interface FileTerms {
  readonly iss: string;
  readonly jti: string;
  readonly ttlDays: number;
  readonly nonce?: string;
  /** Page for customers; empty for none. */
  readonly manageUrl: string;
  readonly included?: IncludedParts;
}

type UsableLicense = Pick<LicenseContext, 'license' | 'product' | 'behavior' | 'activation'>;

/**
 * The claims of a file for a usable license, whose policy allows use without a server. The file ends at the last second in
 * which the license is usable, at the latest.
 * @param subject the license key as the program knows it, and the device; any device without a fingerprint
 */
export function licenseFileClaims(
  context: UsableLicense,
  code: VerdictCode,
  subject: SignedSubject,
  { iss, jti, ttlDays, nonce, manageUrl, included }: FileTerms,
  { now, calendar }: { readonly now: Date; readonly calendar: Calendar },
): LicenseFileContent {
  const { license, product } = context;
  const claims = licenseClaims({ ...context, usable: true, code }, subject, manageUrl, now);
  const iat = inSeconds(now);
  const ends = [iat + ttlDays * SECONDS_OF_DAY, claims.offline_until, lastFullSecond(context, now, calendar)];
  const exp = Math.min(...ends.filter((end) => end !== null));
  return {
    ver: 1,
    iss,
    jti,
    iat,
    nbf: iat,
    exp,
    ...claims,
    product: product.reference,
    license: license.uid,
    offline_until: exp,
    ...(nonce !== undefined && { request: nonce }),
    ...(included && { included }),
  };
}

/**
 * The last second in which the license has the features that it has now; null if it keeps them. A term that is yet to start
 * counts from now, because a file does not start it.
 */
export function lastFullSecond({ license, behavior }: UsableLicense, now: Date, calendar: Calendar): number | null {
  const isRestrictedLater = behavior.expiryStrategy === 'restrict_access' && !isPastGrace({ license, behavior }, now);
  const expiry = isTermPending(license)
    ? endOfTerm(now, license, calendar).getTime()
    : isRestrictedLater && license.expiresAt?.getTime();
  return expiry ? Math.ceil((expiry + behavior.graceDays * DAY) / 1000) - 1 : null;
}
