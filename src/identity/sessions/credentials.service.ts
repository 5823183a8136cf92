import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { InvalidCredentials } from './auth.errors';
import { LockOutService } from './lock-out.service';
import { isPassword } from '../users/passwords';
import { User } from '../users/user.entity';
import type { EventName } from '../../platform/records/event-catalogue';

/** Verifies user names and passwords, and slows down guessing. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lockOut: LockOutService,
  ) {}

  /** An unknown name and a wrong password give the same error after the same time. */
  async verifyPassword(name: string, password: string): Promise<User> {
    const username = name.toLowerCase();
    const isLocked = await this.lockOut.reserveAttempt(username);
    const user = await this.work.manager.findOneBy(User, { username });
    const passwordHash = user?.deactivatedAt ? undefined : user?.passwordHash;
    if (!(await isPassword(password, passwordHash)) || !user) {
      await this.recordFailure(user, isLocked);
      throw new InvalidCredentials();
    }
    await this.lockOut.reset(username);
    return user;
  }

  /** Re-reads and locks the user. Throws if the password has changed since it was verified. */
  async lockVerified({ id, passwordHash }: User): Promise<User> {
    const user = await this.work.manager.findOne(User, {
      where: { id, passwordHash, deactivatedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    if (!user) {
      throw new InvalidCredentials();
    }
    return user;
  }

  /** Attempts during a lockout are rejected earlier, which bounds the number of records. */
  private async recordFailure(user: User | null, isLocked: boolean): Promise<void> {
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
