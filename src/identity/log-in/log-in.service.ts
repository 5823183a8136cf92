import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SecondFactorsService } from '../second-factors/second-factors.service';
import { User } from '../users/user.entity';
import { AccessTokensService } from '../users/access-tokens.service';
import { SecondFactorRequired } from '../users/auth.errors';
import { CredentialsService } from '../users/credentials.service';
import { type LogIn, SESSION_LIFETIME, SessionsService } from '../users/sessions.service';
import { problem } from '../../common/errors/domain-error';

interface LogInOptions {
  /** A code of the authenticator app or a recovery code. */
  readonly code?: string;
  /** In seconds. */
  readonly lifetime?: number;
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
  ) {}

  /** @throws SecondFactorRequired if the user has a second factor and the code is missing */
  logIn(username: string, password: string, options: LogInOptions = {}): Promise<LogIn> {
    return this.credentials.attempt(username, async () =>
      this.start(await this.credentials.verify(username, password), options),
    );
  }

  /** The first step of people, whom a page asks for the code. */
  async begin(username: string, password: string, lifetime: number): Promise<LogIn | PendingLogIn> {
    try {
      return await this.logIn(username, password, { lifetime });
    } catch (error) {
      if (error instanceof SecondFactorRequired) {
        return { pendingToken: error.pendingToken };
      }
      throw error;
    }
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
    const { username, proof } = pending;
    return this.credentials.attempt(username, async () => {
      const user = await this.work.manager.findOneBy(User, { username, deactivatedAt: IsNull() });
      if (!user || proofOf(user) !== proof) {
        throw problem('INVALID_CREDENTIALS');
      }
      return this.start(user, { code, lifetime });
    });
  }

  private start(verified: User, { code, lifetime = SESSION_LIFETIME }: LogInOptions): Promise<LogIn> {
    return this.work.run(async () => {
      const user = await this.credentials.lockVerified(verified);
      if (user.secondFactorSince !== null) {
        await this.useCode(user, code);
      }
      return this.sessions.start(user, { event: 'user.logged_in', isReadOnly: false, lifetime });
    });
  }

  private async useCode(user: User, code: string | undefined): Promise<void> {
    if (code === undefined) {
      const { username } = user;
      throw new SecondFactorRequired(await this.tokens.signPendingLogIn({ username, proof: proofOf(user) }));
    }
    await this.factors.use(user, code);
  }
}

/** Identifies the password that was verified, without revealing it or its hash. */
function proofOf({ passwordHash }: User): string {
  return createHash('sha256').update(passwordHash).digest('base64url');
}
