import { type ModulePermissions, ROLES } from '../../plugin';

export const RESOURCE_PERMISSIONS = {
  'resources:read': { roles: ROLES, keys: ['internal'] },
  'resources:write': { roles: ['owner', 'admin'], keys: ['internal'] },
} as const satisfies ModulePermissions;
