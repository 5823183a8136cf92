import type { PersonalTables } from '../../plugin';

export const RELAY_PERSONAL_DATA = {
  relay_pair: { others: ['state'] },
  relay_certificates: { kept: 'signed by the vendor; a renewal replaces the names in them' },
  relay_state: { others: ['place'] },
  relay_written_reports: { kept: 'signed; the names of users in them are hashed' },
} as const satisfies PersonalTables;
