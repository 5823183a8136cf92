import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import type { Crumb } from '../../components/page-parts';
import { texts } from '../../../i18n/texts';
import { productPath, PRODUCTS_PATH } from '../products/product-paths';
import { versionPath, versionsPath } from './version-paths';

/** The pages above a page of a version, its own included if it is given. */
export function crumbsOf({ uid, name }: Product, version?: ProductVersion): Crumb[] {
  const above = [
    { title: texts('catalog').catalogProducts, href: PRODUCTS_PATH },
    { title: name, href: productPath(uid) },
    { title: texts('versions').title, href: versionsPath(uid) },
  ];
  return version ? [...above, { title: version.version, href: versionPath(uid, version.uid) }] : above;
}
