import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { License } from '../../licenses/licenses/license.entity';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { isStale } from '../../licenses/sessions/session-statements';
import { ActiveSessionsService } from '../seats/active-sessions.service';

/** Licenses per run; the next run, a minute later, continues. */
const LICENSES = 1_000;

/** Records the end of sessions that timed out. */
@Injectable()
export class SessionReaperService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly active: ActiveSessionsService,
    private readonly clock: Clock,
  ) {}

  /** One transaction per license, so that locks are not held across licenses. */
  async sweep(): Promise<void> {
    for (const license of await this.licensesWithStaleSessions()) {
      await this.work.run(async (manager) => {
        // Prevents deadlocks: ending several sessions requires the license's row lock.
        await lockLicense(manager, license.id);
        await this.active.expireStale(license);
      });
    }
  }

  private licensesWithStaleSessions(): Promise<License[]> {
    const { manager } = this.work;
    const stale = manager
      .createQueryBuilder(LicenseSession, 'session')
      .select('session.licenseId')
      .where(`session.endedAt IS NULL AND ${isStale(':now', 'session')}`);
    return manager
      .createQueryBuilder(License, 'license')
      .where(`license.id IN (${stale.getQuery()})`, { now: this.clock.now() })
      .orderBy('license.id')
      .limit(LICENSES)
      .getMany();
  }
}
