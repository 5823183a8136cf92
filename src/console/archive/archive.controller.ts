import { ProductsService } from '../../catalog/products/products.service';
import type { Product } from '../../catalog/products/product.entity';
import { problem } from '../../common/errors/domain-error';
import type { Page as Rows } from '../../common/pagination/page-request';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomersService } from '../../customers/customers/customers.service';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import { LicensesService, type LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import type { Restorable } from '../../platform/archives/archive.entity';
import { CUSTOMERS_PATH, customerPath } from '../customers/customer-paths';
import { productPath, PRODUCTS_PATH } from '../catalog/products/product-parts';
import { licensePath, LICENSES_PATH } from '../license/license-paths';
import type { ArchivedThing } from './archive-kind';
import { archivePages } from './archive-pages';

export const ArchivedLicensesController = archivePages(
  LICENSES_PATH,
  { read: Permission.LicensesRead, write: Permission.LicensesWrite },
  LicensesService,
  (licenses) => ({
    noun: 'license',
    listPath: LICENSES_PATH,
    pagePath: licensePath,
    list: async (page, q) => mapped(await licenses.list(page, { q, isArchived: true }), licenseThing),
    get: async (uid) => {
      const found = await licenses.findArchived(uid);
      if (!found) {
        throw problem('LICENSE_NOT_FOUND');
      }
      return licenseThing(found);
    },
    restore: (uid) => licenses.restore(uid),
    purge: (uid) => licenses.delete(uid, true),
  }),
);

export const ArchivedCustomersController = archivePages(
  CUSTOMERS_PATH,
  { read: Permission.CustomersRead, write: Permission.CustomersWrite },
  CustomersService,
  (customers) => ({
    noun: 'customer',
    listPath: CUSTOMERS_PATH,
    pagePath: customerPath,
    list: async (page, q) => mapped(await customers.list(page, { q, isArchived: true }), customerThing),
    get: async (uid) => customerThing(await customers.getArchived(uid)),
    restore: (uid) => customers.restore(uid),
    purge: (uid) => customers.delete(uid, true),
  }),
);

export const ArchivedProductsController = archivePages(
  PRODUCTS_PATH,
  { read: Permission.ProductsRead, write: Permission.ProductsWrite },
  ProductsService,
  (products) => ({
    noun: 'product',
    listPath: PRODUCTS_PATH,
    pagePath: productPath,
    list: async (page, q) => mapped(await products.list(page, { q, isArchived: true }), productThing),
    get: async (uid) => productThing(await products.getArchived(uid)),
    restore: (uid) => products.restore(uid),
    purge: (uid) => products.delete(uid, true),
  }),
);

function mapped<T>(page: Rows<T>, thing: (row: T) => ArchivedThing): Rows<ArchivedThing> {
  return { ...page, rows: page.rows.map(thing) };
}

function licenseThing({ license }: LicenseWithUsage): ArchivedThing {
  const t = texts('licenseActions');
  const { uid, key, product, customer, batch } = license;
  return {
    uid,
    name: key,
    note: product?.name,
    facts: [
      { term: t.product, value: product?.name },
      { term: t.customer, value: customer?.name },
      { term: texts('licenses').batch, value: batch },
    ],
    archive: archiveOf(license),
  };
}

function customerThing(customer: Customer): ArchivedThing {
  const t = texts('customers');
  const { uid, name, email, company, reference } = customer;
  return {
    uid,
    name,
    note: email ?? undefined,
    facts: [
      { term: t.email, value: email },
      { term: t.company, value: company },
      { term: t.reference, value: reference },
    ],
    archive: archiveOf(customer),
  };
}

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

function archiveOf({ archive }: { readonly archive?: Restorable }): Restorable {
  if (!archive) {
    throw new Error('The archive of this row was not loaded');
  }
  return archive;
}
