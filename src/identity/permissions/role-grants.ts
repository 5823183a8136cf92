import type { PermissionName } from '../../common/access/authorized.decorator';
import { PERMISSIONS_OF_ROLE, ROLE_PERMISSIONS } from './granted-permissions';
import { isFixedRole, Permission } from './permission';

/** The permissions of a role. */
export interface RoleGrants {
  readonly permissions: readonly PermissionName[];
}

/** The stored permissions of a role that is not fixed. */
export interface StoredGrants {
  readonly permissions: readonly string[];
}

const OF_EVERY_ROLE: readonly PermissionName[] = [Permission.OwnSessionRead, Permission.OwnSession];

/** @param own the stored role, if it is not fixed */
export function grantsOf(role: string, own: StoredGrants | null): RoleGrants {
  if (isFixedRole(role)) {
    return { permissions: PERMISSIONS_OF_ROLE[role] };
  }
  // A permission of an earlier release may no longer exist.
  const stored = ROLE_PERMISSIONS.filter((permission) => own?.permissions.includes(permission));
  return { permissions: [...stored, ...OF_EVERY_ROLE] };
}
