import { isForeignKeyViolation } from '../../platform/database/database-error';
import { Conflict, DomainError, NotFound } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';

export const KEY_TAKEN = 'A license with this key already exists';

/** The code distinguishes an unknown license from an unknown path. */
export class LicenseNotFound extends DomainError {
  readonly code = 'LICENSE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('License not found');
  }
}

/** Somebody else changed the license after the caller read it. */
export class LicenseChanged extends Conflict {
  constructor() {
    super('This license has changed since it was read', 'REVISION_CONFLICT', [
      { field: 'revision', reason: 'outdated', message: 'This license has changed since it was read' },
    ]);
  }
}

/** Licenses in a list of ids do not exist. */
export class LicensesNotFound extends DomainError {
  readonly code = 'LICENSE_NOT_FOUND';
  readonly kind = 'not-found';
  override readonly fields: readonly FieldProblem[];

  constructor(ids: readonly number[]) {
    super(`Licenses not found: ${listed(ids)}`);
    this.fields = [{ field: 'license_ids', reason: 'unknown', message: this.message, ids }];
  }
}

/** @param ids the licenses of a list of ids that are blocked or revoked; omitted for a single license */
export function suspended(ids?: readonly number[]): Conflict {
  const message = 'A blocked or revoked license cannot be enabled or disabled';
  return ids
    ? new Conflict(`${message}: ${listed(ids)}`, 'CONFLICT', [
        { field: 'license_ids', reason: 'suspended', message, ids },
      ])
    : new Conflict(message);
}

/** Enabling or unblocking it would have no visible effect. */
export function revoked(): Conflict {
  return new Conflict('A revoked license cannot be enabled or unblocked: set its state to active');
}

const MOST_LISTED = 10;

function listed(ids: readonly number[]): string {
  return ids.slice(0, MOST_LISTED).join(', ') + (ids.length > MOST_LISTED ? ', …' : '');
}

/** A license names an unknown product. */
export class ProductNotFound extends NotFound {
  /** @param field the field that names it */
  constructor(field = 'product') {
    super('product', field);
  }
}

/** A referenced row can be deleted while the license is written. */
export async function referencesKept<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    throw isForeignKeyViolation(error)
      ? new Conflict('The product, the policy or the customer was deleted concurrently')
      : error;
  }
}

/** The text is not a well-formed license key. */
export class MalformedLicenseKey extends DomainError {
  readonly code = 'INVALID_LICENSE';
  readonly kind = 'invalid';
  override readonly fields: { field: string; reason: string; message: string }[];

  constructor(field: string) {
    super('The provided license key is invalid');
    this.fields = [{ field, reason: 'format_invalid', message: this.message }];
  }
}
