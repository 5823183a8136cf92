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
  /** Left out: the newest first. Every order ends in the id. */
  readonly order?: PageOrder;
}

export interface PageOrder {
  /** Property of the main alias. */
  readonly by: string;
  readonly direction: 'ASC' | 'DESC';
}

export interface Page<T> {
  readonly rows: T[];
  /** For a numbered request: exact up to COUNTED_ROWS, the planner's estimate above. */
  readonly total: number | null;
  /** For a cursor request: where the next page begins, null at the end. */
  readonly next: string | null;
}

/** Totals are counted, and pages reached by number, up to this row. */
export const COUNTED_ROWS = 100_000;

/** Where a page begins: refused where that is beyond what is reached by number. */
export function offsetOf({ page, perPage }: NumberedRequest): number {
  const offset = (page - 1) * perPage;
  if (offset + perPage > COUNTED_ROWS) {
    throw new InvalidInput('page', `Pages end at row ${COUNTED_ROWS}: use a narrower filter`, 'beyond_last_page');
  }
  return offset;
}
