import { isOneLine } from '../../common/validation/fields';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import type { ProductVersion } from '../versions/product-version.entity';
import type { Product } from '../products/product.entity';

export type SignedVersion = Pick<ProductVersion, 'version' | 'releasedAt'> & {
  readonly sqlFile?: Pick<StoredFile, 'sha256'> | null;
};

/**
 * The signed text of an update, one field per line. New fields are added at the end, because deployed programs parse the
 * first five lines. Null if a value contains a line break, which could inject a field.
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
