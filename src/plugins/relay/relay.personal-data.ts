import type { PersonalTables } from '../../plugin';

export const RELAY_PERSONAL_DATA = {
  relay_pair: { others: ['state'] },
  relay_certificates: { kept: 'signed by the vendor; a renewal replaces the names in them' },
  relay_state: { others: ['place', 'salt'] },
  relay_written_reports: { kept: 'signed; they name users and devices only if the operator of the relay chose so' },
} as const satisfies PersonalTables;
