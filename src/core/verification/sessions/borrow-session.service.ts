import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { type Assessment, toVerificationRequest } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import { type VerificationEntry, VerificationLogService } from '../log/verification-log.service';
import { ActiveSessionsService } from '../seats/active-sessions.service';
import { borrowEnd, borrowRefusal } from './borrowing';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { findSession } from './find-session';
import { LicenseSession, type SessionTimes } from '../../licenses/sessions/license-session.entity';
import { problem } from '../../common/errors/domain-error';
/** Lets a running session go on without heartbeats. */
@Injectable()
export class BorrowSessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly active: ActiveSessionsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** The days count from now and replace those of an earlier call. The license must be usable on the device. */
  async borrow(token: string, days: number, user?: string): Promise<SessionTimes> {
    const found = await findSession(this.work.manager, token);
    if (!found || found.session.endedAt) {
      throw problem('ACTIVE_SESSION_NOT_FOUND');
    }
    const { key } = found.license;
    const { fingerprint, product } = found.activation;
    const device = { fingerprint };
    const request = toVerificationRequest('check', device, { user, product: product?.reference });
    return this.assessments.assessLocked({ key, device, request }, async (assessment) => {
      const { usable } = assessment;
      if (!usable?.activation) {
        await this.log.write(assessment.entry('session'));
        throw assessment.refusal();
      }
      const { borrowed } = await this.active.prepareStart(usable.license, usable.activation);
      return this.extend(usable, await this.running(token), { days, borrowed }, assessment);
    });
  }

  /** The session goes on with heartbeats. */
  giveBack(token: string): Promise<SessionTimes> {
    return this.work.run(async (manager) => {
      const found = await findSession(manager, token);
      if (!found) {
        throw problem('ACTIVE_SESSION_NOT_FOUND');
      }
      await lockLicense(manager, found.license.id);
      const session = await this.running(token);
      const times = { lastHeartbeatAt: this.clock.now(), borrowedUntil: null };
      await manager.update(LicenseSession, session.id, times);
      if (session.borrowedUntil) {
        const returned = Object.assign(session, times);
        await this.work.record([this.active.recordOf('license_session.returned', found.license, returned)]);
      }
      return { ...times, lease: session.lease };
    });
  }

  /** The session of a program that has lost its token, as with its store, goes on with another one. */
  async resume(id: number, started: LicenseSession, entry: VerificationEntry): Promise<LicenseSession> {
    const session = await this.work.manager.findOneByOrFail(LicenseSession, { id });
    const { tokenHash, subject, appVersion, machineId, username, ip, lastHeartbeatAt } = started;
    const changes = { tokenHash, subject, appVersion, machineId, username, ip, lastHeartbeatAt };
    await this.work.manager.update(LicenseSession, id, changes);
    await this.log.write(entry);
    return Object.assign(session, changes);
  }

  private async extend(
    context: LicenseContext,
    session: LicenseSession,
    { days, borrowed }: { days: number; borrowed: number },
    assessment: Assessment,
  ): Promise<SessionTimes> {
    const { now } = assessment;
    const isBorrowed = session.borrowedUntil !== null && session.borrowedUntil > now;
    const refusal = borrowRefusal(context, days, borrowed - (isBorrowed ? 1 : 0), now);
    await this.log.write(assessment.entry('session', refusal?.code));
    if (refusal) {
      throw refusal;
    }
    const times = { lastHeartbeatAt: now, borrowedUntil: borrowEnd(context, days, now) };
    await this.work.manager.update(LicenseSession, session.id, times);
    const record = this.active.recordOf('license_session.borrowed', context.license, Object.assign(session, times));
    await this.work.record([record]);
    return { ...times, lease: session.lease };
  }

  /** Read under the license's lock. */
  private async running(token: string): Promise<LicenseSession> {
    const session = (await findSession(this.work.manager, token))?.session;
    if (!session || session.endBy(this.clock.now())) {
      throw problem('ACTIVE_SESSION_NOT_FOUND');
    }
    return session;
  }
}
