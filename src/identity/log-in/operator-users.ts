import type { Clock } from '../../common/clock';
import type { UnitOfWork } from '../../platform/database/unit-of-work';
import { findRole } from '../roles/find-role';
import { hashPassword } from '../users/passwords';
import { User } from '../users/user.entity';
import { type NewUser, refuseDuplicateName } from '../users/users.service';

/** Adds a user of any role for an operator, who has no session. */
export async function addUser(work: UnitOfWork, clock: Clock, { password, role, ...input }: NewUser): Promise<User> {
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  return work.run(async (manager) => {
    const { columns } = await findRole(manager, role);
    const dates = { deactivatedAt: null, createdAt: now, updatedAt: now };
    const user = manager.create(User, { ...input, ...columns, email: input.email ?? null, passwordHash, ...dates });
    return refuseDuplicateName(work.create('user.created', user));
  });
}

/** Users by name, deactivated ones too. */
export function listUsers({ manager }: UnitOfWork, limit: number): Promise<User[]> {
  return manager.find(User, { order: { username: 'ASC', id: 'ASC' }, take: limit });
}
