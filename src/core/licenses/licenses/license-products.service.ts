import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Product } from '../../catalog/products/product.entity';
import { ProductsService } from '../../catalog/products/products.service';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { License } from './license.entity';
import { referencesKept } from './license.errors';

/** The products of licenses. A license for several products is a bundle. */
@Injectable()
export class LicenseProductsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
  ) {}

  /**
   * In the order of their uids or references.
   * @param field names them, for the error
   */
  async named(references: readonly string[], field = 'product'): Promise<readonly [Product, ...Product[]]> {
    const found = await this.products.named(references);
    const [first, ...others] = new Set(references.map((reference) => found.get(reference)));
    if (!first || others.includes(undefined)) {
      throw problem('PRODUCT_NOT_FOUND', { field });
    }
    return [first, ...others.filter((product) => product !== undefined)];
  }

  /** Keeps the further products of new licenses from being deleted. */
  async add(licenses: readonly License[]): Promise<void> {
    const bundles = licenses.filter(({ productIds }) => productIds !== null);
    if (bundles.length > 0) {
      await referencesKept(this.work.manager.query(INSERT, [bundles.map(({ id }) => id)]));
    }
  }

  /** Like `add`, for a license whose products changed. */
  async replace(license: License): Promise<void> {
    await this.work.manager.query(`DELETE FROM license_products WHERE license_id = $1`, [license.id]);
    await this.add([license]);
  }

  /** Loads the products of a bundle, in their order. */
  async load(license: License): Promise<void> {
    if (license.productIds) {
      const found = await this.work.manager.findBy(Product, { id: In(license.productIds) });
      license.products = license.productIds.flatMap((id) => found.find((product) => product.id === id) ?? []);
    } else {
      license.products = license.product && [license.product];
    }
  }
}

const INSERT = `
  INSERT INTO license_products (license_id, product_id)
  SELECT id, further.product_id FROM licenses CROSS JOIN unnest(product_ids[2:]) AS further(product_id)
  WHERE id = ANY ($1::bigint[])
`;

/** Ids of all products of a license, in their order. */
export function productsOf({ productId, productIds }: Pick<License, 'productId' | 'productIds'>): readonly number[] {
  return productIds ?? [productId];
}

/** The columns of a license for these products. */
export function productColumns(productIds: readonly number[]): Pick<License, 'productIds'> {
  return { productIds: productIds.length > 1 ? [...productIds] : null };
}

/** @param references all products of a new license, if given */
export function startWith(product: string, references: readonly string[] = [product]): readonly string[] {
  if (references[0] !== product) {
    throw problem('PRODUCTS_FIRST_MISSING', { field: 'products' });
  }
  return references;
}
