import type { ModulePermissions } from '../../plugin';

/** A session shows all licenses of a customer: keys of some products cannot have it, and others only if they name it. */
export const PORTAL_PERMISSIONS = {
  'portal:sessions': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
} as const satisfies ModulePermissions;
