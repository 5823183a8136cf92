/**
 * Settings on which queries and the parsers of values depend. A database or a role may have other defaults. Names are as in
 * `pg_settings`.
 */
const SESSION_SETTINGS: Readonly<Record<string, string>> = {
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  extra_float_digits: '1',
  array_nulls: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  gin_fuzzy_search_limit: '0',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
};

const SEARCH_PATH = 'search_path';
// An operator class of pg_trgm is found by its name, and some providers have a schema of extensions.
const DEFAULT_PATH = `concat_ws(', ', '"$user"', 'public', (
  SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
  WHERE extname = 'pg_trgm' AND nspname <> 'public'))`;

const SET_ALL = Object.entries(SESSION_SETTINGS)
  .map(([name, value]) => `SET ${name} = '${value}'`)
  .join('; ');
const SET_SEARCH_PATH = `SELECT pg_catalog.set_config('${SEARCH_PATH}', ${DEFAULT_PATH}, false)`;

/**
 * Statements that prepare a session, sent as one text.
 * @param url of the connection: its `options` may name the schemas
 */
export function sessionStatements(url: string): string {
  return url.includes(SEARCH_PATH) ? SET_ALL : `${SET_ALL}; ${SET_SEARCH_PATH}`;
}

export function isSessionStatement(text: string): boolean {
  return text.startsWith(SET_ALL);
}

/** PgBouncer keeps these for each of its clients. A session that it opens later has the defaults of all others. */
const KEPT_BY_POOLERS = ['DateStyle', 'TimeZone', 'client_encoding', 'standard_conforming_strings'];
const LOST = [...Object.keys(SESSION_SETTINGS), SEARCH_PATH].filter((name) => !KEPT_BY_POOLERS.includes(name));

/** Query: statements after which every session behind a pooler is as Keyward needs it; none if all are so already. */
export const MISSING_DEFAULTS = `
  SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %s', session_user, current_database(), name,
    CASE name WHEN '${SEARCH_PATH}' THEN setting ELSE quote_literal(setting) END) AS statement
  FROM pg_settings WHERE reset_val <> setting AND name IN (${LOST.map((name) => `'${name}'`).join(', ')}) ORDER BY name`;
