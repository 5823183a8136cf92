import type { PersonalTables } from '../../plugin';

export const PROGRAN3_PERSONAL_DATA = {
  heartbeats: { owners: { system_id: 'systems' }, blanked: ['said'], others: ['event'] },
  systems: { owners: { license_id: 'licenses' }, erased: { system_data: {} }, others: ['fingerprint'] },
} as const satisfies PersonalTables;
