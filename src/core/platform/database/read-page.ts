import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import {
  COUNTED_ROWS,
  type CursorRequest,
  type NewestRequest,
  type NumberedRequest,
  offsetOf,
  type Page,
  type PageRequest,
} from '../../common/pagination/page-request';
import type { ListOrder } from '../../common/pagination/sorting';
import { applyFieldFilters } from './field-filters';
import { invalidCursor } from './invalid-cursor';
import { newestIds, newestIdsByBlock, orderedIds, rowsOf } from './newest-ids';
import { cursorsOf } from './page-cursors';
import { readSorted } from './read-sorted';
import { placeIn, sortCursorOf } from './sort-cursor';

/** Ways to find the rows of a cursor page other than a plain query: see newest-ids.ts. */
export type FoundBy = 'text' | 'block';

/**
 * Reads a page of a query whose main alias has an `id`, newest first unless the request says otherwise. Joins must be to-one: the limit applies to the
 * joined rows.
 */
export async function readPage<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  request: PageRequest,
  foundBy?: FoundBy,
): Promise<Page<T>> {
  if ('newest' in request) {
    return readNewest(query, request);
  }
  return 'page' in request ? readNumbered(query, request) : readAfter(query, request, foundBy);
}

async function readNewest<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  { newest, countTo }: NewestRequest,
): Promise<Page<T>> {
  query.addCommonTableExpression(newestIds(query, countTo), 'newest', { materialized: true });
  const { entities, raw } = await rowsOf(query, `SELECT id FROM newest LIMIT ${newest}`)
    .addSelect('(SELECT count(*) FROM newest)', 'total')
    .getRawAndEntities<{ total: number }>();
  return { rows: entities, total: raw[0]?.total ?? 0, next: null };
}

async function readAfter<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  request: CursorRequest,
  foundBy: FoundBy | undefined,
): Promise<Page<T>> {
  const { limit, after, before, sort, ranges, isOldestFirst = false } = request;
  applyFieldFilters(query, { ranges });
  if (sort && sort.property !== 'id') {
    return readSorted(query, request, sort);
  }
  const isBackward = before !== undefined;
  const isAscending = isBackward !== (sort ? sort.direction === 'ASC' : isOldestFirst);
  const cursor = before ?? after;
  const from = cursor === undefined ? undefined : fromId(cursor, sort, isBackward ? 'before' : 'after');
  if (from !== undefined) {
    query.andWhere(`${query.alias}.id ${isAscending ? '>' : '<'} :from`, { from });
  }
  const found = await readRows(query, limit + 1, from, { foundBy, direction: isAscending ? 'ASC' : 'DESC' });
  const cursors = cursorsOf(found, { limit, isBackward, isFirst: from === undefined }, ({ id }) =>
    sort ? sortCursorOf(sort, { value: null, id }) : cursorOf(id),
  );
  return { total: null, ...cursors };
}

function fromId(cursor: string, sort: ListOrder | undefined, field: 'after' | 'before'): number {
  return sort ? placeIn(cursor, sort, field).id : idOf(cursor, field);
}

async function readRows<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  from: number | undefined,
  { foundBy, direction }: { foundBy: FoundBy | undefined; direction: 'ASC' | 'DESC' },
): Promise<T[]> {
  if (foundBy === undefined) {
    return query.orderBy(`${query.alias}.id`, direction).limit(limit).getMany();
  }
  const ids =
    foundBy === 'block' ? newestIdsByBlock(query, limit, from, direction) : orderedIds(query, limit, { direction });
  return rowsOf(query, ids, direction).getMany();
}

/**
 * One statement counts the matching rows and reads the page. If there are conditions and the rows can be counted, the page is
 * sorted from all of them: for rows that are rare, the planner would otherwise walk through the whole table in the order of
 * the list.
 */
async function readNumbered<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  request: NumberedRequest,
): Promise<Page<T>> {
  const offset = offsetOf(request);
  const matching = query.clone().select('1').orderBy();
  const { entities, raw } = await pageOf(query, request, offset).getRawAndEntities<{ total: number }>();
  const [first] = raw;
  // A page after the last one has no row to show the total.
  if (!first && offset === 0) {
    return { rows: [], total: 0, next: null };
  }
  const [sql, parameters] = matching.getQueryAndParameters();
  const total = first
    ? await estimatedFrom(first.total, query.dataSource, sql, parameters)
    : await countRows(query.dataSource, sql, parameters);
  return { rows: entities, total, next: null };
}

/** The query for the rows of a page and, in each, the total up to COUNTED_ROWS. */
function pageOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { perPage, order }: NumberedRequest,
  offset: number,
): SelectQueryBuilder<T> {
  const id = `${query.alias}.id`;
  const by = `${query.alias}.${order?.by ?? 'id'}`;
  const direction = order?.direction ?? 'DESC';
  const nulls = direction === 'ASC' ? 'NULLS FIRST' : 'NULLS LAST';
  const counted = query.clone().select('1').orderBy().limit(COUNTED_ROWS).getQuery();
  // The column of the order in parentheses, because TypeORM selects a column only once.
  const matching = query.clone().select(id, 'id').addSelect(`(${by})`, 'sort').orderBy().getQuery();
  if (order) {
    query.addOrderBy(by, direction, nulls);
  }
  query.addOrderBy(id, direction);
  const walk = query.clone().select(id, 'id').offset(offset).limit(perPage).getQuery();
  const page = `ORDER BY sort ${direction} ${nulls}, id ${direction} OFFSET ${offset} LIMIT ${perPage}`;
  const sorted = `ARRAY(SELECT id FROM (${matching} OFFSET 0) AS matching ${page})`;
  const isFiltered = query.expressionMap.wheres.length > 0;
  return query
    .addCommonTableExpression(`SELECT count(*) AS count FROM (${counted}) AS counted`, 'total', { materialized: true })
    .addSelect('(SELECT count FROM total)', 'total')
    .where(
      // OFFSET 0 keeps the planner from a walk in the order of the page.
      isFiltered
        ? `${id} = ANY (CASE WHEN (SELECT count FROM total) < ${COUNTED_ROWS} THEN ${sorted} ELSE ARRAY(${walk}) END)`
        : `${id} = ANY (ARRAY(${walk}))`,
    );
}

/** Number of rows of a statement: exact up to COUNTED_ROWS, the planner's estimate above. */
export async function countRows(
  database: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: unknown[],
): Promise<number> {
  const [{ count }] = await database.query<[{ count: number }]>(
    `SELECT count(*)::integer AS count FROM (SELECT 1 FROM (${sql}) AS matching LIMIT ${COUNTED_ROWS}) AS counted`,
    parameters,
  );
  return estimatedFrom(count, database, sql, parameters);
}

async function estimatedFrom(
  count: number,
  database: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: unknown[],
): Promise<number> {
  return count < COUNTED_ROWS ? count : Math.max(count, await estimateRows(database, sql, parameters));
}

async function estimateRows(
  database: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: unknown[],
): Promise<number> {
  const [plan] = await database.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(
    `EXPLAIN (FORMAT JSON) ${sql}`,
    parameters,
  );
  return plan['QUERY PLAN'][0].Plan['Plan Rows'];
}

export function cursorOf(id: number): string {
  return Buffer.from(String(id)).toString('base64url');
}

/** The id in a cursor. Throws if it is invalid. */
export function idOf(cursor: string, field: 'after' | 'before'): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,15}$/.test(text) || cursorOf(Number(text)) !== cursor) {
    throw invalidCursor(field);
  }
  return Number(text);
}
