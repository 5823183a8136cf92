import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AccessTokensService } from './access-tokens.service';
import { actingAs } from '../permissions/caller';
import { CredentialsService } from './credentials.service';
import { LockOutService } from './lock-out.service';
import { readSessionPage } from './session-page';
import { UserSession } from './user-session.entity';
import type { User } from '../users/user.entity';

/** Seconds for which a token is good. */
export const SESSION_LIFETIME = 3_600;

export interface LogIn {
  readonly token: string;
  /** In seconds. */
  readonly expiresIn: number;
  readonly user: User;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly lockOut: LockOutService,
    private readonly tokens: AccessTokensService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** The one way in, for every door. Not from inside a unit of work: a failure must be counted whatever becomes of it. */
  async logIn(username: string, password: string): Promise<LogIn> {
    const user = await this.credentials.verifyPassword(username, password);
    const session = await this.begin(user);
    const token = await this.tokens.sign(session.id, user.username, session.expiresAt);
    return { token, expiresIn: SESSION_LIFETIME, user };
  }

  /** The running session that a token names, with its user; null where there is none. */
  async authenticate(token: string): Promise<(UserSession & { user: User }) | null> {
    const id = await this.tokens.sessionIdOf(token);
    const session =
      id === null ? null : await this.work.manager.findOne(UserSession, { where: { id }, relations: { user: true } });
    if (!session?.user || session.endedAt || session.expiresAt <= this.clock.now() || session.user.deactivatedAt) {
      return null;
    }
    return Object.assign(session, { user: session.user });
  }

  /** The user's running sessions, newest first. */
  list(user: User, page: CursorRequest): Promise<Page<UserSession>> {
    const query = this.work.manager
      .createQueryBuilder(UserSession, 'session')
      .where('session.userId = :userId', { userId: user.id })
      .andWhere('session.endedAt IS NULL')
      .andWhere('session.expiresAt > :now', { now: this.clock.now() });
    return readSessionPage(query, page);
  }

  /** Its token is worth nothing from then on. False where the user has no such session running. */
  end(user: User, id: string): Promise<boolean> {
    return this.work.run(async (manager) => {
      const now = this.clock.now();
      const running = { id, userId: user.id, endedAt: IsNull(), expiresAt: MoreThan(now) };
      const { affected } = await manager.update(UserSession, running, { endedAt: now });
      if (!affected) {
        return false;
      }
      await this.work.record([
        this.work.changeRecord('user.logged_out', user, null, null, { username: user.username }),
      ]);
      return true;
    });
  }

  /** The same where there must be such a session. */
  async endRunning(user: User, id: string): Promise<void> {
    if (!(await this.end(user, id))) {
      throw new NotFound('session');
    }
  }

  /** Ends all of the user's sessions at once. Belongs into the transaction of what makes it necessary. */
  async endAllOf({ id: userId }: User): Promise<void> {
    await this.work.manager.update(UserSession, { userId, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Removes the sessions that have expired, and the failed log-ins that no longer count. */
  async sweep(): Promise<void> {
    await this.work.manager.delete(UserSession, { expiresAt: LessThan(this.clock.now()) });
    await this.lockOut.sweep();
  }

  private begin(proven: User): Promise<UserSession> {
    return this.work.run(async (manager) => {
      // Whoever changes the password ends all sessions: this one must not slip in behind.
      const user = await this.credentials.lockVerified(proven);
      actingAs(user);
      const now = this.clock.now();
      const request = currentRequest();
      const session = manager.create(UserSession, {
        id: this.randomness.uuid(),
        userId: user.id,
        ip: request?.address ?? null,
        userAgent: request?.userAgent ?? null,
        createdAt: now,
        // Whole seconds, because that is all a token can say.
        expiresAt: new Date((Math.floor(now.getTime() / 1000) + SESSION_LIFETIME) * 1000),
        endedAt: null,
      });
      await manager.insert(UserSession, session);
      await this.work.record([this.work.changeRecord('user.logged_in', user, null, null, { username: user.username })]);
      return session;
    });
  }
}
