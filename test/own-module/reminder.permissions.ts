import { type ModulePermissions, ROLES } from '../../src/core/identity/permissions/permission';

export const REMINDER_PERMISSIONS = {
  'reminders:read': { roles: ROLES, keys: ['internal'] },
  'reminders:write': { roles: ['owner', 'admin', 'support'], keys: ['internal'] },
} satisfies ModulePermissions;
