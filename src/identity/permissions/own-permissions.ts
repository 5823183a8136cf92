import type { PermissionName } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { currentCaller, isPermitted } from './caller';
import type { RoleGrants } from './role-grants';

export function isOwner(): boolean {
  const caller = currentCaller();
  return caller.type === 'user' && caller.user.role === 'owner';
}

export function requireOwner(): void {
  if (!isOwner()) {
    throw problem('OWNERS_FORBIDDEN');
  }
}

/** The permissions of a role that the caller lacks: nobody gives others more than that, or manages those who have more. */
export function lackingFor({ permissions }: RoleGrants): PermissionName[] {
  const caller = currentCaller();
  return permissions.filter((permission) => !isPermitted(caller, permission));
}

/** Throws if a role has permissions that the caller lacks. */
export function requireAllOf(grants: RoleGrants, field?: string): void {
  const lacking = lackingFor(grants);
  if (lacking.length > 0) {
    throw problem('ROLE_EXCEEDS_CALLER', { field, lacking: lacking.join(', ') });
  }
}
