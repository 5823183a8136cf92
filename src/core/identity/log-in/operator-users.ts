import { refuseDotSegments } from '../../common/validation/dot-segment';
import { In } from 'typeorm';
import type { Clock } from '../../common/clock';
import type { UnitOfWork } from '../../platform/database/unit-of-work';
import { SettingsSnapshot } from '../../platform/settings/setting-values.service';
import { Setting } from '../../platform/settings/setting.entity';
import { findRole } from '../users/find-role';
import { hashPassword } from '../users/passwords';
import { BREAK_GLASS_USER, PASSWORDS } from '../users/sign-in.settings';
import { User } from '../users/user.entity';
import { type NewUser, refuseDuplicateName } from '../users/users.service';

/** Adds a user of any role for an operator, who has no session. */
export async function addUser(
  work: UnitOfWork,
  clock: Clock,
  { password, role, ...input }: NewUser & { readonly password: string },
): Promise<User> {
  refuseDotSegments({ username: input.username });
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  return work.run(async (manager) => {
    const { columns } = await findRole(manager, role);
    const dates = { deactivatedAt: null, createdAt: now, updatedAt: now };
    const user = manager.create(User, { ...input, ...columns, email: input.email ?? null, passwordHash, ...dates });
    return refuseDuplicateName(work.create('user.created', user));
  });
}

/** Says why a user cannot sign in with a password; undefined if nothing prevents it. */
export async function passwordNote({ manager }: UnitOfWork, name: string): Promise<string | undefined> {
  const rows = await manager.findBy(Setting, { name: In([PASSWORDS.name, BREAK_GLASS_USER.name]) });
  const settings = new SettingsSnapshot(new Map(rows.map((row) => [row.name, row.value])));
  const breakGlass = settings.get(BREAK_GLASS_USER).toLowerCase();
  if (settings.get(PASSWORDS) === 'on') {
    return undefined;
  }
  return breakGlass === name.toLowerCase()
    ? 'Passwords are switched off for everybody else, who sign in through the OpenID provider (setting sign_in.passwords).'
    : `Passwords are switched off but for ${breakGlass}: this one works once the setting sign_in.passwords is on.`;
}

/** Users by name, deactivated ones too. */
export function listUsers({ manager }: UnitOfWork, limit: number): Promise<User[]> {
  return manager.find(User, { order: { username: 'ASC', id: 'ASC' }, take: limit });
}
