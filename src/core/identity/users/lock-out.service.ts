import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { rateLimitAddress } from '../../common/http/addresses';
import { currentRequest } from '../../common/http/request-context';
import { Delay } from '../../common/delay';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LoginAttempt } from './login-attempt.entity';
import { problem } from '../../common/errors/domain-error';

type AttemptKey = Pick<LoginAttempt, 'nameHash' | 'address'>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Older failures are ignored. */
const RETENTION = 60 * MINUTE;

/** Consecutive failures before the first lockout; each further failure doubles its duration. */
const FREE_FAILURES = 10;
const FIRST_LOCK = 30 * SECOND;
const MAX_LOCK = 15 * MINUTE;

/** Recent failures from other addresses before logins of a name are delayed by one step per failure. */
const RECENT = 15 * MINUTE;
const FREE_ELSEWHERE = 10;
const DELAY_STEP = 250;
const MAX_DELAY = 5 * SECOND;

/**
 * Slows down password guessing. Lockouts apply to a name and an address together; failures from other addresses only
 * delay a name, so that an attacker cannot lock an admin out.
 */
@Injectable()
export class LockOutService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly delay: Delay,
  ) {}

  /**
   * Counts the attempt as failed before the password is verified, so that concurrent guesses are all counted. Call it
   * outside of a unit of work: the count must be committed first.
   * @returns whether a failure of this attempt locks out the name and the address
   */
  async reserveAttempt(name: string): Promise<boolean> {
    const key = keyOf(name);
    const isLocked = await this.work.run((manager) => this.reserve(manager, key));
    const delay = delayAfter(await this.failuresElsewhere(key));
    if (delay > 0) {
      await this.delay.wait(delay);
    }
    return isLocked;
  }

  /** Clears the failures after a successful attempt. */
  async reset(name: string): Promise<void> {
    await this.work.manager.delete(LoginAttempt, keyOf(name));
  }

  /**
   * Takes back an attempt that was neither right nor wrong. Earlier failures still count.
   * @param isLocked what `reserveAttempt` returned: only this attempt's own lockout is lifted
   */
  async release(name: string, isLocked: boolean): Promise<void> {
    const { nameHash, address } = keyOf(name);
    await this.work.manager.query(
      `UPDATE login_attempts SET failures = greatest(failures - 1, 0), locked_until = CASE WHEN $3 THEN NULL ELSE locked_until END
       WHERE name_hash = $1 AND address = $2`,
      [nameHash, address, isLocked],
    );
  }

  /** Deletes expired failures. */
  async sweep(): Promise<void> {
    await this.work.manager.delete(LoginAttempt, { lastAt: LessThan(this.ago(RETENTION)) });
  }

  private async reserve(manager: EntityManager, key: AttemptKey): Promise<boolean> {
    const { failures, lastAt, lockedUntil } = await this.lock(manager, key);
    const now = this.clock.now();
    if (lockedUntil && lockedUntil > now) {
      throw problem('LOCKED_OUT', { retryAfter: Math.ceil((lockedUntil.getTime() - now.getTime()) / SECOND) });
    }
    const counted = lastAt < this.ago(RETENTION) ? 1 : failures + 1;
    const lock = lockAfter(counted);
    await manager.update(LoginAttempt, key, {
      failures: counted,
      lastAt: now,
      lockedUntil: lock === 0 ? null : new Date(now.getTime() + lock),
    });
    return lock > 0;
  }

  // Inserts the row if it is missing, and locks it: attempts for one name and address are serialized.
  private async lock(manager: EntityManager, key: AttemptKey): Promise<LoginAttempt> {
    await manager.query(
      `INSERT INTO login_attempts AS attempt (name_hash, address, failures, last_at) VALUES ($1, $2, 0, $3)
       ON CONFLICT (name_hash, address) DO UPDATE SET failures = attempt.failures`,
      [key.nameHash, key.address, this.clock.now()],
    );
    return manager.findOneByOrFail(LoginAttempt, key);
  }

  // Reads only as many rows as the maximum delay needs.
  private async failuresElsewhere({ nameHash, address }: AttemptKey): Promise<number> {
    const [{ failures }] = await this.work.manager.query<[{ failures: number }]>(
      `SELECT coalesce(sum(failures), 0)::integer AS failures
       FROM (SELECT failures FROM login_attempts WHERE name_hash = $1 AND address <> $2 AND last_at > $3 LIMIT $4) recent`,
      [nameHash, address, this.ago(RECENT), FREE_ELSEWHERE + MAX_DELAY / DELAY_STEP],
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
  return failures < FREE_FAILURES ? 0 : Math.min(FIRST_LOCK * 2 ** (failures - FREE_FAILURES), MAX_LOCK);
}

function delayAfter(failures: number): number {
  return Math.min(Math.max(0, failures - FREE_ELSEWHERE) * DELAY_STEP, MAX_DELAY);
}
