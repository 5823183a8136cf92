import type { PermissionName } from '../../common/access/authorized.decorator';
import { declarationsOf } from '../../common/declarations/declarations';
import {
  API_KEY_KINDS,
  type ApiKeyKind,
  isFixedRole,
  type ModulePermissions,
  Permission,
  type PermissionHolders,
  type Role,
  ROLES,
} from './permission';
import type { ProductScope } from './caller';

const HOLDERS = declarationsOf<ModulePermissions>('permissions').flatMap(
  (permissions) => Object.entries(permissions) as [PermissionName, PermissionHolders][],
);

/** The permissions of all modules. */
export const PERMISSIONS: readonly PermissionName[] = HOLDERS.map(([name]) => name);

/** Permissions by role. Read-only tokens have only those to read. */
export const PERMISSIONS_OF_ROLE = grantedTo<Role>(ROLES, ({ roles }) => roles);

/** The permissions that roles can have beside the permissions of one's own session, which every role has. */
export const ROLE_PERMISSIONS: readonly PermissionName[] = HOLDERS.filter(
  ([name, { roles }]) => roles.length > 0 && !name.startsWith('own-session:'),
).map(([name]) => name);

/** Permissions of a key that names none. */
export const PERMISSIONS_OF_KIND = grantedTo<ApiKeyKind>(API_KEY_KINDS, ({ keys }) => keys);

/** Permissions that a key has only if it names them. */
const CHOSEN_PERMISSIONS_OF_KIND = grantedTo<ApiKeyKind>(API_KEY_KINDS, ({ keysByChoice = [] }) => keysByChoice);

/** Those of them that a key of some products can have. */
const CHOSEN_PERMISSIONS_OF_PRODUCTS = grantedTo<ApiKeyKind>(
  API_KEY_KINDS,
  ({ keysByChoice = [], isOfProducts = false }) => (isOfProducts ? keysByChoice : []),
);

/** All permissions that a key can have. */
export function permissionsAvailableTo(kind: ApiKeyKind, isForProducts: boolean): readonly PermissionName[] {
  const chosen = isForProducts ? CHOSEN_PERMISSIONS_OF_PRODUCTS : CHOSEN_PERMISSIONS_OF_KIND;
  return [...PERMISSIONS_OF_KIND[kind], ...chosen[kind]];
}

/** Permissions that roles of some products can have: those of keys. The operations of other permissions know no products. */
export const PRODUCT_ROLE_PERMISSIONS: readonly PermissionName[] = ROLE_PERMISSIONS.filter((name) =>
  permissionsAvailableTo('internal', true).includes(name),
);

function grantedTo<Holder extends string>(
  all: readonly Holder[],
  holdersOf: (permission: PermissionHolders) => readonly Holder[],
): Readonly<Record<Holder, readonly PermissionName[]>> {
  const granted = all.map((holder) => [
    holder,
    HOLDERS.filter(([, permission]) => holdersOf(permission).includes(holder)).map(([name]) => name),
  ]);
  return Object.fromEntries(granted) as Record<Holder, PermissionName[]>;
}

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

/**
 * The permissions of a role, fixed or stored.
 * @param own the stored role, if it is not fixed
 */
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
