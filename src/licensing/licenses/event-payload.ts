import type { License } from './license.entity';

/** By what those who hear of an event know the license that it is about. */
export function eventPayload({
  id,
  uid,
  key,
  productId,
  customerId,
}: Pick<License, 'id' | 'uid' | 'key' | 'productId' | 'customerId'>): Record<string, unknown> {
  return { license_id: id, license_uid: uid, license_key: key, product_id: productId, customer_id: customerId };
}
