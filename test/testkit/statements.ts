import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { isSessionStatement } from '../../src/core/platform/database/session-settings';

/** A statement that was sent to the database. */
export interface Statement {
  /** Of a prepared statement. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
}

/** Probes of idle connections and the preparation of new ones are not part of a request. */
export const PROBE = 'SELECT 1';

const recorded = new AsyncLocalStorage<Statement[]>();

/** The statements that a piece of work sends, in order, without those of jobs that run at the same time. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const end = observeStatements((statement) => recorded.getStore()?.push(statement));
  try {
    await recorded.run(sent, work);
  } finally {
    end();
  }
  return sent.filter(({ text }) => text !== PROBE && !isSessionStatement(text));
}

/** Shows each statement before it is sent, until the returned function is called. */
export function observeStatements(observe: (statement: Statement, client: Client) => void): () => void {
  const { query } = Client.prototype;
  const observed = function (this: Client, ...parts: unknown[]): unknown {
    observe(statementIn(parts), this);
    return Reflect.apply(query, this, parts);
  };
  Client.prototype.query = observed as typeof query;
  return () => {
    Client.prototype.query = query;
  };
}

/** As `statementsOf`: the names of prepared statements, without their numbers, and the texts of others. Each is a round trip. */
export async function roundTripsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await statementsOf(work)).map(
    ({ name, text }) => name?.replace(/_\d+$/, '') ?? text.trim().replace(/\s+/g, ' '),
  );
}

/** @param options such as `(ANALYZE, COSTS OFF)` */
export async function planOf(dataSource: DataSource, statement: Statement, options = ''): Promise<string> {
  const rows = await dataSource.query<{ 'QUERY PLAN': string }[]>(
    `EXPLAIN ${options} ${statement.text}`,
    statement.values,
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** A statement is sent as a text, or as an object with its values. */
function statementIn([query, values]: unknown[]): Statement {
  const given: Partial<Statement> = typeof query === 'string' ? { text: query } : Object(query);
  return {
    name: given.name,
    text: given.text ?? '',
    values: given.values ?? (Array.isArray(values) ? values : []),
  };
}
