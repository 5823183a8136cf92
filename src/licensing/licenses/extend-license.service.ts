import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Conflict, InvalidInput } from '../../common/errors/domain-error';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import type { License } from './license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';

const LAST_YEAR = 9999;

@Injectable()
export class ExtendLicenseService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Adds calendar days to the expiration date, past or future. If the term starts with a first activation yet to come, the
   * term itself is extended. A license that never expires is a conflict.
   */
  extend(id: LicenseId, days: number): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) => ({ event: 'license.extended', change: this.extended(license, days) }));
  }

  private extended(license: License, days: number): Partial<License> {
    const { expiresAt, expiryBasis, durationDays, firstActivatedAt } = license;
    const term = durationDays === null ? {} : { durationDays: withinMaxTerm(durationDays + days) };
    if (expiresAt) {
      return { ...term, expiresAt: beforeMaxYear(this.calendar.addDays(expiresAt, days)) };
    }
    if (expiryBasis === 'first_activation' && durationDays !== null && firstActivatedAt === null) {
      return term;
    }
    throw new Conflict('This license never expires and cannot be extended', 'NEVER_EXPIRES');
  }
}

function withinMaxTerm(days: number): number {
  if (days > MAX_DURATION_DAYS) {
    throw new InvalidInput('days', `The term of a license cannot exceed ${MAX_DURATION_DAYS} days`, 'max');
  }
  return days;
}

function beforeMaxYear(instant: Date): Date {
  if (instant.getUTCFullYear() > LAST_YEAR) {
    throw new InvalidInput('days', `A license must expire before the year ${LAST_YEAR + 1}`, 'max');
  }
  return instant;
}
