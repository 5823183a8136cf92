import type { PersonalTables } from '../../plugin';

export const LEADS_PERSONAL_DATA = {
  contacts: { addresses: ['emails'], erased: 'deleted' },
  // Institutions are no persons. Notes that name the address lose it.
  institutions: { others: ['name', 'type', 'status', 'city', 'website', 'address', 'notes'] },
  lead_activities: { isOfAnyNamed: true, erased: { text: '' }, others: ['type'] },
} as const satisfies PersonalTables;
