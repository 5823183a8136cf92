import { isForeignKeyViolation } from '../../platform/database/database-error';
import { Conflict, DomainError, NotFound } from '../../common/errors/domain-error';
import type { Product } from '../../catalog/products/product.entity';

export const KEY_TAKEN = 'A license with this key already exists';

/** The code distinguishes an unknown license from an unknown path. */
export class LicenseNotFound extends DomainError {
  readonly code = 'LICENSE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('License not found');
  }
}

/** A license names an unknown product. */
export class ProductNotFound extends NotFound {
  override readonly fields = [{ field: 'product', reason: 'unknown', message: this.message }];

  constructor() {
    super('product');
  }
}

export async function productNamed(lookup: Promise<Product>): Promise<Product> {
  try {
    return await lookup;
  } catch (error) {
    throw error instanceof NotFound ? new ProductNotFound() : error;
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
