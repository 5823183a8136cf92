import type { ModulePermissions } from '../../../plugin';

/** An import makes API keys and changes blacklists, too. */
export const IMPORT_PERMISSIONS = {
  'imports:read': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
  'imports:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
} as const satisfies ModulePermissions;
