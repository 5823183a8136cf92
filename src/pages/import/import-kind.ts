import type { CsvReading, ImportReport } from '../../core/common';
import type { CsvColumns } from '../../core/common/internal';
import type { Flash } from '../kit/flash';

/** The column of each place in a file; empty for places that are left out. */
export type ColumnsByPlace = readonly string[];

export interface ImportKindTexts {
  /** The title of the pages. */
  readonly title: string;
  /** The title of the list. */
  readonly list: string;
  /** Which columns are needed and what they mean. */
  readonly hints: readonly string[];
  readonly imported: (count: number) => string;
}

interface UploadTexts {
  readonly texts?: () => { readonly steps: readonly string[]; readonly lead: string; readonly upload: string };
}

/** Headings of people's own files, which are matched with columns. */
export interface ColumnMatching {
  readonly guess: (header: readonly string[]) => ColumnsByPlace;
  readonly titleOf: (column: string) => string;
}

/** Files of one noun that are uploaded to be imported. */
export interface UploadKind {
  /** The path of the first step. */
  readonly path: string;
  readonly listPath: string;
  readonly format: CsvColumns<string>;
  /** If it is left out, the headings must be the names of the columns. */
  readonly matching?: ColumnMatching;
  readonly texts: () => ImportKindTexts;
  /** Other steps and limits than those of most imports. */
  readonly upload?: UploadTexts & { readonly maxRows: number };
  /** A file is imported by the first step if its headings are the names of the columns and no row is wrong. */
  readonly isImportedAtOnce?: boolean;
}

/** An import of one noun from CSV files. */
export interface ImportKind extends UploadKind {
  /** Imports all rows or none, and throws if a row is wrong; a dry run reports what is wrong. */
  readonly import: (
    file: Buffer,
    isDryRun: boolean,
    reading: CsvReading,
    named?: ColumnsByPlace,
  ) => Promise<ImportReport & { readonly undo?: Flash['link'] }>;
}

/** The chosen columns in a form or an address; undefined if there is no known column for each place. */
export function chosenColumns({ format, matching }: UploadKind, chosen: unknown, header: readonly string[]) {
  const columns: unknown[] = chosen === undefined ? [] : [chosen].flat();
  return matching && columns.length === header.length && header.length > 0
    ? columns.map((value) => format.columns.find((column) => column === value) ?? '')
    : undefined;
}

export const filePath = ({ path }: UploadKind, id: number): string => `${path}/${id}`;
export const errorsPath = (kind: ImportKind, id: number): string => `${filePath(kind, id)}/errors`;
