import { setImmediate } from 'node:timers/promises';
import { validate } from 'class-validator';
import { type DomainError, fieldProblem, problem } from '../errors/domain-error';
import type { FieldProblem } from '../errors/problem';
import { isStorable } from '../http/json-body';
import { fieldProblems } from '../validation/field-problems';
import type { CsvLeft, CsvRow } from './csv-cells';

/** Rows that are validated before other requests get their turn. */
const ROWS_PER_TURN = 100;
/** Bodies of requests are validated with the same options. */
const STRICT = { whitelist: true, forbidNonWhitelisted: true };
/** Problems that a report lists. */
const MAX_PROBLEMS = 100;

/** A field of a row that is refused. */
export interface RowProblem extends FieldProblem {
  /** Row of the file; the header is row 1. */
  readonly row: number;
}

/** Result of an import: numbers of rows, and the first problems. */
export interface ImportReport {
  readonly isDryRun: boolean;
  readonly rows: number;
  /** Number of imported records; 0 for a dry run. */
  readonly imported: number;
  readonly wrongRows: number;
  /** The first ones, by row. */
  readonly problems: readonly RowProblem[];
  /** Parts of the file that are not imported. */
  readonly left: CsvLeft;
}

/** Rows of a file, with what of it is not imported. */
export interface RowsOfFile<C extends string> {
  readonly rows: readonly CsvRow<C>[];
  readonly left?: CsvLeft;
}

/** A valid row. */
export interface ValidRow<T> {
  readonly row: number;
  readonly input: T;
}

/** Rows of a file, those that are valid and the problems of the others. */
export interface ValidatedRows<T> {
  readonly left: CsvLeft;
  readonly rows: number;
  readonly valid: readonly ValidRow<T>[];
  readonly problems: readonly RowProblem[];
}

/** The error for a file with wrong rows, of which nothing was imported. */
export function importRefused({ problems, wrongRows: wrong, rows }: ImportReport): DomainError {
  const fields = problems.map(({ row, field, ...one }) => ({ field: `rows.${row}.${field}`, ...one }));
  return problem('IMPORT_REFUSED', { wrong, rows, fields });
}

const NOTHING: CsvLeft = { columns: [], values: 0 };

/** The report of a file that was checked but not imported. */
export function dryRunReport(rows: number, problems: readonly RowProblem[], left = NOTHING): ImportReport {
  const sorted = [...problems].sort((one, other) => one.row - other.row);
  const wrongRows = new Set(sorted.map(({ row }) => row)).size;
  return { isDryRun: true, rows, imported: 0, wrongRows, problems: sorted.slice(0, MAX_PROBLEMS), left };
}

/**
 * Validates the rows of a file like bodies of requests.
 * @param toInput makes a DTO of a row
 * @param columnOf the column of a field of the DTO
 */
export async function validateRows<C extends string, T extends object>(
  { rows, left = NOTHING }: RowsOfFile<C>,
  toInput: (cells: CsvRow<C>['cells']) => T,
  columnOf: (field: string) => string = (field) => field,
): Promise<ValidatedRows<T>> {
  const problems: RowProblem[] = [];
  const valid: ValidRow<T>[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_PER_TURN === 0) {
      await setImmediate();
    }
    const input = toInput(row.cells);
    const invalid = [...fieldProblems(await validate(input, STRICT))].map((problem) => ({
      ...problem,
      field: columnOf(problem.field),
    }));
    const found = [...invalid, ...problemsOf(row, invalid)];
    problems.push(...found.map((problem) => ({ row: row.row, ...problem })));
    if (found.length === 0) {
      valid.push({ row: row.row, input });
    }
  }
  return { left, rows: rows.length, valid, problems };
}

/** Problems that no DTO sees. */
function problemsOf<C extends string>(
  { cells, isTooLong, damaged = [] }: CsvRow<C>,
  known: readonly FieldProblem[],
): FieldProblem[] {
  const isNew = (field: string): boolean => !known.some((problem) => problem.field === field);
  const problems = Object.entries<string>(cells)
    .filter(([field, value]) => !isStorable(value) && isNew(field))
    .map(([field]) => fieldProblem('FIELD_HAS_NUL', { field }));
  const changed = damaged.filter(isNew).map((field) => fieldProblem('CSV_VALUE_DAMAGED', { field }));
  return [...problems, ...changed, ...(isTooLong ? [fieldProblem('ROW_TOO_LONG', { field: 'row' })] : [])];
}
