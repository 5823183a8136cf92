import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SecondFactorsService } from '../second-factors/second-factors.service';
import { User } from '../users/user.entity';
import { AccessTokensService } from '../users/access-tokens.service';
import { SecondFactorRequired } from '../users/auth.errors';
import { CredentialsService } from '../users/credentials.service';
import { type LogIn, SESSION_LIFETIME, SessionsService } from '../users/sessions.service';
import { isProblem, problem } from '../../common/errors/domain-error';
import { OpenIdSession } from '../users/openid-session.entity';
import { SignInRulesService } from '../users/sign-in-rules.service';

interface LogInOptions {
  /** A code of the authenticator app or a recovery code. */
  readonly code?: string;
  /** A session starts although the role needs a second factor that is missing: it serves only to set one up. */
  readonly canSetUp?: boolean;
  readonly openId?: OpenIdLogIn;
  /** In seconds. */
  readonly lifetime?: number;
}

/** A log-in that the OpenID provider has verified. */
export interface OpenIdLogIn {
  /** Id of the row of `openid_sessions`, and of the session. */
  readonly session: string;
  /** The provider has asked for a second factor. */
  readonly hasSecondFactor: boolean;
}

/** A log-in whose password was right: the code of the second factor is missing. */
export interface PendingLogIn {
  readonly pendingToken: string;
}

/** Login for every API and the console. Call it outside of a unit of work. */
@Injectable()
export class LogInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly factors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokensService,
    private readonly rules: SignInRulesService,
  ) {}

  /** @throws SecondFactorRequired if the user has a second factor and the code is missing */
  logIn(username: string, password: string, options: LogInOptions = {}): Promise<LogIn> {
    return this.credentials.attempt(username, async () => this.start(await this.verify(username, password), options));
  }

  /** A log-in of a user whom the OpenID provider has verified. Call it outside of a unit of work. */
  logInVerified(user: User, openId: OpenIdLogIn, lifetime: number): Promise<LogIn | PendingLogIn> {
    return pendingOf(this.start(user, { openId, lifetime, canSetUp: true }));
  }

  /** The first step of people, whom a page asks for the code. */
  begin(username: string, password: string, lifetime: number): Promise<LogIn | PendingLogIn> {
    return pendingOf(this.logIn(username, password, { lifetime, canSetUp: true }));
  }

  /** The user name of a pending login; null if the token is invalid or expired. */
  async pendingName(pendingToken: string): Promise<string | null> {
    return (await this.tokens.pendingLogInOf(pendingToken))?.username ?? null;
  }

  /** The second step. A password that has changed since the first one is refused. */
  async complete(pendingToken: string, code: string, lifetime: number): Promise<LogIn> {
    const pending = await this.tokens.pendingLogInOf(pendingToken);
    if (!pending) {
      throw problem('INVALID_CREDENTIALS');
    }
    const { username, proof, openIdSession } = pending;
    return this.credentials.attempt(username, async () => {
      const user = await this.work.manager.findOneBy(User, { username, deactivatedAt: IsNull() });
      if (!user || proofOf(user) !== proof) {
        throw problem('INVALID_CREDENTIALS');
      }
      if (openIdSession === undefined && !this.rules.takesPassword(user)) {
        throw problem('PASSWORD_SIGN_IN_OFF');
      }
      const openId = openIdSession === undefined ? undefined : { session: openIdSession, hasSecondFactor: false };
      return this.start(user, { code, lifetime, openId });
    });
  }

  /** While passwords are off, every refusal is the same, so that none reveals whose password works. */
  private async verify(username: string, password: string): Promise<User> {
    try {
      const user = await this.credentials.verify(username, password);
      if (this.rules.takesPassword(user)) {
        return user;
      }
    } catch (error) {
      if (!this.rules.arePasswordsOff || !isProblem(error, 'INVALID_CREDENTIALS')) {
        throw error;
      }
    }
    throw problem('PASSWORD_SIGN_IN_OFF');
  }

  private start(verified: User, options: LogInOptions): Promise<LogIn> {
    const { code, lifetime = SESSION_LIFETIME, openId, canSetUp = false } = options;
    return this.work.run(async (manager) => {
      const user = await this.credentials.lockVerified(verified);
      if (user.secondFactorSince !== null && !openId?.hasSecondFactor) {
        await this.useCode(user, code, openId);
      }
      if (!canSetUp && !openId?.hasSecondFactor && this.rules.lacksSecondFactor(user)) {
        throw problem('SECOND_FACTOR_SETUP_REQUIRED');
      }
      // The provider may have ended the session while the code was asked for.
      if (openId && !(await lockSession(manager, openId))) {
        throw problem('INVALID_CREDENTIALS');
      }
      const event = openId ? 'user.openid_logged_in' : 'user.logged_in';
      const { session: id, hasSecondFactor } = openId ?? {};
      return this.sessions.start(user, { event, isReadOnly: false, lifetime, id, hasSecondFactor });
    });
  }

  private async useCode(user: User, code: string | undefined, openId: OpenIdLogIn | undefined): Promise<void> {
    if (code === undefined) {
      const claims = { username: user.username, proof: proofOf(user), openIdSession: openId?.session };
      throw new SecondFactorRequired(await this.tokens.signPendingLogIn(claims));
    }
    await this.factors.use(user, code);
  }
}

/** The pending log-in, where only the code of the second factor is missing. */
async function pendingOf(logIn: Promise<LogIn>): Promise<LogIn | PendingLogIn> {
  try {
    return await logIn;
  } catch (error) {
    if (error instanceof SecondFactorRequired) {
      return { pendingToken: error.pendingToken };
    }
    throw error;
  }
}

/** A log-out by the provider waits until the session has started, and ends it then. */
function lockSession(manager: EntityManager, { session: sessionId }: OpenIdLogIn): Promise<OpenIdSession | null> {
  return manager.findOne(OpenIdSession, { where: { sessionId }, lock: { mode: 'for_key_share' } });
}

/** Identifies the password that was verified, without revealing it or its hash. */
function proofOf({ passwordHash }: User): string {
  return createHash('sha256').update(passwordHash).digest('base64url');
}
