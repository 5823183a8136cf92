import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import type { Page as Rows } from '../../common/pagination/page-request';
import { texts } from '../../i18n/texts';
import { MAX_CHANGED } from '../../licensing/bulk/bulk-changes.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { BulkBar } from '../components/bulk-bar';
import { Button, ButtonLink } from '../components/button';
import { withQuery } from '../components/filters';
import { HiddenFields } from '../components/form';
import type { IconName } from '../components/icon';
import { cursorPages, listPage } from '../components/list-page';
import type { Page } from '../kit/page';
import type { LicenseColumn } from './license-columns';
import { ColumnChoice, licenseFilters } from './license-filters.view';
import {
  COUNTED_LICENSES,
  fieldsOf,
  LICENSE_VIEWS,
  type LicenseListQueryDto,
  type LicenseView,
  orderOf,
} from './license-list-query.dto';
import { bulkPath, exportPath, importPath, LICENSES_PATH, listPath, newPath } from './license-paths';
import { licenseColumns } from './license-table.view';

export interface LicenseListData {
  readonly query: LicenseListQueryDto;
  readonly page: Rows<LicenseWithUsage>;
  /** Exact up to COUNTED_LICENSES, unless the search leaves out rows. */
  readonly count: number;
  readonly leavesOutRows: boolean;
  readonly columns: readonly LicenseColumn[];
  /** To filter by. */
  readonly products: readonly Product[];
  readonly policies: readonly Policy[];
  /** Whether the user may change licenses. */
  readonly canWrite: boolean;
  readonly now: Date;
}

export function licenseListPage(data: LicenseListData): Page {
  const { page, query, leavesOutRows, columns, canWrite, now } = data;
  const t = texts('licenses');
  const notes: Partial<Record<LicenseView, string>> = t.viewNote;
  const note = query.view && notes[query.view];
  const order = orderOf(query);
  const shown = [t.shown({ count: page.rows.length }), summaryOf(data), t.order[order]];
  return listPage({
    title: t.title,
    lead: (
      <span data-live="count">
        {summaryOf(data)}
        {note && ` · ${note}`}
      </span>
    ),
    actions: <Actions {...data} />,
    path: LICENSES_PATH,
    query: { ...fieldsOf(query), sort: query.sort },
    views: {
      label: t.views,
      field: 'view',
      all: LICENSE_VIEWS.map((view) => ({
        value: view === 'all' ? undefined : view,
        title: t.view[view],
        href: listPath({ ...query, view, sort: undefined }),
      })),
    },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      ...licenseFilters(data),
      more: <ColumnChoice query={query} columns={columns} />,
    },
    rows: page.rows,
    columns: licenseColumns(columns, query, now),
    inForm: (table) => (
      <form class="bulk-form" method="get" action={exportPath}>
        <HiddenFields fields={fieldsOf(query)} />
        {table}
        <BulkVerbs {...data} />
      </form>
    ),
    shown: [...shown, ...(query.q !== undefined && order !== 'newest' ? [t.amongNewest] : [])].join(' · '),
    summary: summaryOf(data),
    leavesOutRows,
    pages: cursorPages(page),
    empty: {
      icon: 'key',
      title: t.emptyTitle,
      text: t.emptyText,
      add: canWrite && { title: t.issue, href: newPath },
    },
    noMatch: isFiltered(query)
      ? {
          title: t.nothingTitle,
          text: query.q === undefined ? t.nothingFiltered : t.nothingFor({ q: query.q }),
          showAll: t.showAll,
        }
      : undefined,
  });
}

function Actions({ query, canWrite }: LicenseListData): VNode {
  const t = texts('licenses');
  return (
    <>
      {canWrite && <ButtonLink icon="upload" href={importPath} text={t.import} />}
      <span data-live="export">
        <ButtonLink icon="download" href={withQuery(exportPath, fieldsOf(query))} text={t.exportCsv} />
      </span>
      {canWrite && <ButtonLink look="primary" icon="plus" href={newPath} text={t.issue} />}
    </>
  );
}

function summaryOf({ count, query, leavesOutRows }: LicenseListData): string {
  const t = texts('licenses');
  const isMore = count > COUNTED_LICENSES;
  if (!isFiltered(query)) {
    return isMore ? t.moreInAll({ count: COUNTED_LICENSES }) : t.inAll({ count });
  }
  if (leavesOutRows) {
    return t.atLeastMatch({ count });
  }
  return isMore ? t.moreMatch({ count: COUNTED_LICENSES }) : t.match({ count });
}

function isFiltered(query: LicenseListQueryDto): boolean {
  return Object.values(fieldsOf(query)).some((value) => value !== undefined);
}

function BulkVerbs({ count, canWrite, page }: LicenseListData): VNode {
  const t = texts('licenses');
  const hasMore = count > page.rows.length && count <= MAX_CHANGED;
  const verbs: readonly (readonly [verb: string, icon: IconName, title: string])[] = [
    ['extend', 'calendar-plus', t.extend],
    ['disable', 'circle-pause', t.disable],
    ['enable', 'circle-play', t.enable],
    ['policy', 'sliders-horizontal', t.changePolicy],
    ['assign', 'user', t.assign],
  ];
  return (
    <BulkBar
      label={t.bulk}
      title={t.selected}
      countText={t.countSelected}
      all={hasMore ? t.allMatching({ count }) : undefined}
    >
      {canWrite &&
        verbs.map(([verb, icon, title]) => <Button key={verb} icon={icon} formAction={bulkPath(verb)} text={title} />)}
      <Button icon="download" formAction={exportPath} text={t.export} />
      {canWrite && <Button look="danger" icon="ban" formAction={bulkPath('revoke')} text={t.revoke} />}
    </BulkBar>
  );
}
