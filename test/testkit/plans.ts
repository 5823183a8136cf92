import type { DataSource } from 'typeorm';
import type { Statement } from './statements';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A table of this size is read whole without anybody noticing. */
const SMALL_ROWS = 700;
/** An index that leads to nearly all rows of a table serves no better than none. */
const NEARLY_ALL = 0.9;

/** PostgreSQL's own tables, which grow with the schema and not with the data. */
const CATALOG = 'pg_';

interface PlanOptions {
  /** Some searches go through a table in parts, from the newest rows on: each part is measured, and not all together. */
  readonly inParts?: boolean;
}

/** Plans of statements on a filled database, by the rows that they read. */
export class Plans {
  private readonly known = new Map<string, Promise<string[]>>();
  private sizes: Promise<Map<string, number>> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: PlanOptions = {},
  ) {}

  /** Fails where a statement reads a large table without an index, or is led by one to more rows in vain than this. */
  async expectFewRowsRead(statements: readonly Statement[], maxSkipped: number): Promise<void> {
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      const { text } = statement;
      expect({ text, reads: await this.longReadsOf(statement, maxSkipped) }).toEqual({ text, reads: [] });
    }
  }

  /** Every page sends some statements, such as that for the session: these are explained once. */
  private longReadsOf(statement: Statement, maxSkipped: number): Promise<string[]> {
    const name = JSON.stringify([statement.text, statement.values, maxSkipped]).replaceAll(MINUTES, '');
    const reads = this.known.get(name) ?? this.explain(statement, maxSkipped);
    this.known.set(name, reads);
    return reads;
  }

  private async explain({ text, values }: Statement, maxSkipped: number): Promise<string[]> {
    const rows = await this.dataSource.query<[{ 'QUERY PLAN': [{ Plan: PlanNode }] }]>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF, FORMAT JSON) ${text}`,
      values,
    );
    this.sizes ??= this.readSizes();
    return this.longReadsIn(rows[0]['QUERY PLAN'][0].Plan, await this.sizes, maxSkipped);
  }

  private longReadsIn(node: PlanNode, sizes: ReadonlyMap<string, number>, maxSkipped: number): string[] {
    const { 'Node Type': type, 'Relation Name': table = '', 'Actual Rows': found } = node;
    const loops = this.options.inParts ? Math.min(1, node['Actual Loops']) : node['Actual Loops'];
    const skipped = ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * loops;
    const size = sizes.get(table) ?? 0;
    const isWhole = size > SMALL_ROWS && skipped > NEARLY_ALL * size;
    const isScan = type === 'Seq Scan' && found * loops + skipped > SMALL_ROWS;
    const read = `${type} on ${table || 'rows'}: ${found * loops} rows, ${skipped} others left out`;
    const below = (node.Plans ?? []).flatMap((part) => this.longReadsIn(part, sizes, maxSkipped));
    const isLong = isWhole || isScan || skipped > maxSkipped;
    return [...(isLong && !table.startsWith(CATALOG) ? [read] : []), ...below];
  }

  /** Rows of each table and partition. */
  private async readSizes(): Promise<Map<string, number>> {
    const rows = await this.dataSource.query<{ name: string; rows: number }[]>(
      `SELECT relname AS name, reltuples::integer AS rows FROM pg_class WHERE relkind = 'r'`,
    );
    return new Map(rows.map(({ name, rows: count }) => [name, count]));
  }
}

/** Statements of different pages differ in the instant of the request. */
const MINUTES = /(?<=\d{4}-\d\d-\d\dT\d\d:)\d\d:\d\d\.\d{3}(?=Z")/g;
