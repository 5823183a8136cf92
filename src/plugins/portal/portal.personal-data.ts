import type { PersonalTables } from '../../plugin';

export const PORTAL_PERSONAL_DATA = {
  portal_addresses: { addresses: ['email'], erased: 'deleted' },
  portal_claim_tries: { others: ['subject'] },
  portal_claims: { addresses: ['email'], owners: { customer_id: 'customers' }, erased: 'deleted' },
  portal_links: { addresses: ['email', 'new_email'], erased: 'deleted' },
  portal_sessions: { addresses: ['email'], erased: 'deleted' },
} as const satisfies PersonalTables;
