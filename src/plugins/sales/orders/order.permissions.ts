import { type ModulePermissions, ROLES } from '../../../plugin';

/** Keys and roles of some products see the orders all of whose lines are for these products. */
export const ORDER_PERMISSIONS = {
  'orders:read': { roles: ROLES, keys: ['internal'] },
  'orders:write': { roles: ['owner', 'admin'], keys: ['internal'] },
} as const satisfies ModulePermissions;
