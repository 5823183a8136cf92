import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changeQueueKey } from '../../licenses/licenses/typed-key';
import { withoutPools } from '../../licenses/licenses/relay-pools';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { ActiveSessionsService } from '../seats/active-sessions.service';
import { SessionFeaturesService } from './session-features.service';
import { holderOf, PlaceSessionService } from './place-session.service';
import { type LicensedSession, ListSessionsService } from './list-sessions.service';

/** Undoes the end of a session by an admin. */
@Injectable()
export class ResumeSessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: ListSessionsService,
    private readonly active: ActiveSessionsService,
    private readonly places: PlaceSessionService,
    private readonly features: SessionFeaturesService,
    private readonly clock: Clock,
  ) {}

  /** The session gets a new lease. Refused if its seat is taken, or if its device has lost its own. */
  async resume(uid: string): Promise<LicensedSession> {
    const { license, activation } = await this.sessions.get(uid);
    return this.work.runSerialized(changeQueueKey(license.key), async (manager) => {
      await lockLicense(manager, license.id);
      const start = await this.active.prepareStart(license, activation);
      // Read again: it may have changed while this call waited.
      const session = await this.sessions.get(uid);
      if (session.endReason !== 'ended_by_admin' || !session.activation.isActive) {
        throw problem('ACTIVE_SESSION_NOT_FOUND');
      }
      const { license: held } = session;
      const maxSessions = withoutPools(held.maxSessions, held.relayPools, 'sessions', this.clock.now());
      const holder = holderOf(session, session.activation);
      const seat = await this.places.place({ id: held.id, maxSessions }, held.behavior, start, holder);
      if (seat.refusal) {
        throw problem(seat.refusal);
      }
      await this.features.releaseAll(session);
      const { reservationId } = seat;
      const running = {
        endedAt: null,
        endReason: null,
        endMessage: null,
        reservationId,
        lastHeartbeatAt: this.clock.now(),
      };
      await manager.update(LicenseSession, session.id, running);
      await this.work.record([
        this.active.recordOf('license_session.resumed', session.license, Object.assign(session, running)),
      ]);
      return session;
    });
  }
}
