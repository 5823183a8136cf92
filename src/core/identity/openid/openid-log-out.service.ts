import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { OpenIdSession } from '../users/openid-session.entity';
import { UserSession } from '../users/user-session.entity';
import { User } from '../users/user.entity';
import { LogoutToken } from './logout-token.entity';
import { type LogoutClaims, OpenIdProviderService } from './openid-provider.service';
import { useOnce } from './use-once';
import { UserIdentity } from './user-identity.entity';

/** Log-outs that the OpenID provider sends. Every request looks its session up, so that they hold on all nodes at once. */
@Injectable()
export class OpenIdLogOutService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly provider: OpenIdProviderService,
    private readonly clock: Clock,
  ) {}

  /** Ends the sessions that the token names. A token that was used before is refused. */
  async end(token: string): Promise<void> {
    const claims = await this.provider.verifyLogout(token);
    await this.work.run(async (manager) => {
      await this.useUp(manager, claims);
      const sessions = await sessionsOf(manager, claims);
      const userIds = [...new Set(sessions.map(({ userId }) => userId))];
      for (const user of await manager.findBy(User, { id: In(userIds) })) {
        const ids = sessions.flatMap(({ userId, sessionId }) => (userId === user.id ? [sessionId] : []));
        await this.endSessions(manager, user, ids);
      }
    });
  }

  async sweep(): Promise<void> {
    await this.work.manager.delete(LogoutToken, { expiresAt: LessThan(this.clock.now()) });
  }

  private async useUp(manager: EntityManager, { issuer, id, expiresAt }: LogoutClaims): Promise<void> {
    if (!(await useOnce(manager, [issuer, id], expiresAt))) {
      throw problem('OPENID_LOGOUT_INVALID');
    }
  }

  private async endSessions(manager: EntityManager, user: User, ids: readonly string[]): Promise<void> {
    // Also of sessions that wait for the code of the second factor.
    await manager.delete(OpenIdSession, { sessionId: In(ids) });
    const now = this.clock.now();
    const active = { id: In(ids), endedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await manager.update(UserSession, active, { endedAt: now });
    if (affected) {
      const data = { username: user.username, sessions: affected };
      await this.work.record([this.work.changeRecord('user.openid_logged_out', user, null, null, data)]);
    }
  }
}

/** The sessions of a session of the provider, or all of a subject. */
async function sessionsOf(
  manager: EntityManager,
  { issuer, session, subject }: LogoutClaims,
): Promise<OpenIdSession[]> {
  const identity = subject === undefined ? undefined : await manager.findOneBy(UserIdentity, { issuer, subject });
  if (identity === null) {
    return [];
  }
  const ofUser = identity && { userId: identity.userId };
  return manager.findBy(OpenIdSession, session === undefined ? { ...ofUser } : { ...ofUser, providerSession: session });
}
