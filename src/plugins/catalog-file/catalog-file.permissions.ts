import { type ModulePermissions, ROLES } from '../../plugin';

/** Besides them, a caller needs the permissions of the objects in the file. */
export const CATALOG_FILE_PERMISSIONS = {
  'catalog:read': { roles: ROLES, keys: [], keysByChoice: ['internal'], isOfProducts: true },
  'catalog:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'], isOfProducts: true },
} as const satisfies ModulePermissions;
