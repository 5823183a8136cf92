import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { CHANNELS } from '../../../catalog/versions/release-channel';
import { ButtonLink } from '../../components/button';
import { AddFilter, Chips, ClearFilters, FilterChoices, Results, SearchForm } from '../../components/filters';
import { EmptyState, PageHeader, Tabs } from '../../components/page-parts';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { type ListedRows, ListPager, rangeOf } from '../parts';
import { productPath, PRODUCTS_PATH } from '../products/product-paths';
import type { VersionListQueryDto } from './version-list-query.dto';
import { newVersionPath, versionListPath, versionsPath } from './version-paths';
import { VersionTable } from './version-table';

export interface VersionListData {
  readonly product: Product;
  readonly versions: readonly ProductVersion[];
  readonly total: number;
  readonly query: VersionListQueryDto;
  readonly canWrite: boolean;
}

export function versionListPage(data: VersionListData): Page {
  return new Page({
    title: texts('versions').listTitle({ product: data.product.name }),
    body: <VersionList {...data} />,
  });
}

function VersionList(data: VersionListData): VNode {
  const t = texts('versions');
  const { product, versions, total, query, canWrite } = data;
  const listed: ListedRows = { count: versions.length, total, page: query.page };
  const { q, status, channel } = query;
  const add = canWrite ? (
    <ButtonLink look="primary" icon="plus" href={newVersionPath(product.uid)}>
      {t.add}
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t.title}
        crumbs={[
          { title: texts('catalog').catalogProducts, href: PRODUCTS_PATH },
          { title: product.name, href: productPath(product.uid) },
        ]}
        actions={add}
      />
      <Tabs label={t.title} tabs={tabsOf(data)} />
      <Filters {...data} />
      <Results summary={rangeOf(listed)}>
        {versions.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <VersionTable product={product} versions={versions} />
            <ListPager {...listed} pathOf={(page) => versionListPath(product.uid, { q, status, channel }, page)} />
          </>
        )}
      </Results>
    </>
  );
}

function tabsOf({ product: { uid }, query: { q, status, channel } }: VersionListData) {
  const t = texts('versions');
  const rest = { q, channel };
  return [
    { title: texts('catalog').all, href: versionListPath(uid, rest), isCurrent: status === undefined },
    {
      title: t.published,
      href: versionListPath(uid, { ...rest, status: 'published' }),
      isCurrent: status === 'published',
    },
    { title: t.draft, href: versionListPath(uid, { ...rest, status: 'draft' }), isCurrent: status === 'draft' },
  ];
}

function Filters({ product: { uid }, query: { q, status, channel } }: VersionListData): VNode {
  const t = texts('versions');
  return (
    <SearchForm
      action={versionsPath(uid)}
      label={t.search}
      placeholder={t.searchHint}
      value={q ?? ''}
      keep={{ status, channel }}
    >
      {channel !== undefined && (
        <Chips chips={[{ field: t.channel, value: channel, removeHref: versionListPath(uid, { q, status }) }]} />
      )}
      <AddFilter>
        <FilterChoices
          title={t.channel}
          choices={CHANNELS.map((one) => ({ title: one, href: versionListPath(uid, { q, status, channel: one }) }))}
        />
      </AddFilter>
      {(q ?? channel) !== undefined && <ClearFilters href={versionListPath(uid, { status })} />}
    </SearchForm>
  );
}

function Nothing({ product, query: { q, status, channel } }: VersionListData): VNode {
  const t = texts('versions');
  if ((q ?? status ?? channel) === undefined) {
    return (
      <EmptyState icon="package" title={t.title}>
        {t.empty}
      </EmptyState>
    );
  }
  const actions = <ButtonLink href={versionsPath(product.uid)}>{texts('catalog').showAll}</ButtonLink>;
  return (
    <EmptyState icon="search" title={t.nothing} actions={actions}>
      {q !== undefined && texts('catalog').nothingFound({ q })}
    </EmptyState>
  );
}
