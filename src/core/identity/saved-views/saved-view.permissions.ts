import type { ModulePermissions } from '../permissions/permission';

/** Everybody has views of their own; whoever may change something shares them with others. */
export const SAVED_VIEW_PERMISSIONS = {
  'shared-views:write': { roles: ['owner', 'admin', 'support'], keys: [] },
} as const satisfies ModulePermissions;
