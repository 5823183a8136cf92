import type { PermissionName } from '../../common/access/authorized.decorator';
import { declarationsOf } from '../../common/declarations/declarations';
import {
  API_KEY_KINDS,
  type ApiKeyKind,
  type ModulePermissions,
  type PermissionHolders,
  type Role,
  ROLES,
} from './permission';

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
