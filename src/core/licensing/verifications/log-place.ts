import { problem } from '../../common/errors/domain-error';
import type { Page } from '../../common/pagination/page-request';

/** A row of a log that is sorted by time and id. */
export interface LogPlace {
  readonly at: Date;
  readonly id: number;
}

/** The row that a cursor stands for. */
export function placeIn(cursor: string | undefined): LogPlace | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const [, at = '', id = ''] = /^([0-9a-z]{1,9})-([0-9a-z]{1,10})$/.exec(cursor) ?? [];
  const instant = new Date(parseInt(at, 36));
  if (at === '' || Number.isNaN(instant.getTime())) {
    throw problem('AFTER_INVALID', { field: 'after' });
  }
  return { at: instant, id: parseInt(id, 36) };
}

/** Cursor of the page that follows a row. */
export function cursorAt({ at, id }: LogPlace): string {
  return `${at.getTime().toString(36)}-${id.toString(36)}`;
}

/** @param found with one row more than the page, if there is one */
/** The page of the rows found, with the cursor of the next page if there is one. */
export function cutPage<T extends LogPlace>(
  found: readonly T[],
  limit: number,
  cursorOf: (row: T) => string = cursorAt,
): Page<T> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, total: null, next: last && found.length > limit ? cursorOf(last) : null };
}
