import { NotFound } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';

export function refuseDuplicateReference<T>(saving: Promise<T>): Promise<T> {
  return onUniqueViolation(saving, 'A customer with this reference already exists', {
    constraint: 'customers_reference_unique',
    field: 'reference',
  });
}

/** Customers in a list of ids do not exist. */
export class CustomersNotFound extends NotFound {
  override readonly fields: readonly FieldProblem[];

  constructor(uids: readonly string[]) {
    super('customer');
    this.fields = uids.map((uid) => ({
      field: 'customer_ids',
      reason: 'unknown',
      message: `Customer not found: ${uid}`,
    }));
  }
}
