import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Rows that a search is planned for, at least. */
const PLANNED_ROWS = 1_000;

/**
 * Ids of the newest rows of a query with conditions on texts, in descending order. The planner overestimates how many rows
 * contain a rare text and, for a short page, would walk from the newest row through the whole table: materialized, the
 * query is planned for a long page. A walk still ends when the page is full.
 */
export function newestIds<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, limit: number): Promise<number[]> {
  return firstIds(query.clone().orderBy(`${query.alias}.id`, 'DESC'), limit);
}

/** Ids of the first rows of a query with conditions on texts, in its order, which must end with the id. */
export async function firstIds<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  offset = 0,
): Promise<number[]> {
  const planned = Math.max(offset + limit, PLANNED_ROWS);
  const [sql, parameters] = query.clone().select(`${query.alias}.id`, 'id').limit(planned).getQueryAndParameters();
  const rows = await query.dataSource.query<{ id: number }[]>(
    `WITH found AS MATERIALIZED (${sql}) SELECT id FROM found LIMIT ${limit} OFFSET ${offset}`,
    parameters,
  );
  return rows.map(({ id }) => id);
}

/**
 * Ids of the newest rows of a query with conditions on dates, in descending order. The planner takes matching rows to be
 * spread over the whole table: if all of them are old, it would read every newer row first. Here each block of 4,096 ids is
 * searched on its own, which for a block without a match is one look into an index on `(id >> 12)` and the date.
 * @param before only smaller ids
 */
export async function newestIdsByBlock<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  before: number | undefined,
): Promise<number[]> {
  const id = `${query.alias}.id`;
  const [sql, parameters]: [string, unknown[]] = newestFirst(query, limit)
    .andWhere(`${id} >> 12 = block.number AND ${id} >= block.number << 12 AND ${id} < (block.number + 1) << 12`)
    .getQueryAndParameters();
  const last = `$${parameters.length + 1}`;
  const rows = await query.dataSource.query<{ id: number }[]>(
    `SELECT found.id FROM generate_series(
       (SELECT max(id) >> 12 FROM "${query.expressionMap.mainAlias?.metadata.tableName}"
        WHERE ${last}::bigint IS NULL OR id < ${last}), 0, -1
     ) AS block (number) CROSS JOIN LATERAL (${sql}) AS found LIMIT ${limit}`,
    [...parameters, before ?? null],
  );
  return rows.map((row) => row.id);
}

/** The rows of a query with these ids, which it has found, newest first. Its conditions are not evaluated again. */
export function rowsOf<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, ids: readonly number[]): Promise<T[]> {
  return ids.length === 0
    ? Promise.resolve([])
    : query.where(`${query.alias}.id = ANY (:ids)`, { ids }).orderBy(`${query.alias}.id`, 'DESC').getMany();
}

function newestFirst<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, limit: number): SelectQueryBuilder<T> {
  const id = `${query.alias}.id`;
  return query.clone().select(id, 'id').orderBy(id, 'DESC').limit(limit);
}
