import type { RowProblem } from '../../common/csv/import-report';
import type { LeadImport } from '../../customers/leads/import-leads.service';
import { LEAD_COLUMNS, type LeadColumn, type LeadRow } from '../../customers/leads/lead-rows';
import type { ImportRow } from '../components/lists';
import { messageOfField } from '../messages/shown-message';

/** Rows shown of a file without errors. */
const SAMPLE_ROWS = 20;
/** Characters shown of a cell. */
const CELL_LENGTH = 200;

/** The rows with errors, or the first ones of a file without. */
export function rowsToShow({ rows, report: { problems } }: LeadImport): LeadRow[] {
  const wrong = new Set(problems.map(({ row }) => row));
  return wrong.size === 0 ? rows.slice(0, SAMPLE_ROWS) : rows.filter(({ row }) => wrong.has(row));
}

/** The columns that have a value or a problem in these rows. */
export function columnsWith(rows: readonly LeadRow[], problems: readonly RowProblem[]): LeadColumn[] {
  return LEAD_COLUMNS.filter(
    (column) => rows.some(({ cells }) => cells[column] !== '') || problems.some((problem) => isAbout(problem, column)),
  );
}

export function importRow(
  { row, cells }: LeadRow,
  columns: readonly LeadColumn[],
  problems: readonly RowProblem[],
): ImportRow {
  const own = problems.filter((problem) => problem.row === row);
  return {
    line: row,
    result: own.length > 0 ? 'error' : isFormula(cells) ? 'text' : 'new',
    cells: columns.map((column) => {
      const problem = own.find((one) => isAbout(one, column));
      const { text, lang } = problem ? messageOfField(problem) : {};
      return { value: shortened(cells[column]), problem: text, problemLang: lang };
    }),
  };
}

/** Such texts are kept; an export protects spreadsheets from them. */
export function isFormula(cells: LeadRow['cells']): boolean {
  return LEAD_COLUMNS.some((column) => /^[=+\-@]/.test(cells[column]) && column !== 'contact_phones');
}

/** Problems of a whole row are shown at its name. */
function isAbout({ field }: RowProblem, column: LeadColumn): boolean {
  return field === column || (field === 'row' && column === 'name');
}

function shortened(text: string): string {
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text;
}
