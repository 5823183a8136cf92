import { productScope } from '../../../core/identity';

/** Licenses, devices and refusals of a customer are counted up to this number. */
export const MAX_COUNTED = 10_000;

/**
 * The newest licenses of the customer $1 that the caller may see. An index alone leads to their ids: for other columns, the planner would walk from
 * the newest license of all customers.
 */
export function licensesOfCustomer(columns: string, limit = MAX_COUNTED): string {
  const scope = productScope();
  const ofProducts = scope ? `AND product_id IN (${scope.join()})` : '';
  const ids = `SELECT id FROM licenses WHERE customer_id = $1 ${ofProducts} ORDER BY id DESC LIMIT ${limit}`;
  return columns === 'id' ? ids : `SELECT ${columns} FROM licenses WHERE id = ANY (ARRAY(${ids}))`;
}
