import { DeleteProductsService, type Product } from '../../../../core/catalog';
import { texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { type ArchivedThing, archiveOf, mapped } from '../../../../pages/archive/archive-kind';
import { archivePages } from '../../../../pages/archive/archive-pages';
import { productPath } from '../../../../pages/kit/record-paths';
import { PRODUCTS_PATH } from './product-parts';

export const ArchivedProductsController = archivePages(
  PRODUCTS_PATH,
  { read: Permission.ProductsRead, write: Permission.ProductsWrite },
  DeleteProductsService,
  (products) => ({
    noun: 'product',
    listPath: PRODUCTS_PATH,
    pagePath: productPath,
    list: async (page, q) => mapped(await products.listArchived(page, q), productThing),
    get: async (uid) => productThing(await products.getArchived(uid)),
    restore: (uid) => products.restore(uid),
    purge: (uid) => products.delete(uid, true),
  }),
);

function productThing(product: Product): ArchivedThing {
  const t = texts('products');
  const { uid, name, reference, description } = product;
  return {
    uid,
    name,
    note: reference,
    facts: [
      { term: t.reference, value: reference },
      { term: t.description, value: description || undefined },
    ],
    archive: archiveOf(product),
  };
}
