import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { DomainError, isProblem, problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import type { EventName } from '../../platform/records/event-catalogue';
import { isPassword } from './passwords';
import { User } from './user.entity';
import { LockOutService } from './lock-out.service';

/** Verifies user names and passwords, and slows down guessing. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lockOut: LockOutService,
  ) {}

  /**
   * Runs work that verifies everything a caller has to prove. A wrong password or code counts as a failed login; other refusals
   * count as nothing. Call it outside of a unit of work: a failure must be counted even if the caller rolls back.
   */
  async attempt<T>(name: string, work: () => Promise<T>): Promise<T> {
    const username = name.toLowerCase();
    const isLocked = await this.lockOut.reserveAttempt(username);
    try {
      const result = await work();
      await this.lockOut.reset(username);
      return result;
    } catch (error) {
      await this.settle(username, isLocked, error);
      throw error;
    }
  }

  /** An unknown name and a wrong password give the same error after the same time. Call it in an `attempt`. */
  async verify(name: string, password: string): Promise<User> {
    const user = await this.work.manager.findOneBy(User, { username: name.toLowerCase() });
    const passwordHash = user?.deactivatedAt ? undefined : user?.passwordHash;
    if (!(await isPassword(password, passwordHash)) || !user) {
      throw problem('INVALID_CREDENTIALS');
    }
    return user;
  }

  /** Re-reads and locks the user. Throws if the password has changed since it was verified. */
  async lockVerified({ id, passwordHash }: Pick<User, 'id' | 'passwordHash'>): Promise<User> {
    const user = await this.work.manager.findOne(User, {
      where: { id, passwordHash, deactivatedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    if (!user) {
      throw problem('INVALID_CREDENTIALS');
    }
    return user;
  }

  private async settle(username: string, isLocked: boolean, error: unknown): Promise<void> {
    if (isProblem(error, 'INVALID_CREDENTIALS', 'PASSWORD_SIGN_IN_OFF', 'INVALID_ONE_TIME_CODE')) {
      await this.recordFailure(username, isLocked);
    } else if (error instanceof DomainError) {
      await this.lockOut.release(username, isLocked);
    }
  }

  /** Attempts during a lockout are rejected earlier, which bounds the number of records. */
  private async recordFailure(username: string, isLocked: boolean): Promise<void> {
    const user = await this.work.manager.findOneBy(User, { username });
    const failure = loginRecord('user.login_failed', user);
    const failures = isLocked ? [failure, loginRecord('user.locked_out', user)] : [failure];
    await this.work.run(() => this.work.record(failures));
  }
}

// Unknown names are not stored: people type passwords into the wrong field.
function loginRecord(event: EventName, user: User | null): ChangeRecord {
  return {
    event,
    targetType: 'users',
    targetId: user?.uid ?? 'unknown',
    before: null,
    after: { username: user?.username ?? null },
  };
}
