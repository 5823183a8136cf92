import type { PoolClient } from 'pg';
import { DatabaseClient } from './database-client';
import { isPlanOutdated } from './database-error';

/** A statement that each connection parses and plans once. Its name stands for its text, on all connections. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * Repeats a prepared statement that a migration has outdated, unless it was in a transaction, which cannot go on.
 * @param statement one without a name is not prepared
 */
export async function runStatement<T extends object>(
  client: PoolClient,
  statement: { readonly name?: string; readonly text: string },
  values: unknown[],
  isInTransaction: boolean,
): Promise<T[]> {
  try {
    return (await client.query<T>({ ...statement, values })).rows;
  } catch (error) {
    if (!isPlanOutdated(error)) {
      throw error;
    }
    if (client instanceof DatabaseClient) {
      client.isStale = true;
    }
    if (isInTransaction) {
      throw error;
    }
    return (await client.query<T>({ text: statement.text, values })).rows;
  }
}
