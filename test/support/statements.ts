import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** A statement that was sent to the database. */
export interface Statement {
  /** Of a prepared statement. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
}

/** Probes of idle connections are not part of a request. */
const PROBE = 'SELECT 1';

const recorded = new AsyncLocalStorage<Statement[]>();

/** The statements that a piece of work sends, in order, without those of jobs that run at the same time. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const { query } = Client.prototype;
  const sent: Statement[] = [];
  const recording = function (this: Client, ...parts: unknown[]): unknown {
    recorded.getStore()?.push(statementIn(parts));
    return Reflect.apply(query, this, parts);
  };
  Client.prototype.query = recording as typeof query;
  try {
    await recorded.run(sent, work);
  } finally {
    Client.prototype.query = query;
  }
  return sent.filter(({ text }) => text !== PROBE);
}

/** As `statementsOf`: the names of prepared statements, and the texts of others. Each is a round trip. */
export async function roundTripsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await statementsOf(work)).map(({ name, text }) => name ?? text.trim().replace(/\s+/g, ' '));
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
