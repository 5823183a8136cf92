import { type CursorFields, nextPage, pagesBefore, previousPage } from '../kit/cursor-page';
import type { QueryFields } from './filters';

/** The pages beside this one, as fields of the query; undefined where there is none. */
export interface Pages {
  readonly previous?: QueryFields;
  readonly next?: QueryFields;
  /** Place of the first row of this page in the whole list; undefined if it is unknown. */
  readonly first?: number;
  /** Rows of the whole list. */
  readonly total?: number;
}

interface NumberedPage {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
}

/** The pages of a list by number. */
export function numberedPages({ page, perPage, total }: NumberedPage): Pages {
  return {
    previous: page > 1 ? { page: page > 2 ? String(page - 1) : undefined } : undefined,
    next: page * perPage < total ? { page: String(page + 1) } : undefined,
    first: (page - 1) * perPage + 1,
    total,
  };
}

/**
 * The pages of a list that only leads forward.
 * @param perPage rows of each page but the last; undefined for pages that may have fewer
 */
export function trailPages(place: CursorFields, next: string | null, perPage?: number): Pages {
  const before = pagesBefore(place);
  const first = before === 0 ? 1 : before !== undefined && perPage !== undefined ? before * perPage + 1 : undefined;
  return { previous: queryOf(previousPage(place)), next: queryOf(nextPage(place, next)), first };
}

function queryOf(place: CursorFields | undefined): QueryFields | undefined {
  return place && { ...place };
}

/** The pages of a list that leads both ways. */
export function cursorPages(rows: { readonly previous?: string | null; readonly next: string | null }): Pages {
  return {
    previous: rows.previous ? { before: rows.previous } : undefined,
    next: rows.next ? { after: rows.next } : undefined,
    first: rows.previous ? undefined : 1,
  };
}
