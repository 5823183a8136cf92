import { escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';

/** A database that has grown by more than this is not emptied: deleted rows keep their place. */
const MAX_GROWTH = 16 * 1024 * 1024;
/** The planner would have other statistics than those of a new database. */
const MAX_ANALYZED_ROWS = 1_000;

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
 * nothing and returns false if only a new database would be the same: after other tables were made, constraints dropped, many rows were
 * inserted or analyzed.
 */
export async function rememberRows(dataSource: DataSource): Promise<() => Promise<boolean>> {
  const tables = await dataSource.query<{ name: string; columns: string }[]>(TABLES);
  const inserts = await Promise.all(tables.map(({ name, columns }) => insertOf(dataSource, name, columns)));
  const sequences = await dataSource.query<{ restart: string }[]>(SEQUENCES);
  const restore = [
    'BEGIN',
    // No triggers, and no order among tables that refer to each other.
    'SET LOCAL session_replication_role = replica',
    ...tables.map(({ name }) => `DELETE FROM ${name}`),
    ...inserts.flat(),
    `SELECT ${sequences.map(({ restart }) => restart).join()}`,
    'COMMIT',
  ].join(';\n');
  const before = await stateOf(dataSource);
  return async () => {
    const { parts, analyzed, size } = await stateOf(dataSource);
    if (parts !== before.parts || analyzed > MAX_ANALYZED_ROWS || size > before.size + MAX_GROWTH) {
      return false;
    }
    await dataSource.query(restore);
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

const STATE = `
  SELECT (count(*) + (SELECT count(*) FROM pg_constraint) + (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O'))::integer AS parts,
         max(reltuples)::integer AS analyzed, pg_database_size(current_database())::integer AS size
  FROM pg_class WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)`;
