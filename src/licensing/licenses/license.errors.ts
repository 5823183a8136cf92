import { isForeignKeyViolation } from '../../platform/database/database-error';
import { Conflict, DomainError, NotFound } from '../../common/errors/domain-error';
import type { Product } from '../../catalog/products/product.entity';

export const KEY_TAKEN = 'There is a license with this key already';

/** No license of this key or id. Its code tells it from an unknown path. */
export class LicenseNotFound extends DomainError {
  readonly code = 'LICENSE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such license');
  }
}

/** A license was to be for a product that is not there. */
export class ProductNotFound extends NotFound {
  override readonly fields = [{ field: 'product', reason: 'unknown', message: this.message }];

  constructor() {
    super('product');
  }
}

export async function productNamed(finding: Promise<Product>): Promise<Product> {
  try {
    return await finding;
  } catch (error) {
    throw error instanceof NotFound ? new ProductNotFound() : error;
  }
}

/** What a license names can be deleted in the very moment in which the license is written. */
export async function referencesKept<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    throw isForeignKeyViolation(error)
      ? new Conflict('The product, the policy or the customer was deleted in the meantime')
      : error;
  }
}

/** A text that no license could have as its key. */
export class MalformedLicenseKey extends DomainError {
  readonly code = 'INVALID_LICENSE';
  readonly kind = 'invalid';
  override readonly fields: { field: string; reason: string; message: string }[];

  constructor(field: string) {
    super('The provided license key is invalid');
    this.fields = [{ field, reason: 'format_invalid', message: this.message }];
  }
}
