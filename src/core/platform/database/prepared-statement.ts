import { Client, type PoolClient, type QueryResult } from 'pg';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { DatabaseClient } from './database-client';
import { isPlanOutdated } from './database-error';

/** A statement that is prepared only if it has a name. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** A statement that each connection parses and plans once. Its name stands for its text, on all connections. */
export interface PreparedStatement extends Statement {
  readonly name: string;
}

/** Texts for which statements of one name are prepared: each takes memory on every connection that runs it. */
const MOST_TEXTS = 16;

const namesOfTexts = new Map<string, Map<string, string>>();

/** A statement whose text depends on what is asked for. Beyond the first texts of a name, it is not prepared. */
export function textNamed(name: string, text: string): Statement {
  const names = namesOfTexts.get(name) ?? new Map<string, string>();
  namesOfTexts.set(name, names);
  if (!names.has(text) && names.size < MOST_TEXTS) {
    names.set(text, `${name}_${names.size + 1}`);
  }
  const own = names.get(text);
  return own === undefined ? { text } : { name: own, text };
}

/** Connections that keep their sessions. Behind a pooler, another session may not have prepared a statement. */
const prepares = new WeakSet<PoolClient>();

/**
 * Prepares the statement if the connection keeps its session. Repeats one that a migration has outdated, unless it was in a
 * transaction, which cannot go on.
 */
export async function runStatement<T extends object>(
  client: PoolClient,
  statement: Statement,
  values: unknown[],
): Promise<QueryResult<T>> {
  const { text } = statement;
  const isInTransaction = client.getTransactionStatus() === 'T';
  try {
    return await client.query<T>(prepares.has(client) ? { ...statement, values } : { text, values });
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
    return client.query<T>({ text, values });
  }
}

const MARK = '/* prepared ';
const MARKED = /^\/\* prepared (\w+) \*\/ /;

type Query = (...parameters: unknown[]) => unknown;

const CLIENT = Client.prototype as { readonly query: Query };

/**
 * Marks a query that finds rows by unique columns: each connection parses and plans it once, which takes many times as long as
 * to run it. The plan is made for any values, so that a query whose plan depends on them must not be marked.
 * @param name in snake case, as for a `PreparedStatement`; its texts may differ, such as by what the caller may see
 */
export function prepared<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, name: string): SelectQueryBuilder<T> {
  return query.comment(`prepared ${name}`);
}

/** For a connection that keeps its session: prepares statements with a name, and marked queries. */
export function prepareStatements(client: PoolClient): void {
  prepares.add(client);
  const preparing: Query = (text, ...parameters) => {
    if (typeof text !== 'string' || !text.startsWith(MARK)) {
      return Reflect.apply(CLIENT.query, client, [text, ...parameters]);
    }
    const [values] = parameters as [unknown[]];
    return runStatement(client, textNamed(MARKED.exec(text)?.[1] ?? '', text), values);
  };
  Object.assign(client, { query: preparing });
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
