import { type EntityManager, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Archive, type ArchivedKind, type Restorable } from './archive.entity';

/** Archives that a list finds: the newest. */
export const LISTED_ARCHIVES = 10_000;

/**
 * Lets a query read the archived rows of its main table instead of the others, under the same conditions.
 * @param related joined tables whose rows may be in the same archives
 */
export function fromArchive<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  related: readonly string[] = [],
): SelectQueryBuilder<T> {
  const main = query.expressionMap.mainAlias?.metadata.tableName;
  if (main === undefined) {
    throw new Error('The query has no main table');
  }
  for (const table of related) {
    query.addCommonTableExpression(`SELECT * FROM ${table} UNION ALL ${archivedRows(table, main)}`, table);
  }
  // The rest of the statement sees this instead of the table.
  return query.addCommonTableExpression(archivedRows(main, main), main);
}

/** @param main table of what was archived */
function archivedRows(table: string, main: string): string {
  return `
    SELECT archived.* FROM (
      SELECT id FROM archives WHERE target_type = '${main}' ORDER BY id DESC LIMIT ${LISTED_ARCHIVES}
    ) AS newest
    JOIN archived_rows AS r ON r.archive_id = newest.id AND r.table_name = '${table}' AND r.column_name = ''
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
