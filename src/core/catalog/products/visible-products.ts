import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import { productScope, scoped } from '../../identity/permissions/caller';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { idOrReferenceIn, PRODUCTS } from './names';
import { Product } from './product.entity';

/**
 * A product's uid or reference; or `idOrReference`: a number is its numeric id, a text its reference or, if no product has that reference, its
 * numeric id.
 */
export type ProductId = string | { readonly idOrReference: string | number };

/** Products visible to the caller: a product-scoped API key sees only its own. */
export function visibleProducts(manager: EntityManager, id?: ProductId): SelectQueryBuilder<Product> {
  const all = manager
    .createQueryBuilder(Product, 'product')
    .innerJoinAndSelect('product.policy', 'policy')
    .leftJoinAndSelect('product.trialPolicy', 'trial_policy');
  const query = scoped(all, 'product.id');
  if (typeof id === 'object') {
    return query.andWhere(IS_NAMED, { ...idOrReferenceIn(id.idOrReference), within: productScope() ?? null });
  }
  return id === undefined ? query : query.andWhere(HAS_ID, idOrName('id', id));
}

/** Serializes changes of a product. Locks its row alone. */
export function lockProduct(manager: EntityManager, id: ProductId): Promise<Product | null> {
  return visibleProducts(manager, id).setLock('for_no_key_update', undefined, ['product']).getOne();
}

/** A product is archived with its policy. */
export const WITH_POLICY = { related: ['policies'] };

const HAS_ID = `product.id = ${idOrNameSql(PRODUCTS, 'id')}`;

// For a product-scoped caller, a reference of another product does not hide the product with that number.
const IS_NAMED = `product.id = COALESCE(
  (SELECT id FROM products WHERE reference = :reference AND (CAST(:within AS bigint[]) IS NULL OR id = ANY (:within))),
  CAST(:number AS bigint)
)`;

export function refuseDuplicateReference<T>(saving: Promise<T>): Promise<T> {
  return onUniqueViolation(saving, 'PRODUCT_REFERENCE_TAKEN', {
    constraint: 'products_reference_unique',
    field: 'reference',
  });
}

export function found(product: Product | null): Product {
  if (!product) {
    throw problem('PRODUCT_NOT_FOUND');
  }
  return product;
}
