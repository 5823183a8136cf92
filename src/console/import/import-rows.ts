import type { CsvColumns, CsvRow } from '../../common/csv/csv-rows';
import type { ImportReport, RowProblem } from '../../common/csv/import-report';
import type { ImportRow } from '../components/lists';
import { messageOfField } from '../../i18n/shown-message';

/** Rows shown of a file without errors. */
const SAMPLE_ROWS = 20;
/** Characters shown of a cell. */
const CELL_LENGTH = 200;

/** The rows with errors, or the first ones of a file without. */
export function rowsToShow(rows: readonly CsvRow<string>[], { problems }: ImportReport): readonly CsvRow<string>[] {
  const wrong = new Set(problems.map(({ row }) => row));
  return wrong.size === 0 ? rows.slice(0, SAMPLE_ROWS) : rows.filter(({ row }) => wrong.has(row));
}

/** The columns that have a value or a problem in these rows. */
export function columnsToShow(
  format: CsvColumns<string>,
  rows: readonly CsvRow<string>[],
  { problems }: ImportReport,
): string[] {
  const wrong = new Set(problems.map((problem) => columnOf(problem, format)));
  return format.columns.filter((column) => wrong.has(column) || rows.some((row) => cellOf(row, column) !== ''));
}

export function importRow(
  row: CsvRow<string>,
  columns: readonly string[],
  format: CsvColumns<string>,
  { problems }: ImportReport,
): ImportRow {
  const own = problems.filter((problem) => problem.row === row.row);
  return {
    line: row.row,
    result: own.length > 0 ? 'error' : isFormula(row.cells) ? 'text' : 'new',
    cells: columns.map((column) => {
      const problem = own.find((one) => columnOf(one, format) === column);
      const { text, lang } = problem ? messageOfField(problem) : {};
      return { value: shortened(cellOf(row, column)), problem: text, problemLang: lang };
    }),
  };
}

/** Such texts are kept; an export protects spreadsheets from them. */
export function isFormula(cells: CsvRow<string>['cells']): boolean {
  return Object.entries(cells).some(([column, cell]) => /^[=+\-@]/.test(cell) && !column.includes('phone'));
}

/** Problems of a whole row are shown at its first needed column. */
function columnOf({ field }: RowProblem, { columns, required }: CsvColumns<string>): string | undefined {
  if (field === 'row') {
    return required[0];
  }
  return columns.find((column) => column === field) ?? columns.find((column) => field.startsWith(`${column}.`));
}

function cellOf({ cells }: CsvRow<string>, column: string): string {
  return cells[column] ?? '';
}

function shortened(text: string): string {
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text;
}
