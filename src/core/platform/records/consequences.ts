import type { EventName } from './event-catalogue';

/** Events beside the change or the request that causes them, which has an entry or a row of the log of its own. */
const CONSEQUENCES = [
  'license.expiry_changed',
  'license.first_activated',
  'license.lease_expired',
  'license.limit_reached',
  'license.scheduled_change_applied',
] as const satisfies readonly EventName[];

/** SQL condition of audit entries, for lists that show one entry for each change. */
export const noConsequence = (action = 'action'): string =>
  `${action} NOT IN (${CONSEQUENCES.map((name) => `'${name}'`).join(', ')})`;
