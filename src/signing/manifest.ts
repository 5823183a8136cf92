import { isOneLine } from '../common/validation/fields';
import type { StoredFile } from '../files/stored-file.entity';
import type { ProductVersion } from '../products/product-version.entity';
import type { Product } from '../products/product.entity';

/**
 * What is signed of an update: one fact on each line. Null where a name would end its line, so that nothing that is called
 * like a fact is signed as one.
 */
export function manifestOf(
  { reference }: Pick<Product, 'reference'>,
  { version }: Pick<ProductVersion, 'version'>,
  { sha256, size }: Pick<StoredFile, 'sha256' | 'size'>,
): string | null {
  const lines = ['lm-manifest-v1', `product=${reference}`, `version=${version}`, `sha256=${sha256}`, `size=${size}`];
  return lines.every(isOneLine) ? lines.join('\n') : null;
}
