import { type QueryFields, withQuery } from '../../components/filters';

export const BUNDLES_PATH = '/console/app-bundles';
export const newBundlePath = `${BUNDLES_PATH}/new`;
export const bundlePath = (id: string): string => `${BUNDLES_PATH}/${id}`;
export const bundleVerbPath = (
  id: string,
  verb: 'edit' | 'activate' | 'deactivate' | 'delete' | 'license-file' | 'license-file/download',
): string => `${bundlePath(id)}/${verb}`;

export function bundleListPath(filter: QueryFields, page = 1): string {
  return withQuery(BUNDLES_PATH, { ...filter, page: page > 1 ? String(page) : undefined });
}
