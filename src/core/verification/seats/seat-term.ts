import type { Calendar } from '../../common/calendar';
import { defined } from '../../common/fields/fields-of';
import type { Snapshot } from '../../platform/database/change-record';
import { normalizeDomain } from '../../licenses/domains/domains';
import { isSpecialHost } from '../../licenses/activations/device-rules';
import { startedTerm, startsTerm } from '../../licenses/licenses/license-term';
import type { License } from '../../licenses/licenses/license.entity';
import type { LicenseContext, VerificationRequest } from '../rules/license-context';

export type SeatRequest = Pick<VerificationRequest, 'operation' | 'domain' | 'exactDomains' | 'user' | 'assignsUser'>;

/** Columns of a license that an activation can set. */
export type Term = Partial<Pick<License, 'firstActivatedAt' | 'expiresAt' | 'termStartedAt' | 'allowedDomains'>>;

/** The first activation starts the license's term, if its first check or download does not. */
export function termOf(context: LicenseContext, request: SeatRequest, now: Date, calendar: Calendar): Term {
  const { license } = context;
  const firstDomain = firstDomainOf(context, request);
  return {
    ...(license.firstActivatedAt === null && { firstActivatedAt: now }),
    ...(startsTerm(license, 'activate') && startedTerm(license, now, calendar)),
    ...(firstDomain !== null && { allowedDomains: [firstDomain] }),
  };
}

/** Field names are the columns of the database. */
export function termColumns({ firstActivatedAt, expiresAt, termStartedAt, allowedDomains }: Term): Snapshot {
  return defined({
    first_activated_at: firstActivatedAt,
    expires_at: expiresAt,
    term_started_at: termStartedAt,
    allowed_domains: allowedDomains,
  });
}

function firstDomainOf(
  { license, behavior }: LicenseContext,
  { domain = '', exactDomains }: Pick<VerificationRequest, 'domain' | 'exactDomains'>,
): string | null {
  return behavior.addFirstDomain && license.allowedDomains.length === 0 && !isSpecialHost(behavior, domain)
    ? normalizeDomain(domain, { keepWww: exactDomains })
    : null;
}
