import { problem } from '../../common/errors/domain-error';
import type { ListOrder } from '../../common/pagination/sorting';
import { invalidCursor } from './invalid-cursor';

/** Where a page of a sorted list begins: after a row with this value and this id. */
export interface SortPlace {
  /** Value of the sorted column, as text or number; null in a list that is sorted by id. */
  readonly value: string | number | null;
  readonly id: number;
}

export function sortCursorOf({ name }: ListOrder, { value, id }: SortPlace): string {
  return Buffer.from(JSON.stringify([name, value, id])).toString('base64url');
}

/** The place in a cursor. Throws if it is invalid or of a list in another order. */
export function placeIn(cursor: string, sort: ListOrder, field: 'after' | 'before'): SortPlace {
  const [name, value, id] = partsOf(cursor);
  if (typeof name === 'string' && name !== sort.name) {
    throw problem('CURSOR_OF_OTHER_SORT', { field });
  }
  // A cursor of the list without `sort` is an id alone.
  if (name === undefined && /^[1-9]\d{0,15}$/.test(Buffer.from(cursor, 'base64url').toString('latin1'))) {
    throw problem('CURSOR_OF_OTHER_SORT', { field });
  }
  const place = { value: value as SortPlace['value'], id: Number(id) };
  if (!isPlace(place) || sortCursorOf(sort, place) !== cursor) {
    throw invalidCursor(field);
  }
  return place;
}

function isPlace({ value, id }: SortPlace): boolean {
  const isValue = value === null || typeof value === 'number' || (typeof value === 'string' && !value.includes('\0'));
  return isValue && Number.isSafeInteger(id) && id > 0;
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
