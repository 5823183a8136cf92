import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { PublishedVersion } from '../../../catalog/versions/versions.service';
import { Badge } from '../../components/badge';
import { ButtonLink } from '../../components/button';
import { ClearFilters, Results, SearchForm } from '../../components/filters';
import { EmptyState, PageHeader, Tabs } from '../../components/page-parts';
import { type Column, RowTitle, Table } from '../../components/table';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { countText, Day, type ListedRows, ListPager, rangeOf } from '../parts';
import type { ProductListQueryDto } from './product-list-query.dto';
import { licensesPath, newProductPath, productListPath, productPath, PRODUCTS_PATH } from './product-paths';

/** Licenses of each product that the list counts. */
export const COUNTED_LICENSES = 1_000;

export interface ProductListData {
  readonly products: readonly Product[];
  readonly total: number;
  readonly query: ProductListQueryDto;
  /** By product id. */
  readonly licenses: ReadonlyMap<number, number>;
  readonly latest: ReadonlyMap<number, PublishedVersion>;
  readonly canWrite: boolean;
}

export function productListPage(data: ProductListData): Page {
  return new Page({ title: texts('products').title, body: <ProductList {...data} /> });
}

function ProductList(data: ProductListData): VNode {
  const t = texts('products');
  const { products, total, query, canWrite } = data;
  const listed: ListedRows = { count: products.length, total, page: query.page };
  const { q, status } = query;
  const add = canWrite ? (
    <ButtonLink look="primary" icon="plus" href={newProductPath}>
      {t.add}
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={add} />
      <Tabs label={t.title} tabs={tabsOf(query)} />
      <SearchForm action={PRODUCTS_PATH} label={t.search} placeholder={t.searchHint} value={q ?? ''} keep={{ status }}>
        {q !== undefined && <ClearFilters href={productListPath({ status })} />}
      </SearchForm>
      <Results summary={rangeOf(listed)}>
        {products.length === 0 ? (
          <Nothing query={query} />
        ) : (
          <>
            <Table label={t.title} rows={products} columns={columnsOf(data)} keyOf={({ id }) => id} />
            <ListPager {...listed} pathOf={(page) => productListPath({ q, status }, page)} />
          </>
        )}
      </Results>
    </>
  );
}

function tabsOf({ q, status }: ProductListQueryDto) {
  const t = texts('catalog');
  return [
    { title: t.all, href: productListPath({ q }), isCurrent: status === undefined },
    { title: t.active, href: productListPath({ q, status: 'active' }), isCurrent: status === 'active' },
    { title: t.inactive, href: productListPath({ q, status: 'inactive' }), isCurrent: status === 'inactive' },
  ];
}

function columnsOf({ licenses, latest }: ProductListData): Column<Product>[] {
  const t = texts('products');
  return [
    {
      head: texts('catalog').name,
      width: 40,
      onCard: 'title',
      cell: ({ uid, name, reference }) => <RowTitle href={productPath(uid)} title={name} note={reference} />,
    },
    { head: texts('catalog').status, onCard: 'status', cell: ({ isActive }) => <ProductBadge isActive={isActive} /> },
    { head: t.latest, onCard: 'left', cell: ({ id }) => <Latest version={latest.get(id)} /> },
    {
      head: t.licenses,
      onCard: 'right',
      isRight: true,
      cell: ({ id, reference }) => (
        <a href={licensesPath(reference)}>{countText(licenses.get(id) ?? 0, COUNTED_LICENSES)}</a>
      ),
    },
  ];
}

export function ProductBadge({ isActive }: { readonly isActive: boolean }): VNode {
  const t = texts('catalog');
  return (
    <Badge tone={isActive ? 'ok' : 'neutral'} icon={isActive ? 'circle-check' : 'circle-pause'}>
      {isActive ? t.active : t.inactive}
    </Badge>
  );
}

function Latest({ version }: { readonly version: PublishedVersion | undefined }): VNode {
  if (!version) {
    return <span class="unset">{texts('products').noVersion}</span>;
  }
  return (
    <>
      <span class="cut" title={version.version}>
        {version.version}
      </span>
      <span class="row-note">
        <Day day={version.releasedAt} />
      </span>
    </>
  );
}

function Nothing({ query: { q, status } }: { readonly query: ProductListQueryDto }): VNode {
  const t = texts('products');
  if (q === undefined && status === undefined) {
    return (
      <EmptyState icon="package" title={t.empty}>
        {t.emptyText}
      </EmptyState>
    );
  }
  const actions = <ButtonLink href={PRODUCTS_PATH}>{texts('catalog').showAll}</ButtonLink>;
  return (
    <EmptyState icon="search" title={t.nothing} actions={actions}>
      {q !== undefined && texts('catalog').nothingFound({ q })}
    </EmptyState>
  );
}
