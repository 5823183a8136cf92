import { type ModulePermissions, ROLES } from '../../core/identity/permissions/permission';

export const RESOURCE_PERMISSIONS = {
  'resources:read': { roles: ROLES, keys: ['internal'] },
  'resources:write': { roles: ['owner', 'admin'], keys: ['internal'] },
} as const satisfies ModulePermissions;
