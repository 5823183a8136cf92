import type { Page } from '../../common/pagination/page-request';

/** The rows of a page that was read with one row more, and the cursors of its neighbours. */
export function cursorsOf<T>(
  found: readonly T[],
  { limit, isBackward, isFirst }: { limit: number; isBackward: boolean; isFirst: boolean },
  cursorOfRow: (row: T) => string,
): Pick<Page<T>, 'rows' | 'next' | 'previous'> {
  const hasMore = found.length > limit;
  const shown = found.slice(0, limit);
  const rows = isBackward ? shown.reverse() : shown;
  const [first] = rows;
  const last = rows.at(-1);
  return {
    rows,
    next: last && (isBackward || hasMore) ? cursorOfRow(last) : null,
    previous: first && (isBackward ? hasMore : !isFirst) ? cursorOfRow(first) : null,
  };
}
