import { type QueryFields, withQuery } from '../../components/filters';

export const PRODUCTS_PATH = '/console/products';
export const newProductPath = `${PRODUCTS_PATH}/new`;
export const productPath = (id: string): string => `${PRODUCTS_PATH}/${id}`;
export const productVerbPath = (id: string, verb: 'edit' | 'activate' | 'deactivate' | 'delete'): string =>
  `${productPath(id)}/${verb}`;

export function productListPath(filter: QueryFields, page = 1): string {
  return withQuery(PRODUCTS_PATH, { ...filter, page: page > 1 ? String(page) : undefined });
}

/** The licenses of a product. */
export const licensesPath = (reference: string): string => withQuery('/console/licenses', { product: reference });
export const policyPath = (id: string): string => `/console/policies/${id}`;
