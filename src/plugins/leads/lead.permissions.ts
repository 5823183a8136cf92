import { type ModulePermissions, ROLES } from '../../plugin';

/** Leads belong to no product: keys cannot have them. */
export const LEAD_PERMISSIONS = {
  'leads:read': { roles: ROLES, keys: [] },
  'leads:write': { roles: ['owner', 'admin'], keys: [] },
} as const satisfies ModulePermissions;
