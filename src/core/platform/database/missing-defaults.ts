import type { QueryResult } from 'pg';
import { DatabaseClient } from './database-client';
import { MISSING_DEFAULTS, sessionStatements } from './session-settings';

const CONNECT_TIMEOUT_MS = 5_000;

/** Statements that give the role of this URL the defaults that sessions behind a pooler need; none if it has them. */
export async function missingDefaults(url: string): Promise<string[]> {
  const client = await DatabaseClient.open({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  try {
    // One text runs in one session. Several statements have as many results, which the types of `pg` omit.
    const results: QueryResult<{ statement: string }> = await client.query(
      `${sessionStatements(url)}; ${MISSING_DEFAULTS}`,
    );
    return ([results].flat().at(-1)?.rows ?? []).map(({ statement }) => statement);
  } finally {
    await client.end();
  }
}
