import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidInput } from '../errors/domain-error';

/** A part of a list, newest first: what comes after a row that was seen (native API), or a page by its number (dialects). */
export type PageRequest = CursorRequest | NumberedRequest;

export interface CursorRequest {
  readonly limit: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

export interface NumberedRequest {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

export interface Page<T> {
  readonly rows: T[];
  /** For a numbered request: exact up to COUNTED_ROWS, that number above. */
  readonly total: number | null;
  /** For a cursor request: where the next page begins, null at the end. */
  readonly next: string | null;
}

/** Totals are counted, and pages reached by number, up to this row. */
export const COUNTED_ROWS = 100_000;

/** Reads the page of a query whose main alias has an `id`, in the order of that id, newest first. */
export async function readPage<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  request: PageRequest,
): Promise<Page<T>> {
  return 'page' in request ? readNumbered(query, request) : readAfter(query, request);
}

async function readAfter<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  { limit, after }: CursorRequest,
): Promise<Page<T>> {
  if (after !== undefined) {
    query.andWhere(`${query.alias}.id < :after`, { after: idOf(after) });
  }
  const found = await query
    .orderBy(`${query.alias}.id`, 'DESC')
    .take(limit + 1)
    .getMany();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, total: null, next: found.length > limit && last ? cursorOf(last.id) : null };
}

async function readNumbered<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  { page, perPage }: NumberedRequest,
): Promise<Page<T>> {
  const offset = (page - 1) * perPage;
  if (offset + perPage > COUNTED_ROWS) {
    throw new InvalidInput('page', `Pages end at row ${COUNTED_ROWS}: use a narrower filter`);
  }
  const total = await countUpTo(query, COUNTED_ROWS);
  const rows = await query.orderBy(`${query.alias}.id`, 'DESC').skip(offset).take(perPage).getMany();
  return { rows, total, next: null };
}

async function countUpTo<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, most: number): Promise<number> {
  const [sql, parameters] = query.clone().select('1').limit(most).orderBy().getQueryAndParameters();
  const [counted] = await query.dataSource.query<[{ count: number }]>(
    `SELECT count(*)::integer AS count FROM (${sql}) AS counted`,
    parameters,
  );
  return counted.count;
}

function cursorOf(id: number): string {
  return Buffer.from(String(id)).toString('base64url');
}

function idOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,15}$/.test(text) || cursorOf(Number(text)) !== cursor) {
    throw new InvalidInput('after', '`after` is not a `next` of this list');
  }
  return Number(text);
}
