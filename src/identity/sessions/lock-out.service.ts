import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { rateLimitAddress } from '../../common/http/addresses';
import { currentRequest } from '../../common/http/request-context';
import { Delay } from '../../common/delay';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LockedOut } from './auth.errors';
import { LoginAttempt } from './login-attempt.entity';

type AttemptKey = Pick<LoginAttempt, 'nameHash' | 'address'>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Failures older than this are forgotten. */
const MEMORY = 60 * MINUTE;

/** So many failures in a row are free; then each one closes the door for twice as long. */
const FREE_FAILURES = 10;
const FIRST_LOCK = 30 * SECOND;
const LONGEST_LOCK = 15 * MINUTE;

/** Failures from elsewhere that slow a name down: so many recent ones are free, then each one costs a step. */
const RECENT = 15 * MINUTE;
const FREE_ELSEWHERE = 10;
const DELAY_STEP = 250;
const LONGEST_DELAY = 5 * SECOND;

/**
 * Makes guessing passwords slow. A name and an address that fail together are locked out together; failures from other
 * addresses only cost a name time, so that nobody can lock an admin out.
 */
@Injectable()
export class LockOutService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly patience: Delay,
  ) {}

  /**
   * Comes before the password is looked at, and counts the attempt as failed already: guesses that are sent together
   * are counted one by one. Stands outside of any unit of work, so that the count is committed first.
   * @returns whether the name and the address are locked out from now on, should this attempt fail
   */
  async reserveAttempt(name: string): Promise<boolean> {
    const key = keyOf(name);
    const isLocked = await this.work.run((manager) => this.reserve(manager, key));
    const delay = delayAfter(await this.failuresElsewhere(key));
    if (delay > 0) {
      await this.patience.wait(delay);
    }
    return isLocked;
  }

  /** The attempt was none of a stranger: what failed before it is forgiven. */
  async reset(name: string): Promise<void> {
    await this.work.manager.delete(LoginAttempt, keyOf(name));
  }

  /** Removes the failures that no longer count. */
  async sweep(): Promise<void> {
    await this.work.manager.delete(LoginAttempt, { lastAt: LessThan(this.ago(MEMORY)) });
  }

  private async reserve(manager: EntityManager, key: AttemptKey): Promise<boolean> {
    const { failures, lastAt, lockedUntil } = await this.lock(manager, key);
    const now = this.clock.now();
    if (lockedUntil && lockedUntil > now) {
      throw new LockedOut(Math.ceil((lockedUntil.getTime() - now.getTime()) / SECOND));
    }
    const counted = lastAt < this.ago(MEMORY) ? 1 : failures + 1;
    const lock = lockAfter(counted);
    await manager.update(LoginAttempt, key, {
      failures: counted,
      lastAt: now,
      lockedUntil: lock === 0 ? null : new Date(now.getTime() + lock),
    });
    return lock > 0;
  }

  // Made where it is missing, and locked either way: attempts of one name and address take turns.
  private async lock(manager: EntityManager, key: AttemptKey): Promise<LoginAttempt> {
    await manager.query(
      `INSERT INTO login_attempts AS attempt (name_hash, address, failures, last_at) VALUES ($1, $2, 0, $3)
       ON CONFLICT (name_hash, address) DO UPDATE SET failures = attempt.failures`,
      [key.nameHash, key.address, this.clock.now()],
    );
    return manager.findOneByOrFail(LoginAttempt, key);
  }

  // Reads no more rows than make the longest delay.
  private async failuresElsewhere({ nameHash, address }: AttemptKey): Promise<number> {
    const [{ failures }] = await this.work.manager.query<[{ failures: number }]>(
      `SELECT coalesce(sum(failures), 0)::integer AS failures
       FROM (SELECT failures FROM login_attempts WHERE name_hash = $1 AND address <> $2 AND last_at > $3 LIMIT $4) recent`,
      [nameHash, address, this.ago(RECENT), FREE_ELSEWHERE + LONGEST_DELAY / DELAY_STEP],
    );
    return failures;
  }

  private ago(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() - milliseconds);
  }
}

export function hashName(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}

function keyOf(name: string): AttemptKey {
  return {
    nameHash: hashName(name),
    address: rateLimitAddress(currentRequest()?.address ?? ''),
  };
}

function lockAfter(failures: number): number {
  return failures < FREE_FAILURES ? 0 : Math.min(FIRST_LOCK * 2 ** (failures - FREE_FAILURES), LONGEST_LOCK);
}

function delayAfter(failures: number): number {
  return Math.min(Math.max(0, failures - FREE_ELSEWHERE) * DELAY_STEP, LONGEST_DELAY);
}
