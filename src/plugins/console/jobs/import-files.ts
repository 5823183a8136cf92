import type { StreamableFile } from '@nestjs/common';
import { csvFile, mapPages } from '../../../core/common';
import { importedRow, type LicenseImport } from '../../../core/licensing/internal';
import type { BackgroundJobRow } from '../../../core/platform';
import { mistakesOf } from './import-mistakes';

type Rows = AsyncIterable<BackgroundJobRow[]>;

/** Rows with mistakes as they are in the file, with what is wrong. */
export function mistakesFile({ header }: LicenseImport, rows: Rows): StreamableFile {
  return csvFile(
    'mistakes.csv',
    [...columnsOf(header), 'row', 'reason'],
    mapPages(rows, (row) => ({ ...cellsOf(row), row: importedRow(row).row, reason: mistakesOf(row) })),
  );
}

/** The rows of an import as they are in the file, with the keys of their licenses. */
export function importedFile({ header }: LicenseImport, rows: Rows): StreamableFile {
  return csvFile(
    'licenses.csv',
    [...columnsOf(header), 'row', 'license_key', 'license_id', 'outcome', 'reason'],
    mapPages(rows, (row) => {
      const { label, targetUid, outcome } = row;
      const license = targetUid === null ? {} : { license_key: label, license_id: targetUid };
      return { ...cellsOf(row), ...license, row: importedRow(row).row, outcome, reason: mistakesOf(row) };
    }),
  );
}

/** Headings may be empty, and the same twice. */
function columnsOf(header: readonly string[]) {
  return header.map((heading, index) => ({ key: `cell ${index}`, header: heading }));
}

function cellsOf(row: BackgroundJobRow): Record<string, string> {
  return Object.fromEntries(importedRow(row).cells.map((cell, index) => [`cell ${index}`, cell]));
}
