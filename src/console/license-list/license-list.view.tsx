import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import type { Page as Rows } from '../../common/pagination/page-request';
import { MAX_CHANGED } from '../../licensing/bulk/bulk-changes.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { BulkBar } from '../components/bulk-bar';
import { Button, ButtonLink } from '../components/button';
import { Results } from '../components/filters';
import { EmptyState, PageHeader, Tabs } from '../components/page-parts';
import { Pager, Table } from '../components/table';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import type { LicenseColumn } from './license-columns';
import { LicenseFilters } from './license-filters.view';
import {
  COUNTED_LICENSES,
  fieldsOf,
  LICENSE_VIEWS,
  type LicenseListQueryDto,
  type LicenseView,
  orderOf,
} from './license-list-query.dto';
import {
  bulkPath,
  exportPath,
  filteredExportPath,
  importPath,
  LICENSES_PATH,
  listPath,
  newPath,
} from './license-paths';
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
  return new Page({ title: texts('licenses').title, body: <LicenseList {...data} /> });
}

function LicenseList(data: LicenseListData): VNode {
  const { page, query } = data;
  const t = texts('licenses');
  const notes: Partial<Record<LicenseView, string>> = t.viewNote;
  const note = query.view && notes[query.view];
  return (
    <>
      <PageHeader
        title={t.title}
        lead={
          <span data-live="count">
            {summaryOf(data)}
            {note && ` · ${note}`}
          </span>
        }
        actions={<Actions {...data} />}
      />
      <Tabs label={t.views} tabs={tabsOf(query)} />
      <LicenseFilters {...data} />
      <Results summary={summaryOf(data)} leavesOutRows={data.leavesOutRows}>
        {page.rows.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Selectable {...data} />
            <ListPager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

function Actions({ query, canWrite }: LicenseListData): VNode {
  const t = texts('licenses');
  return (
    <>
      {canWrite && (
        <ButtonLink icon="upload" href={importPath}>
          {t.import}
        </ButtonLink>
      )}
      <span data-live="export">
        <ButtonLink icon="download" href={filteredExportPath(query)}>
          {t.exportCsv}
        </ButtonLink>
      </span>
      {canWrite && (
        <ButtonLink look="primary" icon="plus" href={newPath}>
          {t.issue}
        </ButtonLink>
      )}
    </>
  );
}

function tabsOf(query: LicenseListQueryDto) {
  return LICENSE_VIEWS.map((view) => ({
    title: texts('licenses').view[view],
    href: listPath({ ...query, view, sort: undefined }),
    isCurrent: view === (query.view ?? 'all'),
  }));
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

/** The table in a form: its buttons lead to pages that ask first. */
function Selectable(data: LicenseListData): VNode {
  const { page, columns, query, now } = data;
  const t = texts('licenses');
  return (
    <form class="bulk-form" method="get" action={exportPath}>
      {Object.entries(fieldsOf(query)).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Table label={t.title} rows={page.rows} columns={licenseColumns(columns, query, now)} />
      <BulkVerbs {...data} />
    </form>
  );
}

function BulkVerbs({ count, canWrite, page }: LicenseListData): VNode {
  const t = texts('licenses');
  const hasMore = count > page.rows.length && count <= MAX_CHANGED;
  return (
    <BulkBar
      label={t.bulk}
      title={t.selected}
      countText={t.countSelected}
      all={hasMore ? t.allMatching({ count }) : undefined}
    >
      {canWrite && (
        <>
          <Button icon="calendar-plus" formAction={bulkPath('extend')}>
            {t.extend}
          </Button>
          <Button icon="circle-pause" formAction={bulkPath('disable')}>
            {t.disable}
          </Button>
          <Button icon="circle-play" formAction={bulkPath('enable')}>
            {t.enable}
          </Button>
          <Button icon="sliders-horizontal" formAction={bulkPath('policy')}>
            {t.changePolicy}
          </Button>
          <Button icon="user" formAction={bulkPath('assign')}>
            {t.assign}
          </Button>
        </>
      )}
      <Button icon="download" formAction={exportPath}>
        {t.export}
      </Button>
      {canWrite && (
        <Button look="danger" icon="ban" formAction={bulkPath('revoke')}>
          {t.revoke}
        </Button>
      )}
    </BulkBar>
  );
}

function ListPager({ page, query, ...data }: LicenseListData): VNode {
  const t = texts('licenses');
  const order = orderOf(query);
  const parts = [t.shown({ count: page.rows.length }), summaryOf({ page, query, ...data }), t.order[order]];
  const note = query.q !== undefined && order !== 'newest' ? [t.amongNewest] : [];
  return (
    <Pager
      text={[...parts, ...note].join(' · ')}
      previousHref={page.previous ? listPath(query, { before: page.previous }) : undefined}
      nextHref={page.next ? listPath(query, { after: page.next }) : undefined}
    />
  );
}

function Nothing({ query, canWrite }: LicenseListData): VNode {
  const t = texts('licenses');
  if (isFiltered(query)) {
    return (
      <EmptyState
        icon="search"
        title={t.nothingTitle}
        actions={<ButtonLink href={LICENSES_PATH}>{t.showAll}</ButtonLink>}
      >
        {query.q === undefined ? t.nothingFiltered : t.nothingFor({ q: query.q })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="key"
      title={t.emptyTitle}
      actions={canWrite ? <ButtonLink href={newPath}>{t.issue}</ButtonLink> : undefined}
    >
      {t.emptyText}
    </EmptyState>
  );
}
