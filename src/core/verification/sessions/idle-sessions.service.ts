import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { scopedLicense } from '../../licenses/licenses/scoped-license';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ActiveSessionsService } from '../seats/active-sessions.service';
import { findSession } from './find-session';

/** Ends sessions of programs whose user is idle. */
@Injectable()
export class IdleSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly active: ActiveSessionsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the session and throws SESSION_IDLE if its user was idle for as long as the policy allows. A borrowed session goes on.
   * @param seconds since the last activity, as the program says
   */
  async endIfIdle(token: string, seconds: number): Promise<void> {
    const { manager } = this.work;
    const found = await findSession(manager, token);
    if (!found || found.session.endedAt) {
      return;
    }
    const { behavior } = await scopedLicense(manager, found.license.uid, { policy: true });
    const isBorrowed = found.session.borrowedUntil !== null && found.session.borrowedUntil > this.clock.now();
    if (behavior.idleTimeout === null || seconds < behavior.idleTimeout || isBorrowed) {
      return;
    }
    await this.work.run(async () => {
      await lockLicense(this.work.manager, found.license.id);
      await this.active.endOne(found.license, found.session, 'idle');
    });
    throw problem('SESSION_IDLE');
  }
}
