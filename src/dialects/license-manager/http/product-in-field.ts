import { InvalidInput } from '../../../common/errors/domain-error';
import { ProductNotFound } from '../../../licenses/licenses/license.errors';

/** Reports an unknown product as an error of the field that names it: 404 is reserved for the path. */
export async function productInField<T>(field: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ProductNotFound ? new InvalidInput(field, error.message, 'unknown') : error;
  }
}
