import type { Page } from './page-request';
import type { PageDto } from './page.dto';

/** Converts a page of rows to a native API page. */
export function toPage<Row, Item>({ rows, next }: Page<Row>, toItem: (row: Row) => Item): PageDto<Item> {
  return { items: rows.map((row) => toItem(row)), next };
}
