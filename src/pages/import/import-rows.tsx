import type { VNode } from 'preact';
import type { CsvRow, ImportReport, RowProblem } from '../../core/common';
import type { CsvColumns } from '../../core/common/internal';
import { messageOfField, texts } from '../../core/i18n';
import { type ImportRow, ImportTable } from '../components/lists';
import { Section } from '../components/page-parts';
import type { ImportKind, UploadKind } from './import-kind';
import type { Read } from './import.view';

export function Rows({ kind, rows, report }: Read['result'] & { readonly kind: ImportKind }): VNode {
  const t = texts('import');
  const shown = rowsToShow(rows, report);
  const note =
    report.wrongRows > 0
      ? t.shownWrong({ shown: shown.length, count: report.wrongRows })
      : t.shown({ shown: shown.length, count: report.rows });
  return (
    <Section id="rows" title={t.rows} note={note}>
      <RowsTable kind={kind} rows={shown} problems={report.problems} />
    </Section>
  );
}

interface RowsTableProps {
  readonly kind: Pick<UploadKind, 'format' | 'matching'>;
  readonly rows: readonly CsvRow<string>[];
  readonly problems: readonly RowProblem[];
}

/** Rows of a file, with what is wrong at its cell. */
export function RowsTable({ kind, rows, problems }: RowsTableProps): VNode {
  const t = texts('import');
  const columns = columnsToShow(kind.format, rows, problems);
  const titleOf = kind.matching?.titleOf ?? ((column: string) => column);
  return (
    <>
      <ImportTable
        label={t.rowsOfFile}
        heads={columns.map(titleOf)}
        rows={rows.map((row) => importRow(row, columns, kind.format, problems))}
      />
      {rows.some(({ cells }) => isFormula(cells)) && <p class="hint">{t.keptAsText}</p>}
    </>
  );
}

/** Rows shown of a file without errors. */
const SAMPLE_ROWS = 20;

/** Characters shown of a cell. */
const CELL_LENGTH = 200;

/** The rows with errors, or the first ones of a file without. */
function rowsToShow(rows: readonly CsvRow<string>[], { problems }: ImportReport): readonly CsvRow<string>[] {
  const wrong = new Set(problems.map(({ row }) => row));
  return wrong.size === 0 ? rows.slice(0, SAMPLE_ROWS) : rows.filter(({ row }) => wrong.has(row));
}

/** The columns that have a value or a problem in these rows. */
function columnsToShow(
  format: CsvColumns<string>,
  rows: readonly CsvRow<string>[],
  problems: readonly RowProblem[],
): string[] {
  const wrong = new Set(problems.map((problem) => columnOf(problem, format)));
  return format.columns.filter((column) => wrong.has(column) || rows.some((row) => cellOf(row, column) !== ''));
}

function importRow(
  row: CsvRow<string>,
  columns: readonly string[],
  format: CsvColumns<string>,
  problems: readonly RowProblem[],
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
function isFormula(cells: CsvRow<string>['cells']): boolean {
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
