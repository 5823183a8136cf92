import type { PersonalTables } from '../../plugin';

const OF_LICENSE = { license_id: 'licenses' };

export const RELAYS_PERSONAL_DATA = {
  // The certificate names the relay: its name stays, as those of devices in license files do.
  relays: {
    owners: OF_LICENSE,
    staff: ['created_by'],
    others: ['name', 'kind', 'public_key', 'machine', 'pool', 'code_key', 'former_code_key', 'reservation_hash'],
  },
  witnessed_pairs: { others: ['pair', 'talks'] },
  received_reports: { owners: OF_LICENSE, blanked: ['usage'], others: ['hash', 'prev', 'boot'] },
} as const satisfies PersonalTables;
