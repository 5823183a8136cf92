import { texts } from '../../core/i18n';

/** The rows of a whole list. */
export interface Total {
  readonly count: number;
  /** Rows beyond this number were not counted. */
  readonly limit?: number;
  /** A search did not look through all rows. */
  readonly isMinimum?: boolean;
}

export interface ShownRows {
  /** Rows on the page. */
  readonly count: number;
  /** Place of the first row in the whole list; undefined if it is unknown. */
  readonly first?: number;
  readonly isLastPage: boolean;
  readonly total?: Total;
}

/** "1–50 of 12,431", "1–50 of more than 10,000" or, on a page whose place is unknown, "50 on this page". */
export function rowsShown({ count, first, isLastPage, total }: ShownRows): string {
  const t = texts('lists');
  if (count === 0) {
    return t.none;
  }
  if (first === undefined) {
    return total === undefined ? t.onPage({ count }) : t.onPageOf({ count, ...shownTotal(total) });
  }
  const last = first + count - 1;
  // Without a count, more than those of this page are known only if there is a next one.
  const known = total ?? { count: isLastPage ? last : last + 1, limit: last };
  return t.range({ first, last, ...shownTotal(known) });
}

/** A number, or "more than 1,000" if the rows beyond the limit were not counted. */
export function countText(count: number, limit: number): string {
  const { total, exact } = shownTotal({ count, limit });
  return texts('lists').count({ count: total, exact });
}

function shownTotal({ count, limit = Infinity, isMinimum = false }: Total) {
  const exact = count > limit ? 'more' : isMinimum ? 'least' : 'exactly';
  return { total: Math.min(count, limit), exact };
}
