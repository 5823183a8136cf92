import { type ModulePermissions, ROLES } from '../permissions/permission';

export const ROLE_PERMISSIONS = {
  'roles:read': { roles: ROLES, keys: [], keysByChoice: ['internal'] },
  'roles:write': { roles: ['owner'], keys: [] },
} as const satisfies ModulePermissions;
