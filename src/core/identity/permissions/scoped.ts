import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { productScope } from './caller';

/**
 * Restricts a query to the products of the caller's key, if the key is restricted to any.
 * @param column contains the product id
 * @param scope the product ids, for a query that runs after its request
 */
export function scoped<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  scope = productScope(),
): SelectQueryBuilder<T> {
  if (scope === undefined) {
    return query;
  }
  // Equality keeps the order of an index by this column and the id.
  return scope.length > 1
    ? query.andWhere(`${column} = ANY (:scope)`, { scope })
    : query.andWhere(`${column} = :scope`, { scope: scope[0] });
}
