import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import { ButtonLink } from './button';
import type { QueryFields } from './filters';
import { rowsShown } from './list-counts';
import { useListHref } from './list-state';
import type { ListDescription } from './list-page';

export type PagedList<T> = Pick<
  ListDescription<T>,
  'rows' | 'order' | 'total' | 'notes' | 'path' | 'query' | 'kept' | 'pages'
>;

/** The rows on the page and how many there are, in which order, with remarks. */
function shownText<T>(list: PagedList<T>): string {
  const { rows, order, notes = [] } = list;
  const range = rangeOf(list);
  const ordered = rows.length === 0 ? range : texts('lists').inOrder({ range, order });
  return [ordered, ...notes.filter((note) => note !== false)].join(' · ');
}

/** Such as "1–50 of 12,431". */
export function rangeOf<T>({ rows, pages, total }: Pick<PagedList<T>, 'rows' | 'pages' | 'total'>): string {
  return rowsShown({
    count: rows.length,
    first: pages.first,
    isLastPage: pages.next === undefined,
    total: total ?? (pages.total === undefined ? undefined : { count: pages.total }),
  });
}

/** Leads on from a page, also from one without rows. */
export function ListPager<T>(list: PagedList<T>): VNode {
  const t = texts('components');
  const { path, query, kept, pages } = list;
  const hrefOf = useListHref();
  const pathOf = (page: QueryFields | undefined) => page && hrefOf(path, { ...kept, ...query, ...page });
  return (
    <nav class="pager" aria-label={t.pages}>
      <p>{shownText(list)}</p>
      <ButtonLink isSmall icon="chevron-left" href={pathOf(pages.previous)} rel="prev" text={t.previous} />
      <ButtonLink isSmall iconAfter="chevron-right" href={pathOf(pages.next)} rel="next" text={t.next} />
    </nav>
  );
}
