import { onUniqueViolation } from '../../platform/database/on-unique-violation';

/** Selects the column `key`, with the keys and former keys of deleted licenses that can be restored. */
export const ARCHIVED_KEYS = `SELECT archived.key FROM (
  SELECT data->>'key' AS key FROM archived_rows WHERE table_name IN ('licenses', 'retired_keys') AND column_name = ''
) AS archived`;

/**
 * Names the errors of a key that a license has, had, will have, or has been deleted with.
 * @param field with the key
 */
export function refuseTakenKey<T>(
  saving: Promise<T>,
  field: string,
  taken: 'LICENSE_KEY_TAKEN' | 'LICENSE_KEY_TAKEN_MEANWHILE' = 'LICENSE_KEY_TAKEN',
): Promise<T> {
  const unlessLive = onUniqueViolation(saving, taken, { constraint: 'licenses_key_unique', field });
  return onUniqueViolation(unlessLive, 'LICENSE_KEY_ARCHIVED', { constraint: 'archived_rows_key', field });
}
