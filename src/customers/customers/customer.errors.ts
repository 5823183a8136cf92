import { Conflict, NotFound } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { Customer } from './customer.entity';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';

export function refuseDuplicateReference<T>(saving: Promise<T>): Promise<T> {
  return onUniqueViolation(saving, 'A customer with this reference already exists', {
    constraint: 'customers_reference_unique',
    field: 'reference',
  });
}

/** @param other the customer that has the e-mail address */
export function emailTaken({ uid }: Customer): Conflict {
  const message = `Another customer has this email: ${uid}. Send allow_duplicate_email to accept it`;
  return new Conflict(message, 'CONFLICT', [{ field: 'email', reason: 'taken', message, ids: [uid] }]);
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
