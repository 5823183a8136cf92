import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import type { CustomerLicenses } from './customer-licenses';
import { Customer } from './customer.entity';

/**
 * Customers visible to the caller: a product-scoped API key sees those with a license of its product or created by such a key.
 * @param scope the product id, for a query that runs after its request
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
  const isCustomerOf = licenses.areOfProduct('customer.id', ':scope');
  return query.where(`(${isCustomerOf} OR customer.createdForProductId = :scope)`, { scope });
}
