import { problem } from '../errors/domain-error';
import type { Range } from './field-filters';
import type { ListOrder } from './sorting';

/** A page of a list: by cursor (native API), by number (dialects), or the first rows with a total (search). */
export type PageRequest = CursorRequest | NumberedRequest | NewestRequest;

/** A page of a list by its cursor. */
export interface CursorRequest {
  readonly limit: number;
  /** The `next` cursor of the previous page. */
  readonly after?: string;
  /** The `previous` cursor of the next page, instead of `after`. */
  readonly before?: string;
  /** Newest first by default. */
  readonly isOldestFirst?: boolean;
  /** Another order than by the id. Its cursors belong to it alone. */
  readonly sort?: ListOrder;
  /** Limits of columns. A table that grows without bound needs an index for each of them. */
  readonly ranges?: readonly Range[];
}

/** A page of a list by its number. */
export interface NumberedRequest {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  /** Newest first by default. The id is always the last sort key. */
  readonly order?: PageOrder;
}

/** The newest rows. */
export interface NewestRequest {
  readonly newest: number;
  /** The total is exact up to this number; larger totals are this number. */
  readonly countTo: number;
}

export interface PageOrder {
  /** A property of the main alias. */
  readonly by: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Rows of a page of a list, and how to get to the neighboring pages. */
export interface Page<T> {
  readonly rows: T[];
  /** For a numbered request: exact up to COUNTED_ROWS, the planner's estimate above. For the newest rows: see there. */
  readonly total: number | null;
  /** For a cursor request: cursor of the next page, null on the last page. */
  readonly next: string | null;
  /** For a cursor request: cursor of the previous page, null on the first page. */
  readonly previous?: string | null;
}

/** Totals are exact, and pages available by number, up to this row. */
export const COUNTED_ROWS = 100_000;

/** Rows of a report that are counted: the newest. */
export const REPORTED_ROWS = 10_000;

/** Rows that a search of a long list for one or two letters or digits scans: the newest. */
export const MAX_SCANNED_ROWS = 10_000;

/** Offset of a page. Throws for pages beyond COUNTED_ROWS. */
export function offsetOf({ page, perPage }: NumberedRequest): number {
  const offset = (page - 1) * perPage;
  if (offset + perPage > COUNTED_ROWS) {
    throw problem('PAGE_TOO_FAR', { field: 'page', rows: COUNTED_ROWS });
  }
  return offset;
}
