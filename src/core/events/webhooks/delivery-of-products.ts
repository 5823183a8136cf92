import { productScope } from '../../identity/permissions/caller';

/** Event of a delivery that somebody asked for, which belongs to no product. */
export const TESTED = 'webhook_endpoint.tested';

/** Ids of the products of the caller, for `isSeen`. */
export function seenProducts(): string[] | null {
  return productScope()?.map(String) ?? null;
}

/**
 * SQL condition of the deliveries that the caller sees: of some products, those of their events, and tests.
 * @param products parameter for `seenProducts`
 */
export function isSeen(delivery: string, products: string): string {
  return `(CAST(${products} AS text[]) IS NULL OR ${delivery}.event_name = '${TESTED}' OR EXISTS (
    SELECT 1 FROM events AS own WHERE own.at = ${delivery}.event_at AND own.id = ${delivery}.event_id
      AND own.data ->> 'product_id' = ANY (${products})
  ))`;
}
