import type { PersonalTables } from '../common/personal-data/personal-data';

export const EVENTS_PERSONAL_DATA = {
  event_counts: { others: ['name'] },
  webhook_deliveries: { blanked: ['tries'], others: ['event_name', 'status'] },
  webhook_endpoints: { kept: 'receivers of the vendor, set by staff' },
} as const satisfies PersonalTables;
