import type { Reference, TableGraph } from './table-graph';

/** The rows of a table in the archives `$1`, for joins. */
function archived(table: string): string {
  return `archived_rows AS r WHERE r.archive_id = ANY ($1::bigint[]) AND r.table_name = '${table}' AND r.column_name = ''`;
}

function keyOf(graph: TableGraph, table: string): string {
  return `jsonb_build_object(${graph
    .table(table)
    .primaryKey.map((column) => `'${column}', c.${column}`)
    .join(', ')})`;
}

/** The rows that refer to an archived row. */
function referring({ child, column, parent, parentColumn, type }: Reference): string {
  return `FROM (SELECT r.archive_id, (r.data->>'${parentColumn}')::${type} AS referred FROM ${archived(parent)}) AS p
    JOIN ${child} AS c ON c.${column} = p.referred`;
}

function countOf(insertion: string): string {
  return `WITH added AS (${insertion} RETURNING 1) SELECT count(*)::integer AS count FROM added`;
}

/** Copies the rows with the ids `$2` into the archives `$1`. */
export function copyRows(graph: TableGraph, table: string): string {
  return `
    INSERT INTO archived_rows (archive_id, table_name, column_name, row_key, data)
    SELECT p.archive_id, '${table}', '', ${keyOf(graph, table)}, to_jsonb(c)
    FROM unnest($1::bigint[], $2::bigint[]) AS p(archive_id, id) JOIN ${table} AS c ON c.id = p.id
    ORDER BY c.id FOR UPDATE OF c`;
}

/** Copies the rows that are deleted with archived rows of `$1`, and counts them. Nobody else changes them from then on. */
export function copyReferring(graph: TableGraph, reference: Reference): string {
  return countOf(`
    INSERT INTO archived_rows (archive_id, table_name, column_name, row_key, data)
    SELECT p.archive_id, '${reference.child}', '', ${keyOf(graph, reference.child)}, to_jsonb(c) ${referring(reference)}
    ORDER BY ${keyOf(graph, reference.child)} FOR UPDATE OF c
    ON CONFLICT DO NOTHING`);
}

/** Notes the references that a deletion of archived rows of `$1` clears in rows that remain. */
export function copyCleared(graph: TableGraph, reference: Reference): string {
  const { child, column } = reference;
  return countOf(`
    INSERT INTO archived_rows (archive_id, table_name, column_name, row_key, data)
    SELECT p.archive_id, '${child}', '${column}', ${keyOf(graph, child)},
      ${keyOf(graph, child)} || jsonb_build_object('${column}', c.${column})
    ${referring(reference)}
    WHERE NOT EXISTS (
      SELECT FROM archived_rows AS copied WHERE copied.archive_id = p.archive_id AND copied.table_name = '${child}'
        AND copied.column_name = '' AND copied.row_key = ${keyOf(graph, child)})`);
}

/**
 * Inserts the rows of a table in the archives `$1` again. Rows that would have been deleted meanwhile with a row that they
 * refer to are left out, as are those whose place another row has taken, unless they are what was archived.
 * @param columns of the rows, when they were archived
 */
export function insertRows(graph: TableGraph, table: string, columns: readonly string[], isMain: boolean): string {
  const kept = graph.table(table).columns.filter((column) => columns.includes(column));
  const references = graph.from(table);
  const values = kept.map((column) => {
    const cleared = references.find((one) => one.column === column && one.onDelete === 'clear');
    return cleared ? `CASE WHEN ${exists(cleared)} THEN c.${column} END` : `c.${column}`;
  });
  const conditions = references
    .filter(({ onDelete, column }) => onDelete === 'delete' && kept.includes(column))
    .map((reference) => `AND (c.${reference.column} IS NULL OR ${exists(reference)})`);
  return `
    INSERT INTO ${table} (${kept.join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(', ')}
    FROM archived_rows AS r CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, r.data) AS c
    WHERE r.archive_id = ANY ($1::bigint[]) AND r.table_name = '${table}' AND r.column_name = '' ${conditions.join(' ')}
    ORDER BY r.row_key
    ${isMain ? '' : 'ON CONFLICT DO NOTHING'}`;
}

function exists({ parent, parentColumn, column }: Reference): string {
  return `EXISTS (SELECT FROM ${parent} AS parent WHERE parent.${parentColumn} = c.${column})`;
}

/** Sets the references again that were cleared with the archives `$1`, unless they refer to something else by now. */
export function setCleared(graph: TableGraph, table: string, column: string): string {
  const isRow = graph
    .table(table)
    .primaryKey.map((name) => `t.${name} = c.${name}`)
    .join(' AND ');
  return `
    UPDATE ${table} AS t SET ${column} = c.${column}
    FROM archived_rows AS r CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, r.data) AS c
    WHERE r.archive_id = ANY ($1::bigint[]) AND r.table_name = '${table}' AND r.column_name = '${column}'
      AND ${isRow} AND t.${column} IS NULL`;
}

/** Lets archived rows that refer to one of the ids `$1` refer to `$2`. An index finds them by the column. */
export function moveReferences({ child, column }: Reference): string {
  return `
    UPDATE archived_rows SET data = jsonb_set(data, '{${column}}', to_jsonb($2::bigint))
    WHERE data->>'${column}' IS NOT NULL AND data->>'${column}' = ANY ($1::text[]) AND table_name = '${child}'`;
}

/** The ids of stored files that archived rows of `$1` refer to. */
export function filesOf({ child, column }: Reference): string {
  return `SELECT (r.data->>'${column}')::bigint AS id FROM ${archived(child)} AND r.data->>'${column}' IS NOT NULL`;
}
