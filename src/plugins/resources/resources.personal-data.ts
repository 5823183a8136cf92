import type { PersonalTables } from '../../plugin';

export const RESOURCES_PERSONAL_DATA = {
  resource_allocations: { others: ['license_key'] },
  resources: { others: ['type', 'identifier', 'status'] },
} as const satisfies PersonalTables;
