import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { SecretCipher } from '../../platform/config/secret-cipher';
import { Settings } from '../../platform/config/settings';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EventName } from '../../platform/records/event-catalogue';
import type { User } from '../users/user.entity';
import { requireOwner } from '../permissions/own-permissions';
import { isOwn, UsersService } from '../users/users.service';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, normalizeCode, totpStep, totpUri } from './codes';
import { RecoveryCode } from './recovery-code.entity';
import { SecondFactor, secondFactorSecret } from './second-factor.entity';

/** A secret that is not in use before a code of it confirms it. */
export interface NewSecondFactor {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…`, for a QR code. */
  readonly uri: string;
}

/**
 * Authenticator apps and recovery codes. Call the methods that take a user in a transaction that holds the lock of the user's
 * row: the lock makes a code work once.
 */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersService,
    private readonly cipher: SecretCipher,
    private readonly settings: Settings,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** Replaces a secret that was not confirmed. */
  async begin({ id: userId, username }: User): Promise<NewSecondFactor> {
    const secret = newTotpSecret(this.randomness);
    const stored = this.cipher.encrypt(secondFactorSecret(userId), secret);
    const factor = { userId, secret: stored, lastStep: null, createdAt: this.clock.now() };
    await this.work.manager.upsert(SecondFactor, factor, ['userId']);
    return this.describe(secret, username);
  }

  describe(secret: string, username: string): NewSecondFactor {
    return { secret, uri: totpUri(secret, this.issuer(), username) };
  }

  /** @returns the recovery codes, which are not stored */
  async confirm(user: User, code: string): Promise<string[]> {
    const factor = await this.work.manager.findOneBy(SecondFactor, { userId: user.id });
    if (!factor) {
      throw problem('SECOND_FACTOR_NOT_BEGUN');
    }
    await this.useTotp(factor, normalizeCode(code));
    const now = this.clock.now();
    await this.work.update('user.second_factor_enabled', user, { secondFactorSince: now, updatedAt: now });
    return this.replaceRecoveryCodes(user);
  }

  /**
   * Uses up a code of the app or a recovery code.
   * @throws InvalidOneTimeCode
   */
  async use(user: User, code: string): Promise<void> {
    const given = normalizeCode(code);
    if (/^\d{6}$/.test(given)) {
      await this.useTotp(await this.work.manager.findOneByOrFail(SecondFactor, { userId: user.id }), given);
    } else {
      await this.useRecoveryCode(user, given);
    }
  }

  async renewRecoveryCodes(user: User): Promise<string[]> {
    await this.work.record([this.work.changeRecord('user.recovery_codes_created', user, null, null)]);
    return this.replaceRecoveryCodes(user);
  }

  /** Turns it off for a user who has lost the authenticator app: a password alone is enough then. */
  async reset(id: string): Promise<void> {
    const { uid } = await this.users.get(id);
    if (isOwn(uid)) {
      throw problem('SECOND_FACTOR_OWN');
    }
    requireOwner();
    await this.work.run(async () => {
      const { user } = await this.users.getLocked(uid);
      await this.remove(user, 'user.second_factor_reset');
    });
  }

  /** Turns the second factor off. */
  async remove(user: User, event: EventName): Promise<void> {
    await this.work.manager.delete(RecoveryCode, { userId: user.id });
    await this.work.manager.delete(SecondFactor, { userId: user.id });
    await this.work.update(event, user, { secondFactorSince: null, updatedAt: this.clock.now() });
  }

  countRecoveryCodes({ id: userId }: User): Promise<number> {
    return this.work.manager.countBy(RecoveryCode, { userId });
  }

  private async useTotp({ userId, secret: stored, lastStep }: SecondFactor, code: string): Promise<void> {
    const secret = this.cipher.decrypt(secondFactorSecret(userId), stored);
    const step = totpStep(secret, code, this.clock.now());
    if (step === null || (lastStep !== null && step <= lastStep)) {
      throw problem('INVALID_ONE_TIME_CODE');
    }
    await this.work.manager.update(SecondFactor, { userId }, { lastStep: step });
  }

  private async useRecoveryCode(user: User, code: string): Promise<void> {
    const used = { userId: user.id, hash: hashRecoveryCode(code) };
    const { affected } = await this.work.manager.delete(RecoveryCode, used);
    if (!affected) {
      throw problem('INVALID_ONE_TIME_CODE');
    }
    const left = await this.countRecoveryCodes(user);
    await this.work.record([this.work.changeRecord('user.recovery_code_used', user, null, null, { left })]);
  }

  private async replaceRecoveryCodes({ id: userId }: User): Promise<string[]> {
    const codes = newRecoveryCodes(this.randomness);
    await this.work.manager.delete(RecoveryCode, { userId });
    await this.work.manager.insert(
      RecoveryCode,
      codes.map((code) => ({ userId, hash: hashRecoveryCode(code) })),
    );
    return codes;
  }

  /** Authenticator apps show it above the code: it distinguishes several servers. */
  private issuer(): string {
    const { PUBLIC_URL } = this.settings;
    return PUBLIC_URL === undefined ? 'Keyward' : `Keyward ${new URL(PUBLIC_URL).hostname}`;
  }
}
