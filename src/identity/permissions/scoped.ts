import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { productScope } from './caller';

/**
 * Restricts a query to the product of the caller's key, if the key is restricted to one.
 * @param column contains the product id
 * @param scope the product id, for a query that runs after its request
 */
export function scoped<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  scope = productScope(),
): SelectQueryBuilder<T> {
  return scope === undefined ? query : query.andWhere(`${column} = :scope`, { scope });
}
