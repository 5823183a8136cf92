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

/** Plans of statements on a filled database, by the rows that they read. */
export class Plans {
  private readonly known = new Map<string, Promise<string[]>>();
  private sizes: Promise<Map<string, number>> | undefined;

  constructor(private readonly dataSource: DataSource) {}

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
    return longReadsIn(rows[0]['QUERY PLAN'][0].Plan, await this.sizes, maxSkipped);
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

function longReadsIn(node: PlanNode, sizes: ReadonlyMap<string, number>, maxSkipped: number): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Actual Loops': loops } = node;
  const size = sizes.get(table) ?? 0;
  // In each loop: some searches go through a table in parts, from the newest rows on, until they have found enough.
  const skipped = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const isScan = type === 'Seq Scan' && (node['Actual Rows'] + skipped) * loops > SMALL_ROWS;
  const isLong = isScan || skipped > maxSkipped || (size > SMALL_ROWS && skipped > NEARLY_ALL * size);
  const read = `${type} on ${table || 'rows'}: ${node['Actual Rows']} rows, ${skipped} others left out, ${loops} times`;
  return [...(isLong ? [read] : []), ...(node.Plans ?? []).flatMap((part) => longReadsIn(part, sizes, maxSkipped))];
}
