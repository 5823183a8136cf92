import type { VNode } from 'preact';
import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { ButtonLink } from '../../components/button';
import { ClearFilters, Results, SearchForm } from '../../components/filters';
import { EmptyState, PageHeader, Tabs } from '../../components/page-parts';
import { type Column, Cut, RowTitle, Table } from '../../components/table';
import { Time } from '../../components/text';
import { Page } from '../../kit/page';
import { COMMON } from '../common-texts';
import { type ListedRows, ListPager, rangeOf } from '../parts';
import type { AppBundleListQueryDto } from './app-bundle-list-query.dto';
import { bundleListPath, bundlePath, BUNDLES_PATH, newBundlePath } from './app-bundle-paths';
import { AppBundleBadge } from './app-bundle-status';
import { BUNDLE_TEXTS } from './app-bundle-texts';

export interface AppBundleListData {
  readonly bundles: readonly AppBundle[];
  readonly total: number;
  readonly query: AppBundleListQueryDto;
  readonly canWrite: boolean;
}

export function appBundleListPage(data: AppBundleListData): Page {
  return new Page({ title: BUNDLE_TEXTS().title, body: <AppBundleList {...data} /> });
}

function AppBundleList({ bundles, total, query, canWrite }: AppBundleListData): VNode {
  const t = BUNDLE_TEXTS();
  const listed: ListedRows = { count: bundles.length, total, page: query.page };
  const { q, status } = query;
  const add = canWrite ? (
    <ButtonLink look="primary" icon="plus" href={newBundlePath}>
      {t.add}
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={add} />
      <Tabs label={t.title} tabs={tabsOf(query)} />
      <SearchForm action={BUNDLES_PATH} label={t.search} placeholder={t.searchHint} value={q ?? ''} keep={{ status }}>
        {q !== undefined && <ClearFilters href={bundleListPath({ status })} />}
      </SearchForm>
      <Results summary={rangeOf(listed)}>
        {bundles.length === 0 ? (
          <Nothing query={query} />
        ) : (
          <>
            <Table label={t.title} rows={bundles} columns={columns()} />
            <ListPager {...listed} pathOf={(page) => bundleListPath({ q, status }, page)} />
          </>
        )}
      </Results>
    </>
  );
}

function tabsOf({ q, status }: AppBundleListQueryDto) {
  const t = BUNDLE_TEXTS();
  const all = { title: COMMON().all, href: bundleListPath({ q }), isCurrent: status === undefined };
  const each = APP_BUNDLE_STATUSES.map((one) => ({
    title: t.statuses[one],
    href: bundleListPath({ q, status: one }),
    isCurrent: status === one,
  }));
  return [all, ...each];
}

function columns(): Column<AppBundle>[] {
  const t = BUNDLE_TEXTS();
  return [
    {
      head: t.bundleId,
      width: 40,
      onCard: 'title',
      cell: ({ uid, appBundleId, description }) => (
        <RowTitle href={bundlePath(uid)} title={appBundleId} note={description} />
      ),
    },
    { head: COMMON().status, onCard: 'status', cell: ({ status }) => <AppBundleBadge status={status} /> },
    { head: t.platform, onCard: 'hidden', cell: ({ platform }) => <Cut text={platform} /> },
    { head: t.licenseFile, onCard: 'left', cell: ({ licenseFile }) => <Cut text={licenseFile} /> },
    {
      head: t.expires,
      onCard: 'right',
      isRight: true,
      cell: ({ expiresAt }) => <Time at={expiresAt} as="date" />,
    },
  ];
}

function Nothing({ query: { q, status } }: { readonly query: AppBundleListQueryDto }): VNode {
  const t = BUNDLE_TEXTS();
  if ((q ?? status) === undefined) {
    return (
      <EmptyState icon="layers" title={t.empty}>
        {t.emptyText}
      </EmptyState>
    );
  }
  const actions = <ButtonLink href={BUNDLES_PATH}>{COMMON().showAll}</ButtonLink>;
  return (
    <EmptyState icon="search" title={t.nothing} actions={actions}>
      {q !== undefined && COMMON().nothingFound(q)}
    </EmptyState>
  );
}
