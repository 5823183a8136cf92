import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Rows that a search is planned for, at least. */
const PLANNED_ROWS = 1_000;

/**
 * A subquery for the ids of the newest rows of a query with conditions on texts, in descending order. The planner
 * overestimates how many rows contain a rare text and, for a short page, would walk from the newest row through the whole
 * table: materialized, the query is planned for a long page. A walk still ends when the page is full.
 */
export function newestIds<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, limit: number, offset = 0): string {
  return orderedIds(query, limit, { offset });
}

/** The order of ids; newest first by default. */
interface IdOrder {
  readonly offset?: number;
  readonly direction?: 'ASC' | 'DESC';
  /** SQL of what is sorted by before the id. */
  readonly by?: string;
  readonly nulls?: 'NULLS FIRST' | 'NULLS LAST';
}

/** Like `newestIds`, in another order. */
export function orderedIds<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  { offset = 0, direction = 'DESC', by, nulls }: IdOrder,
): string {
  const ordered = inOrder(query, Math.max(offset + limit, PLANNED_ROWS), direction, by, nulls).getQuery();
  return `WITH found AS MATERIALIZED (${ordered}) SELECT id FROM found LIMIT ${limit} OFFSET ${offset}`;
}

/**
 * A subquery for the ids of the newest rows of a query with conditions on dates, in descending order. The planner takes
 * matching rows to be spread over the whole table: if all of them are old, it would read every newer row first. Here each
 * block of 4,096 ids is searched on its own, which for a block without a match is one look into an index on `(id >> 12)` and
 * the date.
 * @param before only smaller ids or, for the oldest first, only larger ones
 */
export function newestIdsByBlock<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  before: number | undefined,
  direction: 'ASC' | 'DESC' = 'DESC',
): string {
  const id = `${query.alias}.id`;
  const block = inOrder(query, limit, direction)
    .andWhere(`${id} >> 12 = block.number AND ${id} >= block.number << 12 AND ${id} < (block.number + 1) << 12`)
    .getQuery();
  query.setParameter('before', before ?? null);
  const table = `"${query.expressionMap.mainAlias?.metadata.tableName}"`;
  const last = `(SELECT max(id) >> 12 FROM ${table}`;
  const blocks =
    direction === 'DESC'
      ? `${last} WHERE CAST(:before AS bigint) IS NULL OR id < :before), 0, -1`
      : `coalesce(CAST(:before AS bigint) >> 12, 0), ${last})`;
  return `SELECT found.id FROM generate_series(${blocks}) AS block (number)
    CROSS JOIN LATERAL (${block}) AS found LIMIT ${limit}`;
}

/** The query for the rows of a query with the ids of a subquery, newest first. Its conditions are not evaluated again. */
export function rowsOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  ids: string,
  direction: 'ASC' | 'DESC' = 'DESC',
): SelectQueryBuilder<T> {
  return query.where(`${query.alias}.id = ANY (ARRAY(${ids}))`).orderBy(`${query.alias}.id`, direction);
}

function inOrder<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  direction: 'ASC' | 'DESC',
  by?: string,
  nulls?: IdOrder['nulls'],
): SelectQueryBuilder<T> {
  const id = `${query.alias}.id`;
  const ids = query
    .clone()
    .select(id, 'id')
    .orderBy(by ?? id, direction, nulls)
    .limit(limit);
  return by === undefined ? ids : ids.addOrderBy(id, direction);
}
