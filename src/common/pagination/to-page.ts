import type { Page } from './page-request';
import type { PageDto } from './page.dto';

/** A page of rows as the native API tells it. */
export function toPage<Row, Item>({ rows, next }: Page<Row>, toItem: (row: Row) => Item): PageDto<Item> {
  return { items: rows.map((row) => toItem(row)), next };
}
