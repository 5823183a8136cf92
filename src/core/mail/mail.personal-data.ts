import type { PersonalTables } from '../common/personal-data/personal-data';

export const MAIL_PERSONAL_DATA = {
  mail_templates: { kept: 'templates of the vendor, written by staff' },
} as const satisfies PersonalTables;
