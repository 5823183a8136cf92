import type { FieldProblem } from '../../common/errors/problem';
import { type CsvRow, readCsv } from '../../common/http/csv-rows';
import { isStorable } from '../../common/http/json-body';
import { isOneLine } from '../../common/validation/fields';
import type { NewResource } from './resources.service';

const COLUMNS = {
  required: ['type', 'identifier'],
  optional: [],
  ignored: [...['id', 'number', 'status', 'license', 'license_key'], ...['allocated_at', 'created_at', 'updated_at']],
};
const MAX_LENGTH = 255;

export interface RowProblem extends FieldProblem {
  /** Row of the file; the header is row 1. */
  readonly row: number;
}

/** A valid row. */
export interface ResourceRow extends NewResource {
  readonly row: number;
}

export interface ResourceFile {
  readonly rows: number;
  readonly valid: readonly ResourceRow[];
  readonly problems: readonly RowProblem[];
}

/** @throws InvalidInput if the file as a whole cannot be read */
export function readResources(csv: string): ResourceFile {
  const rows = readCsv(csv, COLUMNS);
  const problems = rows.flatMap(problemsOf);
  const wrong = new Set(problems.map(({ row }) => row));
  const valid = rows.filter(({ number }) => !wrong.has(number)).map(toResource);
  return { rows: rows.length, valid, problems: [...problems, ...repeatedIn(valid)] };
}

/** Equal for the same resource. */
export function keyOf({ type, identifier }: NewResource): string {
  return JSON.stringify([type, identifier]);
}

function toResource({ number, values }: CsvRow): ResourceRow {
  return { row: number, type: values.type ?? '', identifier: values.identifier ?? '' };
}

function problemsOf({ number: row, values, isTooLong }: CsvRow): RowProblem[] {
  const problems = COLUMNS.required.flatMap((field) => problemOf(row, field, values[field] ?? ''));
  return isTooLong
    ? [...problems, { row, field: 'row', reason: 'too_many_cells', message: 'The row has more cells than the header' }]
    : problems;
}

function problemOf(row: number, field: string, text: string): RowProblem[] {
  if (text === '' || Array.from(text).length > MAX_LENGTH) {
    return [{ row, field, reason: 'is_length', message: `${field} must have 1 to ${MAX_LENGTH} characters` }];
  }
  return isOneLine(text) && isStorable(text)
    ? []
    : [{ row, field, reason: 'is_one_line', message: `${field} must be a single line` }];
}

function repeatedIn(rows: readonly ResourceRow[]): RowProblem[] {
  const firstRows = new Map<string, number>();
  return rows.flatMap((resource) => {
    const { row } = resource;
    const first = firstRows.get(keyOf(resource)) ?? row;
    firstRows.set(keyOf(resource), first);
    const message = `Row ${first} has the same type and identifier`;
    return first === row ? [] : [{ row, field: 'identifier', reason: 'taken', message }];
  });
}
