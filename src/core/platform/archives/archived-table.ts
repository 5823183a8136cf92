import { type EntityManager, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Archive, type ArchivedKind, type Restorable } from './archive.entity';

/** Archives that a list finds: the newest. */
const LISTED_ARCHIVES = 10_000;

interface Archived {
  /** Only these targets, by their numeric ids, instead of the newest. */
  readonly ids?: readonly number[];
  /** Joined tables whose rows may be in the same archives. */
  readonly related?: readonly string[];
}

/** Lets a query read the archived rows of its main table instead of the others, under the same conditions. */
export function fromArchive<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  kind: ArchivedKind,
  { ids, related = [] }: Archived = {},
): SelectQueryBuilder<T> {
  const main = query.expressionMap.mainAlias?.metadata.tableName;
  if (main === undefined) {
    throw new Error('The query has no main table');
  }
  const archives = `SELECT id FROM archives WHERE kind = '${kind}' ${
    ids ? 'AND target_id = ANY (:archivedIds)' : `ORDER BY id DESC LIMIT ${LISTED_ARCHIVES}`
  }`;
  for (const table of related) {
    query.addCommonTableExpression(`SELECT * FROM ${table} UNION ALL ${archivedRows(table, archives)}`, table);
  }
  // The rest of the statement sees this instead of the table.
  return query
    .addCommonTableExpression(archivedRows(main, archives), main)
    .setParameters(ids ? { archivedIds: ids } : {});
}

function archivedRows(table: string, archives: string): string {
  return `
    SELECT archived.* FROM (${archives}) AS found
    JOIN archived_rows AS r ON r.archive_id = found.id AND r.table_name = '${table}' AND r.column_name = ''
    CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, r.data) AS archived`;
}

/** Sets the `archive` of rows that were read from it. */
export async function loadArchives(
  manager: EntityManager,
  kind: ArchivedKind,
  rows: readonly { id: number; archive?: Restorable }[],
): Promise<void> {
  const where = { kind, targetId: In(rows.map(({ id }) => id)) };
  const archives = rows.length === 0 ? [] : await manager.find(Archive, { where });
  for (const row of rows) {
    row.archive = archives.find(({ targetId }) => targetId === row.id);
  }
}
