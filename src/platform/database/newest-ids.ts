import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Rows that a search is planned for, at least. */
const PLANNED_ROWS = 1_000;

/**
 * A subquery for the ids of the newest rows of a query with conditions on texts, in descending order. The planner
 * overestimates how many rows contain a rare text and, for a short page, would walk from the newest row through the whole
 * table: materialized, the query is planned for a long page. A walk still ends when the page is full.
 */
export function newestIds<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, limit: number, offset = 0): string {
  const newest = newestFirst(query, Math.max(offset + limit, PLANNED_ROWS)).getQuery();
  return `WITH found AS MATERIALIZED (${newest}) SELECT id FROM found LIMIT ${limit} OFFSET ${offset}`;
}

/**
 * A subquery for the ids of the newest rows of a query with conditions on dates, in descending order. The planner takes
 * matching rows to be spread over the whole table: if all of them are old, it would read every newer row first. Here each
 * block of 4,096 ids is searched on its own, which for a block without a match is one look into an index on `(id >> 12)` and
 * the date.
 * @param before only smaller ids
 */
export function newestIdsByBlock<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  before: number | undefined,
): string {
  const id = `${query.alias}.id`;
  const block = newestFirst(query, limit)
    .andWhere(`${id} >> 12 = block.number AND ${id} >= block.number << 12 AND ${id} < (block.number + 1) << 12`)
    .getQuery();
  query.setParameter('before', before ?? null);
  return `SELECT found.id FROM generate_series(
      (SELECT max(id) >> 12 FROM "${query.expressionMap.mainAlias?.metadata.tableName}"
       WHERE CAST(:before AS bigint) IS NULL OR id < :before), 0, -1
    ) AS block (number) CROSS JOIN LATERAL (${block}) AS found LIMIT ${limit}`;
}

/** The query for the rows of a query with the ids of a subquery, newest first. Its conditions are not evaluated again. */
export function rowsOf<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, ids: string): SelectQueryBuilder<T> {
  return query.where(`${query.alias}.id = ANY (ARRAY(${ids}))`).orderBy(`${query.alias}.id`, 'DESC');
}

function newestFirst<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, limit: number): SelectQueryBuilder<T> {
  const id = `${query.alias}.id`;
  return query.clone().select(id, 'id').orderBy(id, 'DESC').limit(limit);
}
