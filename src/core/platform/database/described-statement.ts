import { type Connection, type CustomTypesConfig, type PoolClient, type Submittable } from 'pg';
import { type LazyColumn, RAW_TYPES, type Texts } from './lazy-rows';
import type { PreparedStatement } from './prepared-statement';

/** Rows of a statement, with their values in the order of its columns. */
export interface StatementRows {
  readonly columns: readonly LazyColumn[];
  readonly rows: readonly Texts[];
}

/** The parser of a type, by its number. */
const parserOf: (type: number, format: 'text') => LazyColumn['parse'] = RAW_TYPES.getTypeParser;
/** Leaves all values as they are sent. */
const UNPARSED: CustomTypesConfig = { getTypeParser: () => (text: unknown) => text };

type Callback = (error: Error | null) => void;

/** Columns of the statements that a connection has run, by their names. */
const descriptions = new WeakMap<PoolClient, Map<string, readonly LazyColumn[]>>();

/**
 * Runs a prepared statement. Its columns are described once on each connection, and not with each run as pg does it: for a few rows
 * of many columns, reading the description takes longer than reading the rows.
 */
export async function runDescribed(
  client: PoolClient,
  { name, text }: PreparedStatement,
  values: string[],
): Promise<StatementRows> {
  const known = descriptions.get(client) ?? new Map<string, readonly LazyColumn[]>();
  const described = known.get(name);
  if (described) {
    return { columns: described, rows: await new DescribedStatement(name, text, values).run(client) };
  }
  const config = { name, text, values, types: UNPARSED, rowMode: 'array' } as const;
  const { fields, rows } = await client.query<(string | null)[]>(config);
  const columns = fields.map(({ name: column, dataTypeID }) => ({ name: column, parse: parserOf(dataTypeID, 'text') }));
  descriptions.set(client, known.set(name, columns));
  return { columns, rows };
}

/** A run of a statement that the connection has prepared and described. pg calls its handlers. */
export class DescribedStatement implements Submittable {
  private readonly rows: Texts[] = [];
  /** Set by pg. */
  callback: Callback | undefined = undefined;

  constructor(
    readonly name: string,
    readonly text: string,
    readonly values: string[],
  ) {}

  run(client: PoolClient): Promise<readonly Texts[]> {
    return new Promise((resolve, reject) => {
      client.query(this, (error: Error | null) => {
        if (error) {
          reject(error);
        } else {
          resolve(this.rows);
        }
      });
    });
  }

  submit(connection: Connection): void {
    const { stream } = connection;
    stream.cork();
    connection.bind({ statement: this.name, values: this.values }, true);
    connection.execute(null, true);
    connection.sync();
    stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: Texts }): void {
    this.rows.push(fields);
  }

  handleCommandComplete(): void {
    // Its text says how many rows there are.
  }

  handleReadyForQuery(): void {
    this.callback?.(null);
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}
