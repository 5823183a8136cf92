import { isOneLine } from '../../common/validation/fields';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import type { ProductVersion } from '../versions/product-version.entity';
import type { Product } from '../products/product.entity';

export type SignedVersion = Pick<ProductVersion, 'version' | 'releasedAt'> & {
  readonly sqlFile?: Pick<StoredFile, 'sha256'> | null;
};

/**
 * What is signed of an update: one fact on each line. New facts are added at the end, because programs in the field know the first
 * five lines. Null where a name would end its line, so that nothing that is called
 * like a fact is signed as one.
 */
export function manifestOf(
  { reference }: Pick<Product, 'reference'>,
  { version, releasedAt, sqlFile }: SignedVersion,
  { sha256, size }: Pick<StoredFile, 'sha256' | 'size'>,
): string | null {
  const lines = [
    ...['lm-manifest-v1', `product=${reference}`, `version=${version}`, `sha256=${sha256}`, `size=${size}`],
    ...(sqlFile ? [`sql_sha256=${sqlFile.sha256}`] : []),
    `released_at=${releasedAt}`,
  ];
  return lines.every(isOneLine) ? lines.join('\n') : null;
}
