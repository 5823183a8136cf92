import { InvalidInput } from '../../../common/errors/domain-error';
import { ProductNotFound } from '../../../licensing/licenses/license.errors';

/** A product that is not there is a mistake in the field that names it: 404 is for what an address names. */
export async function productInField<T>(field: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ProductNotFound ? new InvalidInput(field, error.message, 'unknown') : error;
  }
}
