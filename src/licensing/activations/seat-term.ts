import { defined } from '../../common/defined';
import type { Snapshot } from '../../platform/database/snapshot';
import { normalizeDomain } from '../licenses/domains';
import type { License } from '../licenses/license.entity';
import type { LicenseContext, VerificationRequest } from '../verifications/evaluate';

const DAY = 86_400_000;

export type SeatRequest = Pick<VerificationRequest, 'domain' | 'exactDomains'>;

/** Columns of a license that an activation can set. */
export type Term = Partial<Pick<License, 'firstActivatedAt' | 'expiresAt' | 'allowedDomains'>>;

/** The first activation starts the license's term. */
export function termOf(context: LicenseContext, request: SeatRequest, now: Date): Term {
  const { firstActivatedAt, expiryBasis, durationDays } = context.license;
  const isFirst = firstActivatedAt === null;
  const isCounted = isFirst && expiryBasis === 'first_activation' && durationDays !== null;
  const firstDomain = firstDomainOf(context, request);
  return {
    ...(isFirst && { firstActivatedAt: now }),
    ...(isCounted && { expiresAt: new Date(now.getTime() + durationDays * DAY) }),
    ...(firstDomain !== null && { allowedDomains: [firstDomain] }),
  };
}

/** With the column names of the database. */
export function termColumns({ firstActivatedAt, expiresAt, allowedDomains }: Term): Snapshot {
  return defined({ first_activated_at: firstActivatedAt, expires_at: expiresAt, allowed_domains: allowedDomains });
}

function firstDomainOf(
  { license, behavior }: LicenseContext,
  { domain = '', exactDomains }: Pick<VerificationRequest, 'domain' | 'exactDomains'>,
): string | null {
  return behavior.addFirstDomain && license.allowedDomains.length === 0
    ? normalizeDomain(domain, { keepWww: exactDomains })
    : null;
}
