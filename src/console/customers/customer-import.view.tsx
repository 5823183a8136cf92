import type { VNode } from 'preact';
import { MAX_CSV_ROWS } from '../../common/csv/csv-rows';
import type { RowProblem } from '../../common/csv/import-report';
import {
  CUSTOMER_COLUMNS,
  type CustomerColumn,
  type CustomerImport,
  type CustomerRow,
} from '../../customers/customers/import-customers.service';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { FileField } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { type ImportRow, ImportTable, Steps } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { CUSTOMERS_PATH, importPath } from './customer-paths';
import { TEXTS } from './texts';

/** Rows shown of a file without errors. */
const SAMPLE_ROWS = 20;
/** Characters shown of a cell. */
const CELL_LENGTH = 200;

export function importPage(form: FormState): Page {
  const t = TEXTS();
  const body = (
    <>
      <ImportHeader current={0} />
      <ErrorSummary form={form} title={t.importNotDone} />
      <p>{t.importFormat(MAX_CSV_ROWS)}</p>
      <p>{t.importRule}</p>
      <UploadForm form={form} label={t.file} />
    </>
  );
  return new Page({ title: t.importTitle, width: 'form', body });
}

/** The rows of a file that was not imported, because of errors or because it was only checked. */
export function checkedImportPage(result: CustomerImport): Page {
  const page = new Page({ title: TEXTS().importTitle, body: <CheckedImport {...result} /> });
  return result.report.wrongRows > 0 ? page.refused(422) : page;
}

function CheckedImport(result: CustomerImport): VNode {
  const t = TEXTS();
  const shown = shownRows(result);
  const isWrong = result.report.wrongRows > 0;
  return (
    <>
      <ImportHeader current={1} />
      <Outcome {...result} />
      <Section id="rows" title={t.rows} note={shownNote(result, shown.length)}>
        <ImportTable
          label={t.rowsOfFile}
          heads={[...CUSTOMER_COLUMNS]}
          rows={shown.map((row) => importRow(row, result))}
        />
      </Section>
      <UploadForm form={FormState.empty()} label={isWrong ? t.correctedFile : t.sameFile} />
    </>
  );
}

function ImportHeader({ current }: { readonly current: number }): VNode {
  const t = TEXTS();
  return (
    <>
      <PageHeader title={t.importTitle} crumbs={[{ title: t.customers, href: CUSTOMERS_PATH }]} lead={t.importLead} />
      <Steps steps={t.importSteps} current={current} />
    </>
  );
}

function Outcome({ rows, report: { wrongRows } }: CustomerImport): VNode {
  const t = TEXTS();
  return wrongRows === 0 ? (
    <Banner tone="ok" title={t.importable(rows.length)}>
      {t.importableText}
    </Banner>
  ) : (
    <Banner tone="bad" title={t.wrongRows(wrongRows, rows.length)} isAlert>
      {t.wrongRowsText}
    </Banner>
  );
}

function shownRows({ rows, report: { problems } }: CustomerImport): CustomerRow[] {
  const wrong = new Set(problems.map(({ row }) => row));
  return wrong.size === 0 ? rows.slice(0, SAMPLE_ROWS) : rows.filter(({ row }) => wrong.has(row));
}

function shownNote({ rows, report: { wrongRows } }: CustomerImport, shown: number): string {
  const t = TEXTS();
  return wrongRows === 0 ? t.firstRows(shown, rows.length) : t.wrongShown(shown, wrongRows);
}

/** Problems of a whole row are shown at its name. */
function isAbout({ field }: RowProblem, column: CustomerColumn): boolean {
  return field === column || (field === 'row' && column === 'name');
}

function importRow({ row, cells }: CustomerRow, { report }: CustomerImport): ImportRow {
  const own = report.problems.filter((problem) => problem.row === row);
  return {
    line: row,
    result: own.length > 0 ? 'error' : isFormula(cells) ? 'text' : 'new',
    cells: CUSTOMER_COLUMNS.map((column) => ({
      value: shortened(cells[column]),
      problem: own.find((problem) => isAbout(problem, column))?.message,
    })),
  };
}

/** Such texts are kept; an export protects spreadsheets from them. */
function isFormula(cells: CustomerRow['cells']): boolean {
  return CUSTOMER_COLUMNS.some((column) => /^[=+\-@]/.test(cells[column]) && column !== 'phone');
}

function shortened(text: string): string {
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text;
}

function UploadForm({ form, label }: { readonly form: FormState; readonly label: string }): VNode {
  const t = TEXTS();
  return (
    <div class="section">
      <Form action={importPath} isMultipart>
        <FileField form={form} name="file" label={label} accept=".csv,text/csv" />
        <FormFoot>
          <Button look="primary" icon="upload">
            {t.importVerb}
          </Button>
          <Button name="do" value="check">
            {t.checkOnly}
          </Button>
          <ButtonLink look="quiet" href={CUSTOMERS_PATH}>
            {t.cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </div>
  );
}
