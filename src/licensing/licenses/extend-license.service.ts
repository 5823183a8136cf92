import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import type { RenewalBasis } from '../../catalog/policies/behavior';
import { isTermPending, termColumns } from '../../licenses/licenses/license-term';
import type { License } from '../../licenses/licenses/license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';

const LAST_YEAR = 9999;

export type ExtendedTerm = Pick<License, 'expiresAt' | 'durationDays'>;

@Injectable()
export class ExtendLicenseService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds calendar days to the expiration date, past or future. If the term is yet to start, the term itself is extended. A
   * license that never expires is a conflict.
   */
  extend(id: LicenseId, days: number): Promise<LicenseWithUsage> {
    return this.extendFrom(id, days, () => 'end');
  }

  /** Like `extend`, from the date that the caller names or else the policy. */
  renew(id: LicenseId, days: number, from?: RenewalBasis): Promise<LicenseWithUsage> {
    return this.extendFrom(id, days, ({ behavior }) => from ?? behavior.renewalBasis);
  }

  /** Moves the end to a later date. A license that never expires, or that ends later, is unchanged. */
  extendTo(id: LicenseId, until: Date): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) => {
      const isEarlier = license.expiresAt === null ? isTermPending(license) : license.expiresAt < until;
      return isEarlier ? { event: 'license.extended', change: termColumns({ until }, license) } : null;
    });
  }

  /** Preview of `renew`; null if it would be refused. */
  preview(license: License, days: number): ExtendedTerm | null {
    const { expiresAt, durationDays, behavior } = license;
    try {
      const request = { days, basis: behavior.renewalBasis, now: this.clock.now() };
      return { expiresAt, durationDays, ...extended(license, request, this.calendar) };
    } catch (error) {
      if (error instanceof DomainError) {
        return null;
      }
      throw error;
    }
  }

  private extendFrom(
    id: LicenseId,
    days: number,
    basisOf: (license: License) => RenewalBasis,
  ): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license, now) => ({
      event: 'license.extended',
      change: extended(license, { days, basis: basisOf(license), now }, this.calendar),
    }));
  }
}

/** The columns of an extended license. Throws if it never expires, or would expire too late. */
export function extended(
  license: License,
  { days, basis, now }: { readonly days: number; readonly basis: RenewalBasis; readonly now: Date },
  calendar: Calendar,
): Partial<License> {
  const { durationDays } = license;
  const start = startOf(license.expiresAt, basis, now);
  const term = durationDays === null ? {} : { durationDays: withinMaxTerm(durationDays + days) };
  if (start) {
    return { ...term, expiresAt: later(license.expiresAt, beforeMaxYear(calendar.addDays(start, days))) };
  }
  if (isTermPending(license)) {
    return term;
  }
  throw problem('NEVER_EXPIRES');
}

/** An extension that counts from today does not shorten a license that runs for longer. */
function later(expiresAt: Date | null, extended: Date): Date {
  return expiresAt && expiresAt > extended ? expiresAt : extended;
}

/** Null if there is no expiration date. */
function startOf(expiresAt: Date | null, basis: RenewalBasis, now: Date): Date | null {
  const isToday = basis === 'today' || (basis === 'today_if_expired' && expiresAt !== null && expiresAt <= now);
  return expiresAt && isToday ? now : expiresAt;
}

function withinMaxTerm(days: number): number {
  if (days > MAX_DURATION_DAYS) {
    throw problem('LICENSE_TERM_TOO_LONG', { field: 'days', days: MAX_DURATION_DAYS });
  }
  return days;
}

function beforeMaxYear(instant: Date): Date {
  if (instant.getUTCFullYear() > LAST_YEAR) {
    throw problem('LICENSE_ENDS_TOO_LATE', { field: 'days', year: LAST_YEAR + 1 });
  }
  return instant;
}
