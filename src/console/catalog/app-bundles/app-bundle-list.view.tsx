import type { VNode } from 'preact';
import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { ButtonLink } from '../../components/button';
import { ClearFilters, Results, SearchForm } from '../../components/filters';
import { EmptyState, PageHeader, Tabs } from '../../components/page-parts';
import { type Column, Cut, RowTitle, Table } from '../../components/table';
import { Time } from '../../components/text';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { type ListedRows, ListPager, rangeOf } from '../parts';
import type { AppBundleListQueryDto } from './app-bundle-list-query.dto';
import { bundleListPath, bundlePath, BUNDLES_PATH, newBundlePath } from './app-bundle-paths';
import { AppBundleBadge } from './app-bundle-status';

export interface AppBundleListData {
  readonly bundles: readonly AppBundle[];
  readonly total: number;
  readonly query: AppBundleListQueryDto;
  readonly canWrite: boolean;
}

export function appBundleListPage(data: AppBundleListData): Page {
  return new Page({ title: texts('appBundles').title, body: <AppBundleList {...data} /> });
}

function AppBundleList({ bundles, total, query, canWrite }: AppBundleListData): VNode {
  const t = texts('appBundles');
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
            <Table label={t.title} rows={bundles} columns={columns()} keyOf={({ id }) => id} />
            <ListPager {...listed} pathOf={(page) => bundleListPath({ q, status }, page)} />
          </>
        )}
      </Results>
    </>
  );
}

function tabsOf({ q, status }: AppBundleListQueryDto) {
  const t = texts('appBundles');
  const all = { title: texts('catalog').all, href: bundleListPath({ q }), isCurrent: status === undefined };
  const each = APP_BUNDLE_STATUSES.map((one) => ({
    title: t.statuses[one],
    href: bundleListPath({ q, status: one }),
    isCurrent: status === one,
  }));
  return [all, ...each];
}

function columns(): Column<AppBundle>[] {
  const t = texts('appBundles');
  return [
    {
      head: t.bundleId,
      width: 40,
      onCard: 'title',
      cell: ({ uid, appBundleId, description }) => (
        <RowTitle href={bundlePath(uid)} title={appBundleId} note={description} />
      ),
    },
    { head: texts('catalog').status, onCard: 'status', cell: ({ status }) => <AppBundleBadge status={status} /> },
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
  const t = texts('appBundles');
  if ((q ?? status) === undefined) {
    return (
      <EmptyState icon="layers" title={t.empty}>
        {t.emptyText}
      </EmptyState>
    );
  }
  const actions = <ButtonLink href={BUNDLES_PATH}>{texts('catalog').showAll}</ButtonLink>;
  return (
    <EmptyState icon="search" title={t.nothing} actions={actions}>
      {q !== undefined && texts('catalog').nothingFound({ q })}
    </EmptyState>
  );
}
