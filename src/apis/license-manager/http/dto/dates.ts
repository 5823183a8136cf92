import { LICENSE_MANAGER } from '../../license-manager.dialect';

/** Formats the UTC date; null stays null. */
export function dateOrNull(instant: Date | null): string | null {
  return instant && LICENSE_MANAGER.dates(instant);
}
