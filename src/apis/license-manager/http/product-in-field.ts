import { isProblem, problem } from '../../../core/common';

/** Reports an unknown product as an error of the field that names it: 404 is reserved for the path. */
export async function productInField<T>(field: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isProblem(error, 'PRODUCT_NOT_FOUND') ? problem('PRODUCT_UNKNOWN', { field }) : error;
  }
}
