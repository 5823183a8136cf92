import { eventPayload } from '../../core/licenses/licenses/event-payload';
import type { License } from '../../core/licenses/licenses/license.entity';
import type { UnitOfWork } from '../../core/platform/database/unit-of-work';
import type { Resource } from './resource.entity';

/** The record of an allocation, for `UnitOfWork.changeRecord`. */
export function allocated(license: License, resource: Resource): Parameters<UnitOfWork['changeRecord']> {
  const { uid, type, identifier } = resource;
  const holder = { license_id: license.id, license_uid: license.uid };
  const after = { status: 'allocated', ...holder };
  const data = { uid, type, identifier, ...eventPayload(license) };
  return ['resource.allocated', resource, { status: 'available' }, after, data];
}
