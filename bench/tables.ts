import type { Pool } from 'pg';

/** Tables that grow with licenses or with their use. Those partitioned by month count with all partitions. */
const TABLES = [
  'licenses',
  'activations',
  'customers',
  'verifications',
  'verification_counts',
  'events',
  'audit_entries',
];

export interface TableSize {
  readonly rows: number;
  /** Bytes of rows, with long values apart. */
  readonly table: number;
  readonly indexes: number;
}

export type TableSizes = Readonly<Record<string, TableSize>>;

/** Sizes of the tables, to the byte. */
export async function tableSizes(pool: Pool): Promise<TableSizes> {
  const sizes: Record<string, TableSize> = {};
  for (const name of TABLES) {
    const { rows } = await pool.query<{ table: string; indexes: string }>(SIZE, [name]);
    const { rows: counts } = await pool.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
    sizes[name] = {
      rows: Number(counts[0]?.count),
      table: Number(rows[0]?.table),
      indexes: Number(rows[0]?.indexes),
    };
  }
  return sizes;
}

export async function databaseBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
  return Number(rows[0]?.bytes);
}

/** Bytes of table and indexes for each row. */
export function bytesPerRow({ rows, table, indexes }: TableSize) {
  return { rows, table_bytes: Math.round(table / rows), index_bytes: Math.round(indexes / rows) };
}

/** The increase since an earlier measurement. */
export function growth(before: TableSize | undefined, after: TableSize | undefined): TableSize {
  const added = (field: keyof TableSize): number => (after?.[field] ?? 0) - (before?.[field] ?? 0);
  return { rows: added('rows'), table: added('table'), indexes: added('indexes') };
}

const SIZE = `
  SELECT sum(pg_table_size(relid)) AS table, sum(pg_indexes_size(relid)) AS indexes
  FROM (SELECT relid FROM pg_partition_tree($1::regclass) UNION SELECT $1::regclass) AS parts
`;
