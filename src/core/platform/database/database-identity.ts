type Query = (sql: string) => Promise<readonly { identity: string }[]>;

const IDENTITY = `
  SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid AS identity FROM pg_database
  WHERE datname = current_database()`;

/** Tells a database from all others but its standbys; undefined where PostgreSQL does not say. */
export async function databaseIdentity(query: Query): Promise<string | undefined> {
  try {
    const [row] = await query(IDENTITY);
    return row?.identity;
  } catch {
    return undefined;
  }
}

/** SQL expression: when the server started, which tells it from all others; null for a standby. */
export const WRITER_SINCE = `CASE WHEN NOT pg_is_in_recovery() THEN pg_postmaster_start_time()::text END`;

/** Whether two databases are known to differ. */
export async function areDifferent(one: Query, other: Query): Promise<boolean> {
  const [first, second] = [await databaseIdentity(one), await databaseIdentity(other)];
  return first !== undefined && second !== undefined && first !== second;
}
