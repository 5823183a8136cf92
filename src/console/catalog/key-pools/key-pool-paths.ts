import { productPath } from '../products/product-paths';

export const newKeyPoolPath = (product: string): string => `${productPath(product)}/key-pools/new`;
export const keyPoolPath = (product: string, pool: string): string => `${productPath(product)}/key-pools/${pool}`;
export const keyPoolVerbPath = (product: string, pool: string, verb: 'edit' | 'keys' | 'delete'): string =>
  `${keyPoolPath(product, pool)}/${verb}`;
