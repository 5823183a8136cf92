import { text } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

/** With a time zone, so that every reader means the same moment. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Setting: end of the maintenance. */
export const MAINTENANCE_UNTIL = text({
  name: 'maintenance.until',
  description:
    'Until then, every change is refused with 503 and `Retry-After`, by every API and on every page. Checks, sessions, usage, ' +
    'signing in and background jobs go on. At most 7 days ahead; empty for no maintenance.',
  expected: 'a time with a time zone, such as 2026-12-01T18:00:00Z',
  isValid: (value) => INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
});

/** Setting: the reason that refusals name. */
export const MAINTENANCE_REASON = text({
  name: 'maintenance.reason',
  description: 'Shown to callers whose changes are refused during maintenance.',
  default: 'Maintenance',
});

export const MAINTENANCE_SETTINGS = new CommonSettings([MAINTENANCE_UNTIL, MAINTENANCE_REASON]);
