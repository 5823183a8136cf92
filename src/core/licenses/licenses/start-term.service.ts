import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload, type LicenseIdentity } from './event-payload';
import type { License } from './license.entity';
import { startedTerm } from './license-term';

type PendingLicense = LicenseIdentity &
  Pick<License, 'expiryBasis' | 'durationDays' | 'durationMonths' | 'expiresAt' | 'firstActivatedAt' | 'termStartedAt'>;

/** Starts a term that counts from a first check or download. */
@Injectable()
export class StartTermService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calendar: Calendar,
  ) {}

  /** Call for a pending term, under the license's row lock. Changes the given license, too. */
  async start(license: PendingLicense, now: Date): Promise<void> {
    const term = startedTerm(license, now, this.calendar);
    const after = { expires_at: term.expiresAt, term_started_at: now };
    await this.work.manager.query(`UPDATE licenses SET expires_at = $2, term_started_at = $3 WHERE id = $1`, [
      license.id,
      term.expiresAt,
      now,
    ]);
    const before = { expires_at: null, term_started_at: null };
    const payload = eventPayload(license);
    await this.work.record([this.work.changeRecord('license.term_started', license, before, after, payload)]);
    Object.assign(license, term);
  }
}
