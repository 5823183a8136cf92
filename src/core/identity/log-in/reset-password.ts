import { IsNull, Not } from 'typeorm';
import type { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { UnitOfWork } from '../../platform/database/unit-of-work';
import { hashName } from '../users/lock-out.service';
import { RecoveryCode } from '../second-factors/recovery-code.entity';
import { SecondFactor } from '../second-factors/second-factor.entity';
import { LoginAttempt } from '../users/login-attempt.entity';
import { hashPassword } from '../users/passwords';
import { UserSession } from '../users/user-session.entity';
import { User } from '../users/user.entity';

/**
 * Recovers access for an operator: sets a password, turns the second factor off, ends the user's sessions and clears lockouts.
 * A deactivated owner is restored if there is no other owner.
 */
export async function resetPassword(work: UnitOfWork, clock: Clock, name: string, password: string): Promise<void> {
  const username = name.toLowerCase();
  const passwordHash = await hashPassword(password);
  await work.run(async (manager) => {
    const user = await manager.findOne(User, { where: { username }, lock: { mode: 'for_no_key_update' } });
    if (!user) {
      throw problem('USER_NAME_NOT_FOUND', { username: name });
    }
    if (user.deactivatedAt && !(await isOnlyOwner(work, user))) {
      throw problem('USER_DEACTIVATED', { username: name });
    }
    const now = clock.now();
    await manager.update(UserSession, { userId: user.id, endedAt: IsNull() }, { endedAt: now });
    await manager.delete(LoginAttempt, { nameHash: hashName(username) });
    // Whoever has lost the phone and the recovery codes, too.
    await manager.delete(RecoveryCode, { userId: user.id });
    await manager.delete(SecondFactor, { userId: user.id });
    const change = { passwordHash, hasPassword: true, secondFactorSince: null, deactivatedAt: null, updatedAt: now };
    await work.update('user.password_reset', user, change);
  });
}

async function isOnlyOwner({ manager }: UnitOfWork, { id, role }: User): Promise<boolean> {
  return role === 'owner' && !(await manager.existsBy(User, { id: Not(id), role: 'owner', deactivatedAt: IsNull() }));
}
