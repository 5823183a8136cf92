import type { License } from './license.entity';

/** Identifies the license in the data of an event. */
export function eventPayload({
  id,
  uid,
  key,
  productId,
  customerId,
}: Pick<License, 'id' | 'uid' | 'key' | 'productId' | 'customerId'>): Record<string, unknown> {
  return { license_id: id, license_uid: uid, license_key: key, product_id: productId, customer_id: customerId };
}
