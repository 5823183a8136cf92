import type { PermissionName } from '../../common/access/authorized.decorator';
import type { ProductScope } from './caller';
import { PERMISSIONS_OF_ROLE, PRODUCT_ROLE_PERMISSIONS, ROLE_PERMISSIONS } from './granted-permissions';
import { isFixedRole, Permission } from './permission';

/** The permissions of a role, and the products whose rows it sees and changes. */
export interface RoleGrants {
  readonly permissions: readonly PermissionName[];
  readonly products: ProductScope;
}

/** The columns of a role that is not fixed. */
export interface StoredGrants {
  readonly permissions: readonly string[];
  /** Null for all products. */
  readonly productIds: readonly number[] | null;
}

const OF_EVERY_ROLE: readonly PermissionName[] = [Permission.OwnSessionRead, Permission.OwnSession];
/** No product has this number. */
const NO_PRODUCT = 0;

/** @param own the stored role, if it is not fixed */
export function grantsOf(role: string, own: StoredGrants | null): RoleGrants {
  if (isFixedRole(role)) {
    return { permissions: PERMISSIONS_OF_ROLE[role], products: undefined };
  }
  return { permissions: [...permissionsIn(own), ...OF_EVERY_ROLE], products: scopeIn(own) };
}

/** The stored permissions that exist: one of an earlier release may no longer. */
export function permissionsIn(own: StoredGrants | null): PermissionName[] {
  return availableTo(own?.productIds ?? null).filter((permission) => own?.permissions.includes(permission));
}

/** All permissions that a role can have. */
export function availableTo(productIds: readonly unknown[] | null): readonly PermissionName[] {
  return productIds === null ? ROLE_PERMISSIONS : PRODUCT_ROLE_PERMISSIONS;
}

function scopeIn(own: StoredGrants | null): ProductScope {
  const [first = NO_PRODUCT, ...others] = own?.productIds ?? [];
  return own?.productIds === null ? undefined : [first, ...others];
}
