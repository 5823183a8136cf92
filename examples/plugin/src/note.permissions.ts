import { type ModulePermissions, ROLES } from 'keyward/core/identity';

export const NOTE_PERMISSIONS = {
  'notes:read': { roles: ROLES, keys: ['internal'] },
  'notes:write': { roles: ['owner', 'admin', 'support'], keys: ['internal'] },
} as const satisfies ModulePermissions;
