import { problem } from '../../common/errors/domain-error';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import type { ListOrder } from '../../common/pagination/sorting';
import { invalidCursor } from './invalid-cursor';

export type Direction = ListOrder['direction'];

/**
 * Reads a page of a list with one order and cursors of its own, in the direction that was asked for. The cursors of such a
 * page name it.
 */
export async function readInDirection<T>(
  { sort, after, ...request }: CursorRequest,
  usual: Direction,
  read: (request: CursorRequest, direction: Direction) => Promise<Page<T>>,
): Promise<Page<T>> {
  if (!sort) {
    return read({ ...request, after }, usual);
  }
  const from = after === undefined ? undefined : withoutSort(after, sort);
  const page = await read({ ...request, after: from }, sort.direction);
  return { ...page, next: page.next === null ? null : withSort(page.next, sort) };
}

function withSort(cursor: string, { name }: ListOrder): string {
  return Buffer.from(`${name} ${cursor}`).toString('base64url');
}

function withoutSort(cursor: string, sort: ListOrder): string {
  const [name, own] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (own === undefined || withSort(own, { ...sort, name: name ?? '' }) !== cursor) {
    throw invalidCursor('after');
  }
  if (name !== sort.name) {
    throw problem('CURSOR_OF_OTHER_SORT', { field: 'after' });
  }
  return own;
}
