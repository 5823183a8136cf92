import { Client } from 'pg';
import { type Address, urlOf } from './address';
import type { Cluster } from './cluster';
import { asError, codeOf } from './error-facts';

export const DATABASE = 'keyward';

const CONNECT_LIMIT_MS = 5_000;
const QUERY_LIMIT_MS = 60_000;

// SQLSTATEs cannot_connect_now and admin_shutdown, and system errors while a socket appears or disappears.
const TEMPORARY_CODES = new Set(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);
// duplicate_database, or a unique violation if two starts are concurrent.
const CREATED_BY_ANOTHER_START = new Set(['42P04', '23505']);

/** Logs in to the server of a cluster, and creates the database if it is missing. */
export async function ensureDatabase(address: Address, { password }: Cluster): Promise<void> {
  const client = new Client({
    connectionString: urlOf(address, password, 'postgres'),
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: QUERY_LIMIT_MS,
  });
  // A broken connection also fails its query; without this listener, the process would exit.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await createIfMissing(client);
  } finally {
    await client.end();
  }
}

/** Whether the server is starting or stopping, so that a retry makes sense. */
export function isBetweenStates(error: unknown): boolean {
  return TEMPORARY_CODES.has(codeOf(error) ?? '') || /terminated|timeout/i.test(asError(error).message);
}

async function createIfMissing(client: Client): Promise<void> {
  const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (found.rowCount) {
    return;
  }
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (!CREATED_BY_ANOTHER_START.has(codeOf(error) ?? '')) {
      throw error;
    }
  }
}
