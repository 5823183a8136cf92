import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import { type Duration, type GivenSpan, longerBy, type Span, spanOf } from '../../catalog/policies/duration';
import type { RenewalBasis } from '../../catalog/policies/behavior';
import { isTermPending, termColumns } from '../../licenses/licenses/license-term';
import type { License } from '../../licenses/licenses/license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';

const LAST_YEAR = 9999;

/** Term of a license after an extension. */
export type ExtendedTerm = Duration & Pick<License, 'expiresAt'>;

export interface Extension {
  readonly span: Span;
  /** Date from which the span counts. */
  readonly basis: RenewalBasis;
  readonly now: Date;
}

/** Moves the end of the term of a license. */
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
    return this.extendFrom(id, { days }, () => 'end');
  }

  /**
   * Like `extend`, from the date that the caller names or else the policy.
   * @param at the time of the extension, by default now
   */
  renew(id: LicenseId, span: GivenSpan, from?: RenewalBasis, at?: Date): Promise<LicenseWithUsage> {
    return this.extendFrom(id, span, ({ behavior }) => from ?? behavior.renewalBasis, at);
  }

  /** Moves the end to a later date. A license that never expires, or that ends later, is unchanged. */
  extendTo(id: LicenseId, until: Date): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) => {
      const isEarlier = license.expiresAt === null ? isTermPending(license) : license.expiresAt < until;
      return isEarlier ? { event: 'license.extended', change: termColumns({ until }, license) } : null;
    });
  }

  /** Preview of `renew`; null if it would be refused. */
  preview(license: License, given: GivenSpan): ExtendedTerm | null {
    const { expiresAt, durationDays, durationMonths, behavior } = license;
    try {
      const request = { span: oneSpan(given), basis: behavior.renewalBasis, now: this.clock.now() };
      return { expiresAt, durationDays, durationMonths, ...extended(license, request, this.calendar) };
    } catch (error) {
      if (error instanceof DomainError) {
        return null;
      }
      throw error;
    }
  }

  private extendFrom(
    id: LicenseId,
    given: GivenSpan,
    basisOf: (license: License) => RenewalBasis,
    at?: Date,
  ): Promise<LicenseWithUsage> {
    const span = oneSpan(given);
    return this.licenses.update(id, (license, now) => ({
      event: 'license.extended',
      change: extended(license, { span, basis: basisOf(license), now: at ?? now }, this.calendar),
    }));
  }
}

/** The columns of an extended license. Throws if it never expires, or would expire too late. */
export function extended(license: License, { span, basis, now }: Extension, calendar: Calendar): Partial<License> {
  const { durationDays, durationMonths } = license;
  const start = startOf(license.expiresAt, basis, now);
  const term =
    durationDays === null ? {} : longerBy(withinMaxTerm(span, durationDays), { durationDays, durationMonths });
  if (start) {
    return { ...term, expiresAt: later(license.expiresAt, beforeMaxYear(endOf(start, span, calendar), span.field)) };
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

function oneSpan(given: GivenSpan): Span {
  const span = spanOf(given);
  if (!span) {
    throw problem('DAYS_MONTHS_OR_YEARS', { field: 'days' });
  }
  return span;
}

function endOf(start: Date, { days, months }: Span, calendar: Calendar): Date {
  return months === undefined ? calendar.addDays(start, days) : calendar.addMonths(start, months);
}

function withinMaxTerm(span: Span, durationDays: number): Span {
  if (durationDays + span.days > MAX_DURATION_DAYS) {
    throw problem('LICENSE_TERM_TOO_LONG', { field: span.field, days: MAX_DURATION_DAYS });
  }
  return span;
}

function beforeMaxYear(instant: Date, field: Span['field']): Date {
  if (instant.getUTCFullYear() > LAST_YEAR) {
    throw problem('LICENSE_ENDS_TOO_LATE', { field, year: LAST_YEAR + 1 });
  }
  return instant;
}
