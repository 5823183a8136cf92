import type { ModulePermissions } from '../../plugin';

export const PEOPLE_PERMISSIONS = {
  'people:read': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
  'people:write': { roles: ['owner', 'admin'], keys: [], keysByChoice: ['internal'] },
} as const satisfies ModulePermissions;
