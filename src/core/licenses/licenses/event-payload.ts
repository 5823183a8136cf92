import { currentRequest } from '../../common/http/request-context';
import type { ChangeRecord } from '../../platform/database/change-record';
import type { EventName } from '../../platform/records/event-catalogue';
import type { License } from './license.entity';

/** The columns by which records refer to a license. */
export type LicenseIdentity = Pick<License, 'id' | 'uid' | 'key' | 'productId' | 'customerId'>;

const TARGET_TYPE = 'licenses';

/** The data by which an event identifies its license. */
export function eventPayload({ id, uid, key, productId, customerId }: LicenseIdentity): Record<string, unknown> {
  return { license_id: id, license_uid: uid, license_key: key, product_id: productId, customer_id: customerId };
}

/** The record of an event about a license that is no change of its columns. */
export function licenseRecord(
  event: EventName,
  license: LicenseIdentity,
  data: Readonly<Record<string, unknown>>,
): ChangeRecord {
  return {
    event,
    targetType: TARGET_TYPE,
    targetId: license.uid,
    before: null,
    after: null,
    data: { ...eventPayload(license), ...data },
    request: currentRequest(),
  };
}

const IDENTITY = ['license_id', 'license_uid', 'license_key', 'product_id', 'customer_id', 'job', 'policy_change'];

/** The record of the new end of a license whose change has another end than before. */
export function expiryChangeIn({
  event,
  targetType,
  targetId,
  before,
  after,
  data = {},
  request,
}: ChangeRecord): ChangeRecord[] {
  if (targetType !== TARGET_TYPE || !before || !after || !('expires_at' in after)) {
    return [];
  }
  const identity = Object.fromEntries(IDENTITY.filter((name) => name in data).map((name) => [name, data[name]]));
  const payload = { ...identity, from: before.expires_at ?? null, to: after.expires_at ?? null, cause: event };
  return [{ event: 'license.expiry_changed', targetType, targetId, before: null, after: null, data: payload, request }];
}
