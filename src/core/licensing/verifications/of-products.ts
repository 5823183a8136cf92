/**
 * Condition that a row of the log is of a license of these products. Rows of unknown keys and of deleted licenses are of none.
 * @param row alias of the row
 * @param scope placeholder of the ids of the products
 */
export const isOfProducts = (row: string, scope: string): string => `EXISTS (
  SELECT 1 FROM licenses AS own WHERE own.id = ${row}.license_id AND (own.product_id = ANY (${scope}) OR own.product_ids && ${scope})
)`;
