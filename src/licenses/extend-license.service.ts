import { Injectable } from '@nestjs/common';
import { Conflict, InvalidInput } from '../common/errors/domain-error';
import { MAX_DURATION_DAYS } from '../policies/policy.entity';
import type { License } from './license.entity';
import { type LicenseId, LicensesService, type UsedLicense } from './licenses.service';

const DAY = 86_400_000;
const LAST_YEAR = 9999;

/** Makes terms longer. */
@Injectable()
export class ExtendLicense {
  constructor(private readonly licenses: LicensesService) {}

  /**
   * Counts from the date on which the license expires or has expired. A term that has yet to begin with the first
   * activation gets longer itself; a license that never expires has no term, which is a conflict.
   */
  extend(id: LicenseId, days: number): Promise<UsedLicense> {
    return this.licenses.alter(id, (license) => ({ event: 'license.extended', change: longer(license, days) }));
  }
}

function longer({ expiresAt, expiryBasis, durationDays, firstActivatedAt }: License, days: number): Partial<License> {
  const term = durationDays === null ? {} : { durationDays: bounded(durationDays + days) };
  if (expiresAt) {
    return { ...term, expiresAt: later(expiresAt, days) };
  }
  if (expiryBasis === 'first_activation' && durationDays !== null && firstActivatedAt === null) {
    return term;
  }
  throw new Conflict('This license never expires: there is nothing to extend', 'NEVER_EXPIRES');
}

function bounded(days: number): number {
  if (days > MAX_DURATION_DAYS) {
    throw new InvalidInput('days', `The term of a license has at most ${MAX_DURATION_DAYS} days`, 'max');
  }
  return days;
}

function later(moment: Date, days: number): Date {
  const extended = new Date(moment.getTime() + days * DAY);
  if (extended.getUTCFullYear() > LAST_YEAR) {
    throw new InvalidInput('days', `A license expires before the year ${LAST_YEAR + 1}`, 'max');
  }
  return extended;
}
