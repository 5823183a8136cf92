import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../common/clock';
import { currentRequest } from '../common/http/request-context';
import { Randomness } from '../common/randomness';
import { UnitOfWork } from '../database/unit-of-work';
import { AccessTokens } from './access-tokens';
import { InvalidCredentials } from './auth.errors';
import { isPassword } from './passwords';
import { UserSession } from './user-session.entity';
import { User } from './user.entity';

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
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async logIn(username: string, password: string): Promise<LogIn> {
    const user = await this.work.manager.findOneBy(User, { username: username.toLowerCase(), deactivatedAt: IsNull() });
    if (!(await isPassword(password, user?.passwordHash)) || !user) {
      throw new InvalidCredentials();
    }
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

  async end(session: UserSession): Promise<void> {
    await this.work.manager.update(UserSession, { id: session.id, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  private begin(user: User): Promise<UserSession> {
    const now = this.clock.now();
    const request = currentRequest();
    return this.work.run((manager) =>
      manager.save(
        manager.create(UserSession, {
          id: this.randomness.uuid(),
          userId: user.id,
          ip: request?.address ?? null,
          userAgent: request?.userAgent ?? null,
          createdAt: now,
          // Whole seconds, because that is all a token can say.
          expiresAt: new Date((Math.floor(now.getTime() / 1000) + SESSION_LIFETIME) * 1000),
          endedAt: null,
        }),
      ),
    );
  }
}
