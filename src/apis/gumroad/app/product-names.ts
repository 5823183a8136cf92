import { importedFacts, textFact } from '../../kit/imported-facts';
import type { Product } from '../../../core/catalog';
import type { License } from '../../../core/licenses';

/** Field of the metadata of a product with names, and of a license with facts, that Gumroad gave. */
export const METADATA_FIELD = 'gumroad';

/** The product that a request names: by its id, else by its permalink. */
export interface NamedProduct {
  readonly id?: string;
  readonly permalink?: string;
}

/** Names of a product at Gumroad, else ours. */
export interface ProductNames {
  readonly seller_id: string;
  readonly product_id: string;
  readonly permalink: string;
  /** URL of its page. */
  readonly product_permalink: string;
  readonly short_product_id: string;
}

export function namesOf({ metadata, reference }: Pick<Product, 'metadata' | 'reference'>): ProductNames {
  const names = importedFacts(metadata, METADATA_FIELD);
  const nameOf = (field: keyof ProductNames, byDefault: string): string => textFact(names[field]) ?? byDefault;
  const permalink = nameOf('permalink', reference);
  return {
    seller_id: nameOf('seller_id', ''),
    product_id: nameOf('product_id', reference),
    permalink,
    product_permalink: nameOf('product_permalink', permalink),
    short_product_id: nameOf('short_product_id', permalink),
  };
}

/** The product of the license that the request names, by a name of Gumroad, by its reference or its UUID. */
export function productOf(license: License, { id, permalink }: NamedProduct): Product | undefined {
  const products = license.products ?? (license.product ? [license.product] : []);
  if (id !== undefined) {
    return products.find((product) => [namesOf(product).product_id, product.reference, product.uid].includes(id));
  }
  const sought = permalink?.toLowerCase();
  return products.find((product) => {
    const { permalink: own, short_product_id: short } = namesOf(product);
    return [own, short, product.reference].some((name) => name.toLowerCase() === sought);
  });
}
