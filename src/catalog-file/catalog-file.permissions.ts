import { type ModulePermissions, ROLES } from '../identity/permissions/permission';

/** Besides them, a caller needs the permissions of the objects in the file. */
export const CATALOG_FILE_PERMISSIONS = {
  'catalog:read': { roles: ROLES, keys: [], keysByChoice: ['internal'] },
  'catalog:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
} as const satisfies ModulePermissions;
