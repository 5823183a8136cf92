import type { TypedHit } from '../../search/search.service';

export const SEARCH_PATH = '/console/search';

/** Characters that a search takes. */
const MAX_TEXT = 255;

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
    case 'group':
      return `/console/groups/${id}`;
    case 'order':
      return `/console/orders/${id}`;
    case 'trial':
      return `/console/trials?${new URLSearchParams({ q: title.slice(0, MAX_TEXT) }).toString()}`;
    case 'device':
      return `/console/devices?${new URLSearchParams({ q: title }).toString()}`;
  }
}
