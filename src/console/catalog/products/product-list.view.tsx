import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { PublishedVersion } from '../../../catalog/versions/versions.service';
import { Badge } from '../../components/badge';
import { RowTitle } from '../../components/table';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { countText, Day, listed, noMatch } from '../parts';
import { type ProductListQueryDto, PRODUCT_STATES } from './product-list-query.dto';
import { licensesPath, newProductPath, productPath, PRODUCTS_PATH } from './product-paths';
import { listPage } from '../../components/list-page';
import { addLink } from '../../components/button';

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
  const [t, c] = [texts('products'), texts('catalog')];
  const { products, total, licenses, latest, canWrite } = data;
  const { page, q, status } = data.query;
  const states = PRODUCT_STATES.map((value) => ({ value, title: c[value] }));
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.add, newProductPath)],
    path: PRODUCTS_PATH,
    query: { q, status },
    views: { label: t.title, field: 'status', all: [{ title: c.all }, ...states] },
    search: { label: t.search, placeholder: t.searchHint },
    rows: products,
    columns: [
      {
        head: c.name,
        width: 40,
        onCard: 'title',
        cell: ({ uid, name, reference }) => <RowTitle href={productPath(uid)} title={name} note={reference} />,
      },
      { head: c.status, onCard: 'status', cell: ({ isActive }) => <ProductBadge isActive={isActive} /> },
      { head: t.latest, onCard: 'left', cell: ({ id }) => <Latest version={latest.get(id)} /> },
      {
        head: t.licenses,
        onCard: 'right',
        isRight: true,
        cell: ({ id, reference }) => (
          <a href={licensesPath(reference)}>{countText(licenses.get(id) ?? 0, COUNTED_LICENSES)}</a>
        ),
      },
    ],
    ...listed(products.length, total, page),
    empty: { icon: 'package', title: t.empty, text: t.emptyText },
    noMatch: noMatch(t.nothing, q),
  });
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
