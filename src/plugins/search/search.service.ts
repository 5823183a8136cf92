import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PluginServices, problem, type SearchHit, SearchSource } from '../../core/common';
import { SEARCH_TYPES, type SearchType } from '../../core/common/internal';
import { currentCaller, isPermitted } from '../../core/identity';

/** Totals are exact up to this number of rows of one type. */
export const COUNTED_HITS = 1_000;

export interface TypedHit extends SearchHit {
  readonly type: SearchType;
}

export interface SearchResults {
  readonly hits: readonly TypedHit[];
  /** Sum over all types; a type with more than COUNTED_HITS rows counts COUNTED_HITS. */
  readonly total: number;
  /** Whether `total` counts all rows; otherwise there are at least that many. */
  readonly isExact: boolean;
  /** Whether older rows were left out, because the text is that short. */
  readonly leavesOutRows: boolean;
}

/** Searches the rows of several nouns. */
@Injectable()
export class SearchService implements OnModuleInit {
  /** In the order of results. */
  private sources: readonly SearchSource[] = [];

  constructor(private readonly services: PluginServices) {}

  onModuleInit(): void {
    const sources = this.services.all(SearchSource);
    this.sources = SEARCH_TYPES.flatMap((type) => sources.find((source) => source.type === type) ?? []);
  }

  /**
   * Finds the newest rows of each type that the caller may read.
   * @param types the types to search
   * @param limit of all types together, which share it evenly
   */
  async search(q: string, types: readonly SearchType[], limit: number): Promise<SearchResults> {
    const wanted = this.sources.filter(({ type }) => types.includes(type));
    const permitted = wanted.filter(({ permission }) => isPermitted(currentCaller(), permission));
    if (permitted.length === 0) {
      throw problem('FORBIDDEN', { permission: wanted.map(({ permission }) => permission).join(' or ') });
    }
    const found: { hits: TypedHit[]; total: number; leavesOutRows: boolean }[] = [];
    // One after the other, so that a search holds one connection.
    for (const source of permitted) {
      const { rows, total } = await source.find(q, { newest: limit, countTo: COUNTED_HITS });
      found.push({
        hits: rows.map((hit) => ({ ...hit, type: source.type })),
        total: total ?? 0,
        leavesOutRows: await source.leavesOutRows(q),
      });
    }
    const leavesOutRows = found.some((one) => one.leavesOutRows);
    return {
      hits: shared(
        found.map(({ hits }) => hits),
        limit,
      ),
      total: found.reduce((sum, { total }) => sum + total, 0),
      isExact: !leavesOutRows && found.every(({ total }) => total < COUNTED_HITS),
      leavesOutRows,
    };
  }
}

/** Takes the first hit of each list, then the second of each, up to the limit, and leaves the lists in their order. */
export function shared<T>(lists: readonly (readonly T[])[], limit: number): T[] {
  return lists
    .flatMap((list, order) => list.map((hit, rank) => ({ hit, order, rank })))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, limit)
    .sort((a, b) => a.order - b.order || a.rank - b.rank)
    .map(({ hit }) => hit);
}
