import type { CursorRequest, Page as Rows } from '../../core/common';
import type { Restorable } from '../../core/platform/internal';
import type { Detail } from '../components/text';

/** Something that was deleted and can be restored. */
export interface ArchivedThing {
  readonly uid: string;
  readonly name: string;
  /** Below the name in the list. */
  readonly note?: string;
  readonly facts: readonly Detail[];
  readonly archive: Restorable;
}

/** A noun whose deletions can be undone. */
export interface ArchiveKind {
  readonly noun: 'license' | 'customer' | 'product';
  /** Path of the list of objects that are not deleted. */
  readonly listPath: string;
  readonly pagePath: (uid: string) => string;
  readonly list: (page: CursorRequest, q: string | undefined) => Promise<Rows<ArchivedThing>>;
  /** Throws a problem of the kind not-found. */
  readonly get: (uid: string) => Promise<ArchivedThing>;
  readonly restore: (uid: string) => Promise<unknown>;
  readonly purge: (uid: string) => Promise<unknown>;
}

const archivePath = (listPath: string): string => `${listPath}/archived`;

/** Pages of what was deleted, below the list of the others. */
export const archivePaths = (listPath: string, uid = '') => ({
  list: archivePath(listPath),
  page: `${archivePath(listPath)}/${uid}`,
  restore: `${archivePath(listPath)}/${uid}/restore`,
  purge: `${archivePath(listPath)}/${uid}/purge`,
});

/** A page of rows as things. */
export function mapped<T>(page: Rows<T>, thing: (row: T) => ArchivedThing): Rows<ArchivedThing> {
  return { ...page, rows: page.rows.map(thing) };
}

/** The archive of a row that was read from it. */
export function archiveOf({ archive }: { readonly archive?: Restorable }): Restorable {
  if (!archive) {
    throw new Error('The archive of this row was not loaded');
  }
  return archive;
}
