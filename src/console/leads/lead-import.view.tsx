import type { VNode } from 'preact';
import { MAX_CSV_ROWS } from '../../common/csv/csv-rows';
import type { RowProblem } from '../../common/csv/import-report';
import type { LeadImport } from '../../customers/leads/import-leads.service';
import { LEAD_COLUMNS, type LeadColumn, type LeadRow, REQUIRED_LEAD_COLUMNS } from '../../customers/leads/lead-rows';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { FileField } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { type ImportRow, ImportTable, Steps } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { importPath, LEADS_PATH } from './lead-paths';

const TITLE = 'Import leads';
const STEPS = ['Upload', 'Check', 'Import'];
/** Rows shown of a file without errors. */
const SAMPLE_ROWS = 20;
/** Characters shown of a cell. */
const CELL_LENGTH = 200;

const COLUMN_TITLES: Readonly<Record<LeadColumn, string>> = {
  name: 'Name',
  type: 'Type',
  status: 'Status',
  city: 'City',
  website: 'Website',
  address: 'Address',
  notes: 'Notes',
  contact_name: 'Contact name',
  contact_position: 'Contact position',
  contact_emails: 'Contact e-mails',
  contact_phones: 'Contact phones',
};

export function importPage(form: FormState): Page {
  const body = (
    <>
      <ImportHeader current={0} />
      <ErrorSummary form={form} title="Nothing was imported" />
      <Explanation />
      <UploadForm form={form} label="File" />
    </>
  );
  return new Page({ title: TITLE, width: 'form', body });
}

/** The rows of a file that was not imported, because of errors or because it was only checked. */
export function checkedImportPage(result: LeadImport): Page {
  const page = new Page({ title: TITLE, body: <CheckedImport {...result} /> });
  return result.report.wrongRows > 0 ? page.refused(422) : page;
}

function CheckedImport(result: LeadImport): VNode {
  const shown = shownRows(result);
  const columns = LEAD_COLUMNS.filter(
    (column) => shown.some(({ cells }) => cells[column] !== '') || isWrong(result, column),
  );
  return (
    <>
      <ImportHeader current={1} />
      <Outcome {...result} />
      <Section id="rows" title="Rows" note={shownNote(result, shown.length)}>
        <ImportTable
          label="Rows of the file"
          heads={columns.map((column) => COLUMN_TITLES[column])}
          rows={shown.map((row) => importRow(row, columns, result))}
        />
      </Section>
      <UploadForm form={FormState.empty()} label={result.report.wrongRows > 0 ? 'Corrected file' : 'The same file'} />
    </>
  );
}

function ImportHeader({ current }: { readonly current: number }): VNode {
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[{ title: 'Leads', href: LEADS_PATH }]}
        lead="Rows are imported all together or not at all."
      />
      <Steps steps={STEPS} current={current} />
    </>
  );
}

function Outcome({ rows, leads, report: { wrongRows: wrong } }: LeadImport): VNode {
  if (wrong === 0) {
    return (
      <Banner tone="ok" title={`All ${rows.length} rows can be imported`}>
        They are {leads.length} {leads.length === 1 ? 'lead' : 'leads'}. Nothing was imported yet: choose the file once
        more and import it.
      </Banner>
    );
  }
  const title = `${wrong} of ${rows.length} rows ${wrong === 1 ? 'has' : 'have'} errors, nothing was imported`;
  return (
    <Banner tone="bad" title={title} isAlert>
      Correct the file and upload it again.
    </Banner>
  );
}

function shownRows({ rows, report: { problems } }: LeadImport): LeadRow[] {
  const wrong = new Set(problems.map(({ row }) => row));
  return wrong.size === 0 ? rows.slice(0, SAMPLE_ROWS) : rows.filter(({ row }) => wrong.has(row));
}

function shownNote({ rows, report: { wrongRows } }: LeadImport, shown: number): string {
  return wrongRows === 0 ? `the first ${shown} of ${rows.length}` : `${shown} of ${wrongRows} with errors`;
}

function isWrong({ report: { problems } }: LeadImport, column: LeadColumn): boolean {
  return problems.some((problem) => isAbout(problem, column));
}

/** Problems of a whole row are shown at its name. */
function isAbout({ field }: RowProblem, column: LeadColumn): boolean {
  return field === column || (field === 'row' && column === 'name');
}

function importRow({ row, cells }: LeadRow, columns: readonly LeadColumn[], { report }: LeadImport): ImportRow {
  const own = report.problems.filter((problem) => problem.row === row);
  return {
    line: row,
    result: own.length > 0 ? 'error' : isFormula(cells) ? 'text' : 'new',
    cells: columns.map((column) => ({
      value: shortened(cells[column]),
      problem: own.find((problem) => isAbout(problem, column))?.message,
    })),
  };
}

/** Such texts are kept; an export protects spreadsheets from them. */
function isFormula(cells: LeadRow['cells']): boolean {
  return LEAD_COLUMNS.some((column) => /^[=+\-@]/.test(cells[column]) && column !== 'contact_phones');
}

function shortened(text: string): string {
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text;
}

function Explanation(): VNode {
  return (
    <>
      <p>
        A CSV file in UTF-8 with a header, at most 2 MB and {MAX_CSV_ROWS.toLocaleString('en-GB')} rows. The columns{' '}
        {REQUIRED_LEAD_COLUMNS.join(' and ')} are needed; the others are{' '}
        {LEAD_COLUMNS.filter((column) => !REQUIRED_LEAD_COLUMNS.some((required) => required === column)).join(', ')}.
      </p>
      <p>Rows with the same name are one lead with several contacts. An export has these columns, too.</p>
    </>
  );
}

function UploadForm({ form, label }: { readonly form: FormState; readonly label: string }): VNode {
  return (
    <div class="section">
      <Form action={importPath} isMultipart>
        <FileField form={form} name="file" label={label} accept=".csv,text/csv" />
        <FormFoot>
          <Button look="primary" icon="upload">
            Import
          </Button>
          <Button name="do" value="check">
            Check only
          </Button>
          <ButtonLink look="quiet" href={LEADS_PATH}>
            Cancel
          </ButtonLink>
        </FormFoot>
      </Form>
    </div>
  );
}
