import type { Settings } from '../config/settings';

/** The environment variables in use whose secrets are not in the database. */
export function secretVariables(settings: Settings): string[] {
  const { SECRETS_KEY, SECRETS_KEY_FILE, JWT_SECRET, LICENSE_DATA_KEY, LICENSE_DATA_OLD_KEYS } = settings;
  const given = {
    SECRETS_KEY: SECRETS_KEY ?? SECRETS_KEY_FILE,
    LICENSE_DATA_KEY,
    LICENSE_DATA_OLD_KEYS: LICENSE_DATA_OLD_KEYS[0],
    JWT_SECRET,
  };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
