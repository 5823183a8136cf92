import type { VNode } from 'preact';
import { REPORTED_ROWS } from '../../core/common';
import type { LoggedIn } from '../../core/identity';
import { texts } from '../../core/i18n';
import { withQuery } from '../components/filters';
import { countText } from '../components/list-counts';
import { type ListDescription, listPage, type SearchBar } from '../components/list-page';
import { Tabs } from '../components/page-parts';
import { type Figure, Figures } from '../components/text';
import { VIEWS_PATH } from '../kit/list-address';
import type { Page } from '../kit/page';
import { ConditionSentence } from './conditions';
import { type Reported, reportedPages, reportPlace, REPORTS_PATH, savedReports } from './report-places';

type ReportedList<T> = Pick<
  ListDescription<T>,
  'query' | 'rows' | 'columns' | 'inForm' | 'order' | 'leavesOutRows' | 'pages'
>;

interface ReportDescription<T> extends ReportedList<T> {
  readonly caller: LoggedIn;
  readonly kind: Reported;
  /** The name and the text of a report that comes with Keyward. */
  readonly title?: string;
  readonly lead?: string;
  readonly conditions: Pick<SearchBar, 'filters' | 'form'>;
  /** Rows that match, exact up to REPORTED_ROWS. */
  readonly count: number;
  /** Besides their number; a figure without a note is of the matching rows. */
  readonly figures: readonly (Omit<Figure, 'of'> & Partial<Figure>)[];
  readonly chart: VNode;
  readonly exports: VNode;
}

/** A report: conditions in a sentence, figures, a chart and the list. */
export function reportPage<T>(report: ReportDescription<T>): Page {
  const { caller, kind: of, title, lead, conditions, count, figures, chart, exports, ...list } = report;
  const t = texts('reports');
  const path = reportPlace(of);
  const { query } = list;
  const pages = reportedPages(caller);
  const rows = pages.find((one) => one.of === of)?.title ?? '';
  const saved = withQuery('', query).slice(1);
  return listPage({
    ...list,
    title: title ?? t.own,
    crumbs: [{ title: t.title, href: REPORTS_PATH }],
    lead: lead ?? t.ownLead({ rows }),
    actions: [
      {
        icon: 'save',
        title: t.save,
        href: withQuery(`${VIEWS_PATH}/new`, { list: savedReports(of), query: saved }),
      },
      exports,
    ],
    path,
    above: (
      <>
        <Tabs
          label={t.about}
          tabs={pages.map((one) => ({ title: one.title, href: reportPlace(one.of), isCurrent: one.of === of }))}
        />
        <ConditionSentence {...conditions} rows={rows} path={path} query={query} />
        <Figures
          items={[
            { label: rows, value: countText(count, REPORTED_ROWS), of: t.figures.match },
            ...figures.map((figure) => ({ of: noteOf(count), ...figure })),
          ]}
        />
        {count > 0 && chart}
      </>
    ),
    total: { count, limit: REPORTED_ROWS },
    empty: { icon: 'circle-check', title: t.none, text: t.noneText },
    noMatch: { title: t.none, text: t.noneText, showAll: t.showAll },
  });
}

/**
 * Says which rows a figure is of.
 * @param ofAll instead of "of these", if all were counted
 */
export function noteOf(count: number, ofAll = texts('reports').figures.ofThese): string {
  return count > REPORTED_ROWS ? texts('reports').figures.ofNewest({ count: REPORTED_ROWS }) : ofAll;
}
