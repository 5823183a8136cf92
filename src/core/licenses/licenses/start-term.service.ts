import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { RequestContext } from '../../common/http/request-context';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload, type LicenseIdentity } from './event-payload';
import { License } from './license.entity';
import { startedTerm, startsTerm } from './license-term';
import { lockLicense } from './lock-license';

type PendingLicense = LicenseIdentity &
  Pick<License, 'expiryBasis' | 'durationDays' | 'durationMonths' | 'expiresAt' | 'firstActivatedAt' | 'termStartedAt'>;

/** Starts a term that counts from a first check, download or use. */
@Injectable()
export class StartTermService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /**
   * Call for a pending term, under the license's row lock. Changes the given license, too.
   * @param request whose event it is, if it shares its transaction with others
   */
  async start(license: PendingLicense, now: Date, request?: RequestContext): Promise<void> {
    const term = startedTerm(license, now, this.calendar);
    const after = { expires_at: term.expiresAt, term_started_at: now };
    await this.work.manager.query(`UPDATE licenses SET expires_at = $2, term_started_at = $3 WHERE id = $1`, [
      license.id,
      term.expiresAt,
      now,
    ]);
    const before = { expires_at: null, term_started_at: null };
    const payload = eventPayload(license);
    const record = this.work.changeRecord('license.term_started', license, before, after, payload);
    await this.work.record([{ ...record, ...(request && { request }) }]);
    Object.assign(license, term);
  }

  /**
   * Starts a term that any first use starts, when a use was counted that is not of a meter.
   * @param license with its policy
   */
  async startWithUse(license: License): Promise<void> {
    if (!startsTerm(license, 'use') || license.behavior.termMeter !== null) {
      return;
    }
    await this.work.run(async (manager) => {
      await lockLicense(manager, license.id);
      const locked = await manager.findOneBy(License, { id: license.id });
      if (locked && startsTerm(locked, 'use')) {
        await this.start(locked, this.clock.now());
      }
    });
  }
}
