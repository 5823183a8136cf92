import { type QueryFields, withQuery } from '../../components/filters';

export const RESOURCES_PATH = '/console/resources';
export const newResourcePath = `${RESOURCES_PATH}/new`;
export const importResourcesPath = `${RESOURCES_PATH}/import`;
export const resourcePath = (id: string): string => `${RESOURCES_PATH}/${id}`;
export const resourceVerbPath = (id: string, verb: 'edit' | 'allocate' | 'release' | 'delete'): string =>
  `${resourcePath(id)}/${verb}`;
export const licensePath = (id: string): string => `/license/edit/${id}`;

export function resourceListPath(filter: QueryFields, page = 1): string {
  return withQuery(RESOURCES_PATH, { ...filter, page: page > 1 ? String(page) : undefined });
}

/** The form that allocates a resource, with a license filled in. */
export function allocationPath(id: string, license: string): string {
  return withQuery(resourceVerbPath(id, 'allocate'), { license });
}
