import { type ModulePermissions, ROLES } from '../../plugin';

/** A session shows all licenses of a customer: keys of some products cannot have it, and others only if they name it. */
export const PORTAL_PERMISSIONS = {
  'portal:sessions': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
  // Claims show addresses of customers of all products.
  'claims:read': { roles: ROLES, keys: [] },
  'claims:write': { roles: ['owner', 'admin'], keys: [] },
} as const satisfies ModulePermissions;
