import type { Pool } from 'pg';
import type { Findings } from './clocks-findings';

/** A trial takes no longer, and a right clock differs by no more. */
const MARGIN_S = 180;

/** Ends of licenses, which a job copies when it has told of them. */
const COPIED_ENDS = ['public.licenses.expiring_notice_for'];

interface Column {
  readonly table: string;
  readonly column: string;
}

interface Later {
  readonly name: string;
  readonly count: number;
  /** Seconds from now to the latest; null without rows. */
  readonly seconds: number | null;
}

/** Times of the database that lie in the future, by column. */
export class FutureTimes {
  private constructor(
    private readonly pool: Pool,
    private readonly columns: readonly Column[],
    /** Latest time of each column while all clocks were right, in seconds from then. */
    private readonly usual: ReadonlyMap<string, number>,
  ) {}

  static async create(pool: Pool): Promise<FutureTimes> {
    const { rows } = await pool.query<Column>(COLUMNS);
    const columns = rows.filter(({ table, column }) => !COPIED_ENDS.includes(`${table}.${column}`));
    const all = await read(pool, columns, () => new Date(0));
    return new FutureTimes(pool, columns, new Map(all.map(({ name, seconds }) => [name, Math.max(0, seconds ?? 0)])));
  }

  /** Returns what judges which columns have got more rows with later times than a right clock writes. */
  async begin(): Promise<(findings: Findings, about: () => string) => Promise<void>> {
    const begun = Date.now();
    const limitOf = (name: string) => new Date(begun + ((this.usual.get(name) ?? 0) + MARGIN_S) * 1_000);
    const before = new Map((await read(this.pool, this.columns, limitOf)).map(({ name, count }) => [name, count]));
    return async (findings, about) => {
      for (const { name, count, seconds } of await read(this.pool, this.columns, limitOf)) {
        const more = count - (before.get(name) ?? 0);
        findings.check(
          more <= 0,
          `a time in the future in ${name}`,
          () => `${about()}: in ${more} more rows, the latest by ${Math.round(seconds ?? 0)} s`,
        );
      }
    };
  }
}

// Tables, not partitions of them. The schedule of jobs goes by the clocks of nodes, and is mended within a minute.
const COLUMNS = `
  SELECT format('%I.%I', n.nspname, c.relname) AS table, a.attname AS column
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE a.atttypid = 'timestamptz'::regtype AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
    AND NOT c.relispartition AND n.nspname = 'public' ORDER BY 1, 2`;

async function read(
  pool: Pool,
  columns: readonly Column[],
  limitOf: (name: string) => Date,
): Promise<readonly Later[]> {
  const parts = columns.map(({ table, column }) => {
    const name = `${table}.${column}`;
    const isLater = `isfinite("${column}") AND "${column}" > '${limitOf(name).toISOString()}'`;
    return `SELECT '${name}' AS name, count(*)::integer AS count,
      extract(epoch FROM max("${column}") - now())::float8 AS seconds FROM ${table} WHERE ${isLater}`;
  });
  return (await pool.query<Later>(parts.join(' UNION ALL '))).rows;
}
