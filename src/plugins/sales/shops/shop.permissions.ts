import { type ModulePermissions, ROLES } from '../../../plugin';

export const SHOP_PERMISSIONS = {
  'shops:read': { roles: ROLES, keys: [], keysByChoice: ['internal'] },
  'shops:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
} as const satisfies ModulePermissions;
