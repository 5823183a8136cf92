import { placeOf } from '../platform/config/postgres-url';
import { DatabaseClient } from '../platform/database/database-client';
import { areDifferent } from '../platform/database/database-identity';
import { StartupError } from './fatal-error';

const CONNECT_TIMEOUT_MS = 5_000;

/** Throws a StartupError if a URL leads to another database than DATABASE_URL. A database that cannot be reached is not compared. */
export async function refuseOtherDatabase(databaseUrl: string, setting: string, url: string): Promise<void> {
  const clients = [await open(databaseUrl), await open(url)];
  try {
    const [one, other] = clients.map((client) => client && ((sql: string) => rowsOf(client, sql)));
    if (one && other && (await areDifferent(one, other))) {
      throw new StartupError(
        `${setting} leads to another database (${placeOf(url)}) than DATABASE_URL (${placeOf(databaseUrl)}): correct it, or remove it.`,
      );
    }
  } finally {
    for (const client of clients) {
      await client?.end().catch(() => undefined);
    }
  }
}

async function rowsOf(client: DatabaseClient, sql: string): Promise<{ identity: string }[]> {
  const { rows } = await client.query<{ identity: string }>(sql);
  return rows;
}

function open(url: string): Promise<DatabaseClient | undefined> {
  return DatabaseClient.open({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS }).catch(
    () => undefined,
  );
}
