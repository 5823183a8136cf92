import { Injectable } from '@nestjs/common';
import { SEARCH_TYPES, type SearchType } from '../../common/search/search-source';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import type { Role } from '../../identity/users/user.entity';
import { SearchService } from '../../search/search.service';
import type { IconName } from '../components/icon';
import { navigationFor } from '../navigation';
import { hitPath } from './search-paths';

const MAX_HITS = 20;

export interface FoundEntry {
  readonly kind: SearchType | 'page';
  readonly title: string;
  /** Empty if there is nothing. */
  readonly note: string;
  readonly path: string;
  readonly icon: IconName;
}

export interface Found {
  readonly entries: readonly FoundEntry[];
  /** Also those that are not listed. */
  readonly total: number;
}

const ICONS: Readonly<Record<SearchType, IconName>> = {
  license: 'key',
  customer: 'users',
  device: 'monitor',
  resource: 'globe',
  lead: 'building-2',
  product: 'package',
};

/** Finds pages of the console and rows of all kinds that the user may see. */
@Injectable()
export class FindAnythingService {
  constructor(private readonly search: SearchService) {}

  /** All pages without a text. */
  async find(q: string | undefined, role: Role): Promise<Found> {
    const pages = pagesWith(q ?? '', role);
    // Nothing else has a name without a letter or a digit.
    if (q === undefined || !LETTER_OR_DIGIT.test(q)) {
      return { entries: pages, total: pages.length };
    }
    const { hits, total } = await this.search.search(q.trim(), SEARCH_TYPES, MAX_HITS);
    const entries = hits.map((hit) => ({
      kind: hit.type,
      title: hit.title,
      note: hit.subtitle,
      path: hitPath(hit),
      icon: ICONS[hit.type],
    }));
    return { entries: [...pages, ...entries], total: pages.length + total };
  }
}

function pagesWith(q: string, role: Role): FoundEntry[] {
  const wanted = q.trim().toLowerCase();
  return navigationFor(role)
    .flatMap(({ title: section = '', entries }) => entries.map((entry) => ({ ...entry, section })))
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .map(({ title, section, path, icon }) => ({ kind: 'page' as const, title, note: section, path, icon }));
}
