import type { ComponentChildren, VNode } from 'preact';
import { Pager } from '../components/table';
import { formatDay, formatNumber } from '../kit/format';
import { texts } from '../kit/texts';
import { ROWS_PER_PAGE } from './list-query.dto';

interface PartProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: ComponentChildren;
  /** A link or a small button at the right. */
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A section with something to do in its head. */
export function Part({ id, title, note, action, children }: PartProps): VNode {
  return (
    <section class="section" aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
        {action !== undefined && <div class="part-action">{action}</div>}
      </div>
      {children}
    </section>
  );
}

interface ColumnsProps {
  readonly children: ComponentChildren;
  /** What it is, beside what happens. */
  readonly rail: ComponentChildren;
}

export function Columns({ children, rail }: ColumnsProps): VNode {
  return (
    <div class="with-rail">
      <div class="with-rail-main">{children}</div>
      <div class="with-rail-side">{rail}</div>
    </div>
  );
}

/** A calendar date, the same in every time zone. */
export function Day({ day }: { readonly day: string }): VNode {
  return <time dateTime={day}>{formatDay(day)}</time>;
}

export interface ListedRows {
  readonly count: number;
  readonly total: number;
  /** From 1. */
  readonly page: number;
}

/** "1–50 of 1,204" */
export function rangeOf({ count, total, page }: ListedRows): string {
  const t = texts('catalog');
  const first = (page - 1) * ROWS_PER_PAGE + 1;
  return count === 0
    ? t.none
    : t.range({ first: formatNumber(first), last: formatNumber(first + count - 1), total: formatNumber(total) });
}

interface ListPagerProps extends ListedRows {
  readonly pathOf: (page: number) => string;
}

export function ListPager({ pathOf, ...rows }: ListPagerProps): VNode {
  const { page, total } = rows;
  return (
    <Pager
      text={`${rangeOf(rows)}${texts('catalog').newestFirst}`}
      previousHref={page > 1 ? pathOf(page - 1) : undefined}
      nextHref={page * ROWS_PER_PAGE < total ? pathOf(page + 1) : undefined}
    />
  );
}

/** "more than 1,000" for a count that was not finished. */
export function countText(count: number, limit: number): string {
  return count > limit ? texts('catalog').moreThan({ count: formatNumber(limit) }) : formatNumber(count);
}
