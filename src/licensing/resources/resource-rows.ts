import { type CsvRow, readCsv } from '../../common/http/csv-rows';
import { isStorable } from '../../common/http/json-body';
import { isOneLine } from '../../common/validation/fields';
import type { NewResource } from './resources.service';

export const RESOURCE_COLUMNS = ['type', 'identifier'] as const;
export type ResourceColumn = (typeof RESOURCE_COLUMNS)[number];

/** Maximum number of rows of a file: they are inserted in one statement. */
const MAX_ROWS = 5_000;
const MAX_LENGTH = 255;

/** A row of a CSV file. */
export interface ResourceRow extends NewResource {
  /** Number in a spreadsheet: the header is row 1. */
  readonly row: number;
}

/** An invalid cell. */
export interface ResourceRowProblem {
  readonly row: number;
  readonly column: ResourceColumn;
  readonly message: string;
}

/** @throws InvalidInput if the file as a whole cannot be read */
export function readResources(file: Buffer): ResourceRow[] {
  const format = { columns: RESOURCE_COLUMNS, required: RESOURCE_COLUMNS, maxRows: MAX_ROWS };
  return readCsv(file, format).map(({ row, cells }: CsvRow<ResourceColumn>) => ({ row, ...cells }));
}

/** What is wrong with the rows themselves, and where one repeats another. */
export function problemsIn(rows: readonly ResourceRow[]): ResourceRowProblem[] {
  const firstRows = new Map<string, number>();
  return rows.flatMap((resource) => {
    const { row } = resource;
    const invalid = RESOURCE_COLUMNS.flatMap((column) => {
      const message = problemOf(resource[column]);
      return message === null ? [] : [{ row, column, message }];
    });
    const first = firstRows.get(keyOf(resource)) ?? row;
    firstRows.set(keyOf(resource), first);
    return invalid.length > 0 || first === row
      ? invalid
      : [{ row, column: 'identifier' as const, message: `Row ${first} has the same type and identifier.` }];
  });
}

/** Equal for the same resource. */
export function keyOf({ type, identifier }: NewResource): string {
  return JSON.stringify([type, identifier]);
}

function problemOf(text: string): string | null {
  if (text === '') {
    return 'The cell is empty.';
  }
  if (Array.from(text).length > MAX_LENGTH) {
    return `The cell has more than ${MAX_LENGTH} characters.`;
  }
  return isOneLine(text) && isStorable(text) ? null : 'The cell has line breaks or other control characters.';
}
