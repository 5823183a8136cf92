import { type ModulePermissions, ROLES } from '../identity/permissions/permission';

export const MAIL_PERMISSIONS = {
  'mails:read': { roles: ROLES, keys: [], keysByChoice: ['internal'] },
  'mails:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
  'mail-templates:read': { roles: ROLES, keys: [], keysByChoice: ['internal'] },
  'mail-templates:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
} as const satisfies ModulePermissions;
