import type { VNode } from 'preact';
import type { Product } from '../../../../core/catalog';
import { texts } from '../../../../core/i18n';
import { Badge } from '../../../../pages/components/badge';
import { withQuery } from '../../../../pages/components/filters';
import type { Crumb } from '../../../../pages/components/page-parts';
import type { Detail } from '../../../../pages/components/text';
import { countText } from '../../../../pages/components/list-counts';
import { productPath } from '../../../../pages/kit/record-paths';
import { COUNTED_LICENSES } from './product-facts.service';

export const PRODUCTS_PATH = '/console/products';

/** The pages above a page of a product, its own included if it is given. */
export function crumbsOf(product?: Product): Crumb[] {
  const list = { title: texts('products').title, href: PRODUCTS_PATH };
  return product ? [list, { title: product.name, href: productPath(product.uid) }] : [list];
}

/** Facts for a confirmation. */
export function aboutOf(product: Product, licenses: number): Detail[] {
  const t = texts('products');
  return [
    { term: t.reference, value: <code>{product.reference}</code> },
    { term: t.status, value: <ProductBadge isActive={product.isActive} /> },
    licensesOf(product, licenses, COUNTED_LICENSES),
  ];
}

/** The number of its licenses, which leads to them. */
export function licensesOf({ reference }: Product, count: number, limit: number): Detail {
  const href = withQuery('/console/licenses', { product: reference });
  return { term: texts('products').licenses, value: <a href={href}>{countText(count, limit)}</a> };
}

export function ProductBadge({ isActive }: { readonly isActive: boolean }): VNode {
  const t = texts('catalog');
  return (
    <Badge
      tone={isActive ? 'ok' : 'neutral'}
      icon={isActive ? 'circle-check' : 'circle-pause'}
      text={isActive ? t.active : t.inactive}
    />
  );
}
