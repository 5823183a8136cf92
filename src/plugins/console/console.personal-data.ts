import type { PersonalTables } from '../../plugin';

export const CONSOLE_PERSONAL_DATA = {
  report_subscriptions: { kept: 'accounts of staff: delete the user' },
} as const satisfies PersonalTables;
