import { eventPayload, type License } from '../../core/licenses';
import type { UnitOfWork } from '../../core/platform';
import type { Resource } from './resource.entity';

/** The record of an allocation, for `UnitOfWork.changeRecord`. */
export function allocated(license: License, resource: Resource): Parameters<UnitOfWork['changeRecord']> {
  const { uid, type, identifier } = resource;
  const holder = { license_id: license.id, license_uid: license.uid };
  const after = { status: 'allocated', ...holder };
  const data = { uid, type, identifier, ...eventPayload(license) };
  return ['resource.allocated', resource, { status: 'available' }, after, data];
}
