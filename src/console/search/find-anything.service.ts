import { Injectable } from '@nestjs/common';
import { SEARCH_TYPES, type SearchType } from '../../common/search/search-source';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import { ApiKeysService } from '../../identity/api-keys/api-keys.service';
import { currentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission, type Role } from '../../identity/permissions/permission';
import { SearchService } from '../../search/search.service';
import type { IconName } from '../components/icon';
import { navigationFor } from '../frame/navigation';
import { keyPath } from '../integrations/api-keys/api-key-paths';
import { hitPath } from '../frame/search-paths';

const MAX_HITS = 20;
/** Shorter texts are hardly API keys. */
const MIN_API_KEY = 20;

export interface FoundEntry {
  readonly kind: SearchType | 'page' | 'api_key';
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
  /** Whether the total is exact; otherwise there are at least that many. */
  readonly isExact: boolean;
  readonly leavesOutRows: boolean;
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
  constructor(
    private readonly search: SearchService,
    private readonly apiKeys: ApiKeysService,
  ) {}

  /** All pages without a text. */
  async find(q: string | undefined, role: Role): Promise<Found> {
    const pages = pagesWith(q ?? '', role);
    // Nothing else has a name without a letter or a digit.
    if (q === undefined || !LETTER_OR_DIGIT.test(q)) {
      return { entries: pages, total: pages.length, isExact: true, leavesOutRows: false };
    }
    const apiKey = await this.apiKeyWith(q.trim());
    if (apiKey) {
      return { entries: [apiKey], total: 1, isExact: true, leavesOutRows: false };
    }
    const { hits, total, ...rest } = await this.search.search(q.trim(), SEARCH_TYPES, MAX_HITS);
    const entries = hits.map((hit) => ({
      kind: hit.type,
      title: hit.title,
      note: hit.subtitle,
      path: hitPath(hit),
      icon: ICONS[hit.type],
    }));
    return { entries: [...pages, ...entries], total: pages.length + total, ...rest };
  }

  /** A pasted API key finds its entry. */
  private async apiKeyWith(value: string): Promise<FoundEntry | undefined> {
    const isWanted = value.length >= MIN_API_KEY && isPermitted(currentCaller(), Permission.ApiKeysRead);
    const found = isWanted ? await this.apiKeys.withValue(value) : undefined;
    return (
      found && { kind: 'api_key', title: found.name, note: found.prefix, path: keyPath(found.uid), icon: 'key-round' }
    );
  }
}

function pagesWith(q: string, role: Role): FoundEntry[] {
  const wanted = q.trim().toLowerCase();
  return navigationFor(role)
    .flatMap(({ title: section = '', entries }) => entries.map((entry) => ({ ...entry, section })))
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .map(({ title, section, path, icon }) => ({ kind: 'page' as const, title, note: section, path, icon }));
}
