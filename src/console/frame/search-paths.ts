import type { TypedHit } from '../../search/search.service';

export const SEARCH_PATH = '/console/search';

/** The page of what was found. */
export function hitPath({ type, id, title }: Pick<TypedHit, 'type' | 'id' | 'title'>): string {
  switch (type) {
    case 'license':
      return `/license/edit/${id}`;
    case 'customer':
      return `/customer/edit/${id}`;
    case 'lead':
      return `/leads/edit/${id}`;
    case 'product':
      return `/console/products/${id}`;
    case 'resource':
      return `/console/resources/${id}`;
    case 'device':
      return `/console/devices?${new URLSearchParams({ q: title }).toString()}`;
  }
}
