import type { PermissionName } from './access/authorized.decorator';
import type { NewestRequest, Page } from './pagination/page-request';

/** Types of the records that the search finds. */
export const SEARCH_TYPES = [
  'customer',
  'license',
  'device',
  'resource',
  'lead',
  'product',
  'group',
  'trial',
  'order',
] as const;
/** Type of a record that the search finds. */
export type SearchType = (typeof SEARCH_TYPES)[number];

/** A row that was found, as a person recognizes it. */
export interface SearchHit {
  /** The uuid. */
  readonly id: string;
  /** The numeric id used by other APIs. */
  readonly number: number;
  readonly title: string;
  /** Distinguishes it from others with the same title; may be empty. */
  readonly subtitle: string;
  readonly status: string | null;
  /** Number of the license of a device. */
  readonly licenseNumber?: number;
}

/** Finds the rows of one noun; each noun's module exports its own. */
export abstract class SearchSource {
  abstract readonly type: SearchType;
  /** Permission required to see the rows. */
  abstract readonly permission: PermissionName;

  /** Finds the rows that the caller may see. */
  abstract find(q: string, page: NewestRequest): Promise<Page<SearchHit>>;

  /** Whether `find` leaves out older rows for this text. */
  leavesOutRows(_q: string): Promise<boolean> {
    return Promise.resolve(false);
  }
}
