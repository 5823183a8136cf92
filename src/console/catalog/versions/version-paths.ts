import type { VersionFileType } from '../../../catalog/versions/product-version.entity';
import { type QueryFields, withQuery } from '../../components/filters';
import { productPath } from '../products/product-paths';

export const versionsPath = (product: string): string => `${productPath(product)}/versions`;
export const newVersionPath = (product: string): string => `${versionsPath(product)}/new`;
export const versionPath = (product: string, version: string): string => `${versionsPath(product)}/${version}`;
export const versionVerbPath = (
  product: string,
  version: string,
  verb: 'edit' | 'publish' | 'withdraw' | 'delete',
): string => `${versionPath(product, version)}/${verb}`;
export const filePath = (product: string, version: string, type: VersionFileType): string =>
  `${versionPath(product, version)}/files/${type}`;
export const fileVerbPath = (
  product: string,
  version: string,
  type: VersionFileType,
  verb: 'download' | 'delete',
): string => `${filePath(product, version, type)}/${verb}`;

export function versionListPath(product: string, filter: QueryFields, page = 1): string {
  return withQuery(versionsPath(product), { ...filter, page: page > 1 ? String(page) : undefined });
}
