import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SessionsService } from '../users/sessions.service';
import { CredentialsService } from '../users/credentials.service';
import type { User } from '../users/user.entity';
import { isTotpSecret } from './codes';
import { type NewSecondFactor, SecondFactorsService } from './second-factors.service';

/** Whether a user has a second factor. */
export interface SecondFactorStatus {
  /** Null while it is off. */
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
}

/** The user of a request, with the session that it uses. */
export interface SignedIn {
  readonly user: User;
  readonly session: { readonly id: string };
}

/** Changes of users to their own second factor. A stolen session alone allows none of them. */
@Injectable()
export class OwnSecondFactorService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly factors: SecondFactorsService,
    private readonly sessions: SessionsService,
  ) {}

  async status(user: User): Promise<SecondFactorStatus> {
    return { since: user.secondFactorSince, recoveryCodesLeft: await this.factors.countRecoveryCodes(user) };
  }

  /** @param password ignored for users without one, whose sign-in must be a few minutes old at most */
  begin(own: SignedIn, password: string): Promise<NewSecondFactor> {
    return this.withPassword(own, password, (locked) => {
      requireOff(locked);
      return this.factors.begin(locked);
    });
  }

  /**
   * The result of `begin`, for a form that shows it again: the server does not send a secret twice.
   * @param secret as the form sends it back; the result is undefined if it is invalid
   */
  describe({ username }: User, secret: unknown): NewSecondFactor | undefined {
    return typeof secret === 'string' && isTotpSecret(secret) ? this.factors.describe(secret, username) : undefined;
  }

  /** @returns the recovery codes */
  confirm(user: User, code: string): Promise<string[]> {
    return this.credentials.attempt(user.username, () =>
      this.work.run(async () => {
        const locked = await this.credentials.lockVerified(user);
        requireOff(locked);
        return this.factors.confirm(locked, code);
      }),
    );
  }

  remove(own: SignedIn, password: string, code: string): Promise<void> {
    return this.withBoth(own, password, code, (locked) => this.factors.remove(locked, 'user.second_factor_removed'));
  }

  /** The previous recovery codes are worth nothing then. */
  renewRecoveryCodes(own: SignedIn, password: string, code: string): Promise<string[]> {
    return this.withBoth(own, password, code, (locked) => this.factors.renewRecoveryCodes(locked));
  }

  private withBoth<T>(own: SignedIn, password: string, code: string, work: (locked: User) => Promise<T>): Promise<T> {
    return this.withPassword(own, password, async (locked) => {
      requireOn(locked);
      await this.factors.use(locked, code);
      return work(locked);
    });
  }

  private withPassword<T>(
    { user, session }: SignedIn,
    password: string,
    work: (locked: User) => Promise<T>,
  ): Promise<T> {
    const { username, hasPassword } = user;
    return this.credentials.attempt(username, async () => {
      if (!hasPassword && !(await this.sessions.isFresh(session.id))) {
        throw problem('SIGN_IN_AGAIN');
      }
      const verified = hasPassword ? await this.credentials.verify(username, password) : user;
      return this.work.run(async () => work(await this.credentials.lockVerified(verified)));
    });
  }
}

function requireOff({ secondFactorSince }: User): void {
  if (secondFactorSince !== null) {
    throw problem('SECOND_FACTOR_ON');
  }
}

function requireOn({ secondFactorSince }: User): void {
  if (secondFactorSince === null) {
    throw problem('SECOND_FACTOR_OFF');
  }
}
