import { join } from 'node:path';
import { Client, type QueryResult } from 'pg';
import { readPassword, ROLE } from '../../src/core/platform/embedded-postgres/cluster';

/** Runs a statement in the database of a relay that runs. @param data its folder of data */
export async function inRelayDatabase(
  data: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<QueryResult> {
  const host = join(data, 'pg');
  const client = new Client({ host, port: 5432, user: ROLE, database: 'keyward', password: await readPassword(host) });
  await client.connect();
  try {
    return await client.query(statement, [...values]);
  } finally {
    await client.end();
  }
}
