import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { InvalidCredentials } from './auth.errors';
import { LockOutService } from './lock-out.service';
import { isPassword } from '../users/passwords';
import { User } from '../users/user.entity';
import type { EventName } from '../../platform/records/event-catalogue';

/** Whether a name and a password belong together. Every question of that kind is asked here, and guessing is slow. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lockOut: LockOutService,
  ) {}

  /** The same answer and the same work for an unknown name and a wrong password. */
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

  /** The user as now, locked until the transaction ends; refused where the password was changed since it was proven. */
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

  /**
   * Attempts during a lock-out are refused before they get here. So a name and an address leave eleven entries, and then
   * two each time that a lock has ended; all names of one address no more than its log-in limit lets through.
   */
  private async recordFailure(user: User | null, isLocked: boolean): Promise<void> {
    const failure = happeningOf('user.login_failed', user);
    const failures = isLocked ? [failure, happeningOf('user.locked_out', user)] : [failure];
    await this.work.run(() => this.work.record(failures));
  }
}

// A name that nobody has is not kept: people type passwords into the wrong field.
function happeningOf(event: EventName, user: User | null): ChangeRecord {
  return {
    event,
    targetType: 'users',
    targetId: user?.uid ?? 'unknown',
    before: null,
    after: { username: user?.username ?? null },
  };
}
