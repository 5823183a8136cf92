import { isForeignKeyViolation } from '../../platform/database/database-error';
import { type DomainError, problem } from '../../common/errors/domain-error';

/** @param ids the licenses of a list of ids that are blocked or revoked; omitted for a single license */
export function suspended(ids?: readonly number[]): DomainError {
  return ids ? problem('LICENSES_SUSPENDED', { list: listed(ids), ids }) : problem('LICENSE_SUSPENDED');
}

/** Enabling or unblocking it would have no visible effect. */
export function revoked(): DomainError {
  return problem('LICENSE_REVOKED');
}

/** @param ids the licenses of a list of ids that do not exist */
export function licensesNotFound(ids: readonly number[]): DomainError {
  return problem('LICENSES_NOT_FOUND', { list: listed(ids), ids });
}

const MOST_LISTED = 10;

function listed(ids: readonly number[]): string {
  return ids.slice(0, MOST_LISTED).join(', ') + (ids.length > MOST_LISTED ? ', …' : '');
}

/** A referenced row can be deleted while the license is written. */
export async function referencesKept<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    throw isForeignKeyViolation(error) ? problem('LICENSE_REFERENCES_DELETED') : error;
  }
}
