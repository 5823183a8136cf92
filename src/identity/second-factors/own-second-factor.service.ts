import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CredentialsService } from '../users/credentials.service';
import type { User } from '../users/user.entity';
import { isTotpSecret } from './codes';
import { type NewSecondFactor, SecondFactorsService } from './second-factors.service';

export interface SecondFactorStatus {
  /** Null while it is off. */
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
}

/** Changes of users to their own second factor. A stolen session alone allows none of them. */
@Injectable()
export class OwnSecondFactorService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly factors: SecondFactorsService,
  ) {}

  async status(user: User): Promise<SecondFactorStatus> {
    return { since: user.secondFactorSince, recoveryCodesLeft: await this.factors.countRecoveryCodes(user) };
  }

  begin(user: User, password: string): Promise<NewSecondFactor> {
    return this.withPassword(user, password, (locked) => {
      requireOff(locked);
      return this.factors.begin(locked);
    });
  }

  /**
   * The result of `begin`, for a form that shows it again: the server does not send a secret twice.
   * @param secret as the form sends it back; undefined is returned if it is none
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

  remove(user: User, password: string, code: string): Promise<void> {
    return this.withBoth(user, password, code, (locked) => this.factors.remove(locked, 'user.second_factor_removed'));
  }

  /** The previous recovery codes are worth nothing then. */
  renewRecoveryCodes(user: User, password: string, code: string): Promise<string[]> {
    return this.withBoth(user, password, code, (locked) => this.factors.renewRecoveryCodes(locked));
  }

  private withBoth<T>(user: User, password: string, code: string, work: (locked: User) => Promise<T>): Promise<T> {
    return this.withPassword(user, password, async (locked) => {
      requireOn(locked);
      await this.factors.use(locked, code);
      return work(locked);
    });
  }

  private withPassword<T>({ username }: User, password: string, work: (locked: User) => Promise<T>): Promise<T> {
    return this.credentials.attempt(username, async () => {
      const verified = await this.credentials.verify(username, password);
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
