import type { License } from './license.entity';

/** The columns by which records refer to a license. */
export type LicenseIdentity = Pick<License, 'id' | 'uid' | 'key' | 'productId' | 'customerId'>;

/** Identifies the license in the data of an event. */
export function eventPayload({ id, uid, key, productId, customerId }: LicenseIdentity): Record<string, unknown> {
  return { license_id: id, license_uid: uid, license_key: key, product_id: productId, customer_id: customerId };
}
