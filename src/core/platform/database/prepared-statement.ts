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

/** `JSON.stringify` writes each half of a pair that stands alone as an escape. */
const LONE_SURROGATE = /\\ud[89a-f]/;

/** JSON for a parameter. PostgreSQL rejects lone surrogates in JSON; they become U+FFFD, as in other parameters. */
export function databaseJson(value: unknown): string {
  const text = JSON.stringify(value);
  return LONE_SURROGATE.test(text) ? JSON.stringify(value, replaceLoneSurrogates) : text;
}

function replaceLoneSurrogates(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}
