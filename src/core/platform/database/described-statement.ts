import type { Connection, FieldDef, PoolClient, Submittable } from 'pg';
import { RAW_TYPES } from './lazy-rows';
import type { PreparedStatement } from './prepared-statement';

/** Rows of a statement, with their values in the order of its columns. */
export interface StatementRows {
  readonly fields: readonly Pick<FieldDef, 'name'>[];
  readonly rows: readonly unknown[][];
}

type Parser = (text: string) => unknown;
type Callback = (error: Error | null) => void;

/** The parser of a type, by its number. */
const parserOf: (type: number, format: 'text') => Parser = RAW_TYPES.getTypeParser;

interface Description {
  readonly fields: readonly FieldDef[];
  readonly parsers: readonly Parser[];
}

/** Columns of the statements that a connection has run, by their names. */
const descriptions = new WeakMap<PoolClient, Map<string, Description>>();

/**
 * Runs a prepared statement. Its columns are described once on each connection, and not with each run as pg does it: for a few rows
 * of many columns, reading the description takes longer than reading the rows.
 */
export async function runDescribed(
  client: PoolClient,
  { name, text }: PreparedStatement,
  values: string[],
): Promise<StatementRows> {
  const known = descriptions.get(client) ?? new Map<string, Description>();
  const description = known.get(name);
  if (description) {
    return new DescribedStatement(name, text, values, description).run(client);
  }
  const { fields, rows } = await client.query<unknown[]>({ name, text, values, types: RAW_TYPES, rowMode: 'array' });
  const parsers = fields.map(({ dataTypeID }) => parserOf(dataTypeID, 'text'));
  descriptions.set(client, known.set(name, { fields, parsers }));
  return { fields, rows };
}

/** A run of a statement that the connection has prepared and described. pg calls its handlers. */
export class DescribedStatement implements Submittable {
  private readonly rows: unknown[][] = [];
  /** Error of the first value that cannot be read. */
  private error: Error | null = null;
  /** Set by pg. */
  callback: Callback | undefined = undefined;

  constructor(
    readonly name: string,
    readonly text: string,
    readonly values: string[],
    private readonly description: Description,
  ) {}

  run(client: PoolClient): Promise<StatementRows> {
    return new Promise((resolve, reject) => {
      client.query(this, (error: Error | null) => {
        if (error) {
          reject(error);
        } else {
          resolve({ fields: this.description.fields, rows: this.rows });
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

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { parsers } = this.description;
    try {
      this.rows.push(fields.map((text, index) => (text === null ? null : parsers[index]?.(text))));
    } catch (error) {
      // Thrown here, it would end the process.
      this.error ??= error instanceof Error ? error : new Error(String(error));
    }
  }

  handleCommandComplete(): void {
    // Its text says how many rows there are.
  }

  handleReadyForQuery(): void {
    this.callback?.(this.error);
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}
