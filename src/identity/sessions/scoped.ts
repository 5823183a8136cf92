import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { productScope } from '../permissions/caller';

/**
 * Holds a query to the product that the caller's key is bound to, so that things of other products are not found. A caller
 * without such a key sees everything.
 * @param column holds the product's id
 * @param scope the product, for a query that runs after its request
 */
export function scoped<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  scope = productScope(),
): SelectQueryBuilder<T> {
  return scope === undefined ? query : query.andWhere(`${column} = :scope`, { scope });
}
