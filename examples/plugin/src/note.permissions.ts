import { type ModulePermissions, ROLES } from 'keyward/plugin';

export const NOTE_PERMISSIONS = {
  'notes:read': { roles: ROLES, keys: ['internal'] },
  'notes:write': { roles: ['owner', 'admin', 'support'], keys: ['internal'] },
} as const satisfies ModulePermissions;
