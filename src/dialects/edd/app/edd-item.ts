import type { Product } from '../../../catalog/products/product.entity';

/** The product that a program names: by a number or reference, or by its name. */
export interface EddItem {
  /** False without one. */
  readonly id: number | false;
  /** The text that was sent; false without one. */
  readonly name: string | false;
}

const MARKS = /\p{M}/gu;
const SEPARATORS = /[\s\p{Pd}./_+-]+/gu;
const OTHERS = /[^\p{L}\p{N} ]/gu;

/**
 * Whether a text is the name of a product, or its reference. They are compared by their letters and digits, because shops write
 * dashes, quotes and accents in several ways.
 */
export function isNameOf({ name, reference }: Pick<Product, 'name' | 'reference'>, text: string): boolean {
  const sent = comparable(text);
  return comparable(name) === sent || comparable(reference) === sent;
}

function comparable(name: string): string {
  return name
    .replaceAll('&amp;', '&')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(SEPARATORS, ' ')
    .replace(OTHERS, '')
    .replace(/ +/g, ' ')
    .trim();
}
