import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changeQueueKey } from '../../licenses/licenses/typed-key';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { ActiveSessionsService } from '../seats/active-sessions.service';
import { type LicensedSession, ListSessionsService } from './list-sessions.service';

/** Ends sessions on behalf of admins, who know their ids and not their tokens. */
@Injectable()
export class EndSessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: ListSessionsService,
    private readonly active: ActiveSessionsService,
  ) {}

  /**
   * A floating or a borrowed session. Idempotent: a session that has ended keeps its reason.
   * @param message the program is told it at its next heartbeat
   */
  async end(uid: string, message: string | null = null): Promise<LicensedSession> {
    const session = await this.sessions.get(uid);
    const { license } = session;
    await this.work.runSerialized(changeQueueKey(license.key), async (manager) => {
      await lockLicense(manager, license.id);
      if (message !== null) {
        await manager.update(LicenseSession, { id: session.id, endedAt: IsNull() }, { endMessage: message });
      }
      await this.active.endOne(license, session, 'ended_by_admin');
    });
    return session;
  }
}
