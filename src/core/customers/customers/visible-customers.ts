import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import type { CustomerLicenses } from './customer-licenses';
import { Customer } from './customer.entity';

/**
 * Customers visible to the caller: a product-scoped API key sees those with a license of its products or created by a key of one of them.
 * @param scope the product ids, for a query that runs after its request
 */
export function visibleCustomers(
  manager: EntityManager,
  licenses: CustomerLicenses,
  scope = productScope(),
): SelectQueryBuilder<Customer> {
  const query = manager.createQueryBuilder(Customer, 'customer');
  if (scope === undefined) {
    return query;
  }
  const isCustomerOf = licenses.areOfProducts('customer.id', ':scope');
  return query.where(`(${isCustomerOf} OR customer.createdForProductId = ANY (:scope))`, { scope });
}

/** The oldest customer of the query with this e-mail address, which is in lower case. */
export function oldestWithEmail(query: SelectQueryBuilder<Customer>, email: string): Promise<Customer | null> {
  return query.andWhere('customer.email = :email', { email }).orderBy('customer.id').limit(1).getOne();
}
