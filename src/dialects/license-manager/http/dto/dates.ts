import { LICENSE_MANAGER } from '../../license-manager.dialect';

/** The calendar date of a moment, in UTC; null where there is none. */
export function dateOrNone(moment: Date | null): string | null {
  return moment && LICENSE_MANAGER.dates(moment);
}
