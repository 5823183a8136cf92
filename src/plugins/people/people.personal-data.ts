import type { PersonalTables } from '../../plugin';

export const PEOPLE_PERSONAL_DATA = {
  person_erasures: { kept: 'protocols of erasures, without the address' },
} as const satisfies PersonalTables;
