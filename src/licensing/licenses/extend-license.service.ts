import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Conflict, InvalidInput } from '../../common/errors/domain-error';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import type { License } from './license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';

const LAST_YEAR = 9999;

/** Makes terms longer. */
@Injectable()
export class ExtendLicenseService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Counts calendar days from the date on which the license expires or has expired. A term that has yet to begin with the first
   * activation gets longer itself; a license that never expires has no term, which is a conflict.
   */
  extend(id: LicenseId, days: number): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) => ({ event: 'license.extended', change: this.longer(license, days) }));
  }

  private longer(license: License, days: number): Partial<License> {
    const { expiresAt, expiryBasis, durationDays, firstActivatedAt } = license;
    const term = durationDays === null ? {} : { durationDays: bounded(durationDays + days) };
    if (expiresAt) {
      return { ...term, expiresAt: early(this.calendar.addDays(expiresAt, days)) };
    }
    if (expiryBasis === 'first_activation' && durationDays !== null && firstActivatedAt === null) {
      return term;
    }
    throw new Conflict('This license never expires: there is nothing to extend', 'NEVER_EXPIRES');
  }
}

function bounded(days: number): number {
  if (days > MAX_DURATION_DAYS) {
    throw new InvalidInput('days', `The term of a license has at most ${MAX_DURATION_DAYS} days`, 'max');
  }
  return days;
}

function early(moment: Date): Date {
  if (moment.getUTCFullYear() > LAST_YEAR) {
    throw new InvalidInput('days', `A license expires before the year ${LAST_YEAR + 1}`, 'max');
  }
  return moment;
}
