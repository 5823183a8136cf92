import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { License } from '../licenses/license.entity';
import { lockLicense } from '../licenses/lock-license';
import { deadline, LicenseSession } from './license-session.entity';
import { ActiveSessionsService } from './active-sessions.service';

/** Puts on record what ended without a word, for those who look at sessions or hear of their end. */
@Injectable()
export class SessionReaperService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly running: ActiveSessionsService,
    private readonly clock: Clock,
  ) {}

  /** License by license, so that none waits for another. */
  async sweep(): Promise<void> {
    for (const license of await this.licensesOfDead()) {
      await this.work.run(async (manager) => {
        await lockLicense(manager, license.id);
        await this.running.expireStale(license);
      });
    }
  }

  private licensesOfDead(): Promise<License[]> {
    const { manager } = this.work;
    const dead = manager
      .createQueryBuilder(LicenseSession, 'session')
      .select('session.licenseId')
      .where('session.endedAt IS NULL AND session.lastBeatAt <= :deadline');
    return manager
      .createQueryBuilder(License, 'license')
      .where(`license.id IN (${dead.getQuery()})`, { deadline: deadline(this.clock.now()) })
      .orderBy('license.id')
      .getMany();
  }
}
