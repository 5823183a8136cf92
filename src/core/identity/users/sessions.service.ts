import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { currentRequest, type RequestContext } from '../../common/http/request-context';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { Randomness } from '../../common/randomness';
import { searchPattern } from '../../platform/database/like-pattern';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import type { Snapshot } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { readInDirection } from '../../platform/database/read-in-direction';
import { AccessTokensService } from './access-tokens.service';
import { actingAs, type LoggedIn } from '../permissions/caller';
import { grantsOf } from '../permissions/granted-permissions';
import { CredentialsService } from './credentials.service';
import { LockOutService } from './lock-out.service';
import { readSessionPage } from './session-page';
import { UserSession } from './user-session.entity';
import { OpenIdSession } from './openid-session.entity';
import { SignInRulesService } from './sign-in-rules.service';
import { User } from './user.entity';
import type { EventName } from '../../platform/records/event-catalogue';

/** Lifetime of a token in seconds. */
export const SESSION_LIFETIME = 3_600;
/** Lifetime of a session of the console in seconds: a working day. */
export const CONSOLE_SESSION_LIFETIME = 12 * 3_600;

/** Time in which a sign-in proves who the user is, in place of a password. */
const FRESH_MS = 10 * 60_000;

/** A session that has begun, with its token. */
export interface LogIn {
  readonly token: string;
  /** In seconds. */
  readonly expiresIn: number;
  readonly expiresAt: Date;
  readonly user: User;
}

/** The user of a request, with the session that it uses. */
type Holder = Omit<LoggedIn, 'type'>;

interface NewSession {
  readonly event: EventName;
  readonly isReadOnly: boolean;
  /** In seconds. */
  readonly lifetime: number;
  /** Id of the session, if it is known before; a new one by default. */
  readonly id?: string;
  /** The OpenID provider has asked for a second factor. */
  readonly hasSecondFactor?: boolean;
  /** More values for the event. */
  readonly data?: Snapshot;
}

export interface SessionFilter {
  /** Part of the IP address or the user agent. */
  readonly q?: string;
}

interface FoundSession extends User {
  readonly isReadOnly: boolean;
  readonly hasSecondFactor: boolean;
  /** Null for a fixed role. */
  readonly rolePermissions: readonly string[] | null;
  readonly roleProducts: readonly number[] | null;
}

/** Every request of an admin asks this first. */
const FIND_ACTIVE: PreparedStatement = {
  name: 'find_active_session',
  text: `
    SELECT session.is_read_only AS "isReadOnly", session.has_second_factor AS "hasSecondFactor", users.id, users.uid, username,
           email, password_hash AS "passwordHash", has_password AS "hasPassword", role,
           deactivated_at AS "deactivatedAt", second_factor_since AS "secondFactorSince",
           last_login_at AS "lastLoginAt", users.created_at AS "createdAt", users.updated_at AS "updatedAt",
           own.permissions AS "rolePermissions", own.product_ids AS "roleProducts"
    FROM user_sessions AS session JOIN users ON users.id = session.user_id LEFT JOIN roles AS own ON own.id = users.role_id
    WHERE session.id = $1 AND ended_at IS NULL AND expires_at > $2 AND deactivated_at IS NULL`,
};

/** Begins, recognizes and ends sessions of users. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly lockOut: LockOutService,
    private readonly tokens: AccessTokensService,
    private readonly rules: SignInRulesService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * Issues a token that can read what a viewer can, and change nothing. It ends with the user's sessions, not with the
   * session that requested it.
   */
  issueReadOnlyToken(caller: Holder): Promise<LogIn> {
    return this.issue(caller, true, SESSION_LIFETIME);
  }

  /** Issues a token with the user's permissions. It ends with the session at the latest: a stolen session renews nothing. */
  async issueToken(caller: Holder): Promise<LogIn> {
    const { expiresAt } = await this.work.manager.findOneByOrFail(UserSession, { id: caller.session.id });
    const left = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1_000);
    return this.issue(caller, false, Math.min(left, SESSION_LIFETIME));
  }

  /** Whether the user signed in with this session a few minutes ago. */
  async isFresh(id: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - FRESH_MS);
    return this.work.manager.existsBy(UserSession, { id, createdAt: MoreThan(since) });
  }

  /** Returns the active session of a token and its user, or null. */
  async authenticate(token: string): Promise<Holder | null> {
    const id = await this.tokens.sessionIdOf(token);
    const [found] = id === null ? [] : await this.work.query<FoundSession>(FIND_ACTIVE, [id, this.clock.now()]);
    if (id === null || !found) {
      return null;
    }
    const { isReadOnly, hasSecondFactor, rolePermissions, roleProducts: productIds, ...user } = found;
    const lacksSecondFactor = !hasSecondFactor && this.rules.lacksSecondFactor(user);
    const grants = grantsOf(user.role, rolePermissions && { permissions: rolePermissions, productIds });
    const session = { id, isReadOnly, hasSecondFactor, lacksSecondFactor };
    return { session, user: this.work.manager.create(User, user), grants };
  }

  /** Lists the user's active sessions, newest first. */
  list(user: User, page: CursorRequest, { q }: SessionFilter = {}): Promise<Page<UserSession>> {
    const query = this.work.manager
      .createQueryBuilder(UserSession, 'session')
      .where('session.userId = :userId', { userId: user.id })
      .andWhere('session.endedAt IS NULL')
      .andWhere('session.expiresAt > :now', { now: this.clock.now() });
    if (q !== undefined) {
      query.andWhere('(session.ip ILIKE :q OR session.userAgent ILIKE :q)', { q: searchPattern(q) });
    }
    return readInDirection(page, 'DESC', (request, direction) => readSessionPage(query, request, direction));
  }

  /** Ends a session and revokes its token. Returns false if the user has no such active session. */
  end(user: User, id: string): Promise<boolean> {
    return this.work.run(async (manager) => {
      const now = this.clock.now();
      const active = { id, userId: user.id, endedAt: IsNull(), expiresAt: MoreThan(now) };
      const { affected } = await manager.update(UserSession, active, { endedAt: now });
      if (!affected) {
        return false;
      }
      await this.work.record([
        this.work.changeRecord('user.logged_out', user, null, null, { username: user.username }),
      ]);
      return true;
    });
  }

  /** Like `end`, but throws NotFound if there is no such active session. */
  async endOrThrow(user: User, id: string): Promise<void> {
    if (!(await this.end(user, id))) {
      throw problem('SESSION_NOT_FOUND');
    }
  }

  /**
   * Ends the user's active sessions.
   * @param except the session that continues
   * @returns how many ended
   */
  endActive(user: User, except?: string): Promise<number> {
    return this.work.run(async (manager) => {
      const now = this.clock.now();
      const active = { userId: user.id, endedAt: IsNull(), expiresAt: MoreThan(now) };
      const others = except === undefined ? active : { ...active, id: Not(except) };
      const { affected } = await manager.update(UserSession, others, { endedAt: now });
      if (affected) {
        const data = { username: user.username, sessions: affected };
        await this.work.record([this.work.changeRecord('user.sessions_ended', user, null, null, data)]);
      }
      return affected ?? 0;
    });
  }

  /** Counts the active sessions of each user that has any, by user id. */
  async countActive(users: readonly User[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.work.manager.query<{ userId: number; sessions: number }[]>(
      `SELECT user_id AS "userId", count(*)::integer AS sessions FROM user_sessions
       WHERE user_id = ANY($1) AND ended_at IS NULL AND expires_at > $2 GROUP BY user_id`,
      [users.map(({ id }) => id), this.clock.now()],
    );
    return new Map(rows.map(({ userId, sessions }) => [userId, sessions]));
  }

  /** Ends all of the user's sessions. Call it in the transaction of the change that requires it. */
  async endAllOf({ id: userId }: User): Promise<void> {
    await this.work.manager.update(UserSession, { userId, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Deletes expired sessions and expired failed logins. */
  async sweep(): Promise<void> {
    const expired = { expiresAt: LessThan(this.clock.now()) };
    await this.work.manager.delete(UserSession, expired);
    await this.work.manager.delete(OpenIdSession, expired);
    await this.lockOut.sweep();
  }

  /** Starts a session. Throws if the password has changed since it was verified: a change of it ends all sessions. */
  async start(verified: User, options: NewSession): Promise<LogIn> {
    const { event, isReadOnly, lifetime, data } = options;
    const session = await this.work.run(async (manager) => {
      const user = await this.credentials.lockVerified(verified);
      actingAs(user);
      const created = await this.insert(user, options);
      if (!isReadOnly) {
        await manager.update(User, user.id, { lastLoginAt: created.createdAt });
      }
      await this.work.record([this.work.changeRecord(event, user, null, null, { username: user.username, ...data })]);
      return created;
    });
    const { id, expiresAt } = session;
    return {
      token: await this.tokens.sign(id, verified.username, expiresAt),
      expiresIn: lifetime,
      expiresAt,
      user: verified,
    };
  }

  private issue({ user, session }: Holder, isReadOnly: boolean, lifetime: number): Promise<LogIn> {
    const { hasSecondFactor } = session;
    return this.start(user, { event: 'user.token_issued', isReadOnly, hasSecondFactor, lifetime });
  }

  private async insert(user: User, { id, isReadOnly, hasSecondFactor, lifetime }: NewSession): Promise<UserSession> {
    const now = this.clock.now();
    const { address = null, userAgent = null }: Partial<RequestContext> = currentRequest() ?? {};
    const session = this.work.manager.create(UserSession, {
      id: id ?? this.randomness.uuid(),
      userId: user.id,
      ip: address,
      userAgent,
      isReadOnly,
      hasSecondFactor: hasSecondFactor ?? false,
      createdAt: now,
      // Tokens have a resolution of one second.
      expiresAt: new Date((Math.floor(now.getTime() / 1000) + lifetime) * 1000),
      endedAt: null,
    });
    await this.work.manager.insert(UserSession, session);
    return session;
  }
}
