import type { ComponentChildren, VNode } from 'preact';
import { numberedPages } from '../components/list-page';
import { formatDay, formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { ROWS_PER_PAGE } from './list-query.dto';

interface ColumnsProps {
  readonly children: ComponentChildren;
  /** Details, beside the main column. */
  readonly sidebar: ComponentChildren;
}

export function Columns({ children, sidebar }: ColumnsProps): VNode {
  return (
    <div class="detail">
      <div class="detail-main">{children}</div>
      <div class="detail-rail">{sidebar}</div>
    </div>
  );
}

/** A calendar date, the same in every time zone. */
export function Day({ day }: { readonly day: string }): VNode {
  return <time dateTime={day}>{formatDay(day)}</time>;
}

/** The texts and pages of a list by number. */
export function listed(count: number, total: number, page: number) {
  const t = texts('catalog');
  const first = (page - 1) * ROWS_PER_PAGE + 1;
  const range =
    count === 0
      ? t.none
      : t.range({ first: formatNumber(first), last: formatNumber(first + count - 1), total: formatNumber(total) });
  return {
    shown: `${range}${t.newestFirst}`,
    summary: range,
    pages: numberedPages({ page, perPage: ROWS_PER_PAGE, total }),
  };
}

export function noMatch(title: string, q: string | undefined) {
  const t = texts('catalog');
  return { title, text: q === undefined ? undefined : t.nothingFound({ q }), showAll: t.showAll };
}

/** "more than 1,000" for a count that was not finished. */
export function countText(count: number, limit: number): string {
  return count > limit ? texts('catalog').moreThan({ count: formatNumber(limit) }) : formatNumber(count);
}
