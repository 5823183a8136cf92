import { plugins } from '../../../core/common';
import { type SearchType } from '../../../core/common/internal';
import type { TypedHit } from '../search.service';
import type { IconName } from '../../../pages/components/icon';

/** Characters that a search takes. */
const MAX_TEXT = 255;

interface FoundRows {
  readonly icon: IconName;
  /** The page of a row. */
  readonly path: (id: string, title: string) => string;
}

/** The rows of the core that a search finds. */
const OWN: Partial<Readonly<Record<SearchType, FoundRows>>> = {
  license: { icon: 'key', path: (id) => `/license/edit/${id}` },
  customer: { icon: 'users', path: (id) => `/customer/edit/${id}` },
  device: {
    icon: 'monitor',
    path: (_, title) => `/console/devices?${new URLSearchParams({ q: title }).toString()}`,
  },
  product: { icon: 'package', path: (id) => `/console/products/${id}` },
  group: { icon: 'tag', path: (id) => `/console/groups/${id}` },
  trial: {
    icon: 'timer',
    path: (_, title) => `/console/trials?${new URLSearchParams({ q: title.slice(0, MAX_TEXT) }).toString()}`,
  },
};

/** The page of what was found and its icon. Throws for a type that no plug-in shows. */
export function shownHit({ type, id, title }: Pick<TypedHit, 'type' | 'id' | 'title'>) {
  const own = OWN[type];
  const rows =
    own ??
    plugins()
      .map(({ console }) => console?.found?.[type])
      .find((found) => found !== undefined);
  if (!rows) {
    throw new Error(`The console has no page for what the search finds: ${type}`);
  }
  return { path: rows.path(id, title), icon: rows.icon };
}
