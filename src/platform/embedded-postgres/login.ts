import { Client } from 'pg';
import { type Address, urlOf } from './address';
import type { Cluster } from './cluster';
import { asError, codeOf } from './error-facts';

export const DATABASE = 'keyward';

const CONNECT_LIMIT_MS = 5_000;
const QUERY_LIMIT_MS = 60_000;

// SQLSTATEs cannot_connect_now and admin_shutdown, and what the system says while a socket appears or goes.
const PASSING_CODES = new Set(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);
// duplicate_database, or the unique index under it when both starts are that close.
const MADE_BY_ANOTHER_START = new Set(['42P04', '23505']);

/** Proves that we can log in to the server of this cluster, and creates our database when it is missing. */
export async function ensureDatabase(address: Address, { password }: Cluster): Promise<void> {
  const client = new Client({
    connectionString: urlOf(address, password, 'postgres'),
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: QUERY_LIMIT_MS,
  });
  // A connection that breaks also fails the query that waits on it; unheard, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await createIfMissing(client);
  } finally {
    await client.end();
  }
}

/** Whether the server is coming up or going down, so that asking again makes sense. */
export function isBetweenStates(error: unknown): boolean {
  return PASSING_CODES.has(codeOf(error) ?? '') || /terminated|timeout/i.test(asError(error).message);
}

async function createIfMissing(client: Client): Promise<void> {
  const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (found.rowCount) {
    return;
  }
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (!MADE_BY_ANOTHER_START.has(codeOf(error) ?? '')) {
      throw error;
    }
  }
}
