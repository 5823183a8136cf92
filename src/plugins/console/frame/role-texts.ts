import { texts } from '../../../core/i18n';
import { isFixedRole } from '../../../core/identity';
import { type ListedRole } from '../../../core/identity/internal';

interface RoleText {
  readonly title: string;
  /** Describes the permissions of the role in a sentence. */
  readonly note: string;
}

/** The name of a role inside a sentence. */
export function roleName(role: string): string {
  return isFixedRole(role) ? texts('roles')[role] : role;
}

/** The name of a role on its own. */
export function roleTitle(role: string): string {
  const name = roleName(role);
  return isFixedRole(role) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

export function roleText({ name, permissions, products }: ListedRole): RoleText {
  const t = texts('ownRoles');
  const count = t.permissionCount({ count: permissions.length });
  const own = products ? t.forProducts({ permissions: count, products: products.join(', ') }) : count;
  return { title: roleTitle(name), note: isFixedRole(name) ? texts('roleNotes')[name] : own };
}
