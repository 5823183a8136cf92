import { type DomainError, fieldProblem, problem } from '../../common/errors/domain-error';
import type { Customer } from './customer.entity';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';

export function refuseDuplicateReference<T>(saving: Promise<T>): Promise<T> {
  return onUniqueViolation(saving, 'CUSTOMER_REFERENCE_TAKEN', {
    constraint: 'customers_reference_unique',
    field: 'reference',
  });
}

/** @param other the customer that has the e-mail address */
export function emailTaken({ uid }: Customer): DomainError {
  return problem('CUSTOMER_EMAIL_TAKEN', { field: 'email', id: uid, ids: [uid] });
}

/** @param uids customers in a list of ids that do not exist */
export function customersNotFound(uids: readonly string[]): DomainError {
  return problem('CUSTOMER_NOT_FOUND', {
    fields: uids.map((id) => fieldProblem('CUSTOMER_ID_NOT_FOUND', { field: 'customer_ids', id })),
  });
}
