import { escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';

export const LIMITS = {
  /** Bytes: of a database that has grown by more than this, large tables are truncated, because deleted rows keep their place. */
  growth: 16 * 1024 * 1024,
  /** Bytes of a large table. */
  table: 1024 * 1024,
  /** Statistics of larger tables would change plans. */
  analyzedRows: 1_000,
};

interface State {
  /** Tables, indexes, sequences, constraints and triggers. */
  readonly parts: number;
  /** Rows of the largest table when it was analyzed. */
  readonly analyzed: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Reads all rows of a prepared database. The returned function restores them, and the values of sequences; it changes
 * nothing and returns false if only a new database would be the same: after other tables were made or constraints dropped.
 */
export async function rememberRows(dataSource: DataSource): Promise<() => Promise<boolean>> {
  const tables = await dataSource.query<{ name: string; columns: string }[]>(TABLES);
  const inserts = await Promise.all(tables.map(({ name, columns }) => insertOf(dataSource, name, columns)));
  const sequences = await dataSource.query<{ restart: string }[]>(SEQUENCES);
  // No triggers, and no order among tables that refer to each other.
  const begin = ['BEGIN', 'SET LOCAL session_replication_role = replica'];
  const restore = [
    ...tables.map(({ name }) => `DELETE FROM ${name}`),
    ...inserts.flat(),
    `SELECT ${sequences.map(({ restart }) => restart).join()}`,
    'COMMIT',
  ];
  const before = await stateOf(dataSource);
  return async () => {
    const { parts, analyzed, size } = await stateOf(dataSource);
    if (parts !== before.parts) {
      return false;
    }
    const truncate = size > before.size + LIMITS.growth ? await truncationOf(dataSource) : [];
    await dataSource.query([...begin, ...truncate, ...restore].join(';\n'));
    if (analyzed > LIMITS.analyzedRows) {
      await dataSource.query(FORGET_STATISTICS);
    }
    return true;
  };
}

async function insertOf(dataSource: DataSource, name: string, columns: string): Promise<string[]> {
  const [{ rows }] = await dataSource.query<[{ rows: string | null }]>(
    `SELECT json_agg(t)::text AS rows FROM ${name} AS t`,
  );
  return rows === null
    ? []
    : [
        `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM json_populate_recordset(NULL::${name}, ${escapeLiteral(rows)})`,
      ];
}

async function truncationOf(dataSource: DataSource): Promise<string[]> {
  const [{ large }] = await dataSource.query<[{ large: string | null }]>(LARGE_TABLES, [LIMITS.table]);
  return large === null ? [] : [`TRUNCATE ${large} CASCADE`];
}

async function stateOf(dataSource: DataSource): Promise<State> {
  const [state] = await dataSource.query<[State]>(STATE);
  return state;
}

/** Tables with rows of their own, so partitions but not what they are parts of, with the columns that are not generated. */
const TABLES = `
  SELECT c.oid::regclass::text AS name, string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = relnamespace
  JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
  GROUP BY c.oid`;

const SEQUENCES = `
  SELECT format('setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename),
                coalesce(last_value, start_value), last_value IS NOT NULL) AS restart
  FROM pg_sequences`;

const IS_OWN = `relnamespace::regnamespace::text NOT IN ('pg_catalog', 'pg_toast', 'information_schema')`;

const STATE = `
  SELECT (count(*) + (SELECT count(*) FROM pg_constraint) + (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O'))::integer AS parts,
         max(reltuples)::integer AS analyzed, pg_database_size(current_database())::integer AS size
  FROM pg_class WHERE ${IS_OWN}`;

const LARGE_TABLES = `
  SELECT string_agg(oid::regclass::text, ', ') AS large
  FROM pg_class WHERE relkind = 'r' AND ${IS_OWN} AND pg_table_size(oid) > $1`;

const FORGET_STATISTICS = `
  SELECT pg_clear_relation_stats(relnamespace::regnamespace::text, relname) FROM pg_class
  WHERE reltuples > 0 AND relkind <> 'S' AND ${IS_OWN};
  SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
