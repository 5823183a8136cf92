import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidInput } from '../../common/errors/domain-error';
import {
  COUNTED_ROWS,
  type CursorRequest,
  type NewestRequest,
  type NumberedRequest,
  offsetOf,
  type Page,
  type PageRequest,
} from '../../common/pagination/page-request';
import { firstIds, newestIds, newestIdsByBlock, rowsOf } from './newest-ids';

/** How the rows of a cursor page are found if not by a plain query: see newest-ids.ts. */
export type FoundBy = 'text' | 'block';

/**
 * Reads a page of a query whose main alias has an `id`, newest first. Joins must be to-one: the limit applies to the
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
  return 'page' in request ? readNumbered(query, request, foundBy) : readAfter(query, request, foundBy);
}

async function readNewest<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  { newest, countTo }: NewestRequest,
): Promise<Page<T>> {
  const ids = await newestIds(query, countTo);
  return { rows: await rowsOf(query, ids.slice(0, newest)), total: ids.length, next: null };
}

async function readAfter<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  { limit, after }: CursorRequest,
  foundBy: FoundBy | undefined,
): Promise<Page<T>> {
  const before = after === undefined ? undefined : idOf(after);
  if (before !== undefined) {
    query.andWhere(`${query.alias}.id < :after`, { after: before });
  }
  const found = await readNewestRows(query, limit + 1, before, foundBy);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, total: null, next: found.length > limit && last ? cursorOf(last.id) : null };
}

async function readNewestRows<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  limit: number,
  before: number | undefined,
  foundBy: FoundBy | undefined,
): Promise<T[]> {
  if (foundBy === undefined) {
    return query.orderBy(`${query.alias}.id`, 'DESC').limit(limit).getMany();
  }
  const ids = foundBy === 'block' ? newestIdsByBlock(query, limit, before) : newestIds(query, limit);
  return rowsOf(query, await ids);
}

async function readNumbered<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  request: NumberedRequest,
  foundBy: FoundBy | undefined,
): Promise<Page<T>> {
  const { perPage, order } = request;
  const offset = offsetOf(request);
  const [sql, parameters] = query.clone().select('1').orderBy().getQueryAndParameters();
  const total = await countRows(query.dataSource, sql, parameters);
  if (order) {
    query.orderBy(
      `${query.alias}.${order.by}`,
      order.direction,
      order.direction === 'ASC' ? 'NULLS FIRST' : 'NULLS LAST',
    );
  }
  query.addOrderBy(`${query.alias}.id`, order?.direction ?? 'DESC');
  const rows =
    foundBy === 'text'
      ? await inOrder(query, await firstIds(query, perPage, offset))
      : await query.offset(offset).limit(perPage).getMany();
  return { rows, total, next: null };
}

async function inOrder<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  ids: readonly number[],
): Promise<T[]> {
  const rows = new Map((await rowsOf(query, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
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

function cursorOf(id: number): string {
  return Buffer.from(String(id)).toString('base64url');
}

function idOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,15}$/.test(text) || cursorOf(Number(text)) !== cursor) {
    throw new InvalidInput('after', '`after` must be the `next` cursor of an earlier page of this list');
  }
  return Number(text);
}
