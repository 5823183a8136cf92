import type { VNode } from 'preact';
import { type CsvRow, MAX_CSV_ROWS } from '../../common/csv/csv-rows';
import type { ImportReport } from '../../common/csv/import-report';
import { LICENSE_FILE_COLUMNS, type LicenseCells } from '../../licensing/licenses/license-rows';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { FileField } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { type ImportRow, ImportTable, Steps } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { IMPORT_TEXTS } from './import-texts';
import { importPath, LICENSES_PATH } from './license-paths';
import { LIST_TEXTS } from './texts';

/** Rows shown of a file without errors. */
const SAMPLE_ROWS = 20;
/** Characters shown of a cell. */
const CELL_LENGTH = 200;
/** The field with a file that was checked, as base64. */
export const KEPT_FIELD = 'kept';
/** Larger files have to be chosen again: they would not fit into a form. */
const MAX_KEPT_BYTES = 600_000;

export interface CheckedFile {
  readonly file: Buffer;
  readonly report: ImportReport;
  readonly cells: LicenseCells;
}

export function importPage(form: FormState): Page {
  const t = IMPORT_TEXTS();
  const body = (
    <>
      <Header current={0} />
      <ErrorSummary form={form} title={t.refused} />
      <p>{t.format(MAX_CSV_ROWS)}</p>
      <p class="plan-note">{t.empty}</p>
      <details class="plan-note">
        <summary>{t.columns}</summary>
        <p>{LICENSE_FILE_COLUMNS.join(', ')}</p>
      </details>
      <Upload form={form} label={t.file} />
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

/** What is in a file and what is wrong with it. Nothing was imported. */
export function checkedPage(checked: CheckedFile): Page {
  const t = IMPORT_TEXTS();
  const { file, report, cells } = checked;
  const shown = shownRows(checked);
  const columns = cells.columns.filter(
    (column) => shown.some((row) => cellOf(row, column) !== '') || problemsOf(report, column).length > 0,
  );
  const count = report.wrongRows > 0 ? report.wrongRows : cells.rows.length;
  const body = (
    <>
      <Header current={1} />
      <Outcome {...checked} />
      <Section id="rows" title={t.rows} note={t.shown(shown.length, count)}>
        <ImportTable label={t.tableLabel} heads={columns} rows={shown.map((row) => importRow(row, columns, report))} />
      </Section>
      {report.wrongRows === 0 && file.length <= MAX_KEPT_BYTES ? (
        <Confirm {...checked} />
      ) : (
        <Upload
          form={FormState.empty()}
          label={report.wrongRows > 0 ? t.corrected : t.same}
          isChecked={report.wrongRows === 0}
        />
      )}
    </>
  );
  return new Page({ title: t.title, body });
}

function Header({ current }: { readonly current: number }): VNode {
  const t = IMPORT_TEXTS();
  return (
    <>
      <PageHeader title={t.title} crumbs={[{ title: LIST_TEXTS().title, href: LICENSES_PATH }]} lead={t.lead} />
      <Steps steps={t.steps} current={current} />
    </>
  );
}

function Outcome({ file, report: { rows, wrongRows, problems } }: CheckedFile): VNode {
  const t = IMPORT_TEXTS();
  if (wrongRows === 0) {
    return (
      <Banner tone="ok" title={t.right(rows)}>
        {file.length <= MAX_KEPT_BYTES ? t.rightText : t.rightAgain}
      </Banner>
    );
  }
  return (
    <Banner tone="bad" title={t.wrong(wrongRows, rows)} action={<ErrorsButton file={file} />} isAlert>
      {t.wrongText} {t.first(problems.length)}
    </Banner>
  );
}

function ErrorsButton({ file }: { readonly file: Buffer }): VNode | null {
  if (file.length > MAX_KEPT_BYTES) {
    return null;
  }
  return (
    <form class="inline-form" method="post" action={importPath} encType="multipart/form-data">
      <Kept file={file} />
      <Button icon="download" name="do" value="errors">
        {IMPORT_TEXTS().errorsCsv}
      </Button>
    </form>
  );
}

function Confirm({ file, report }: CheckedFile): VNode {
  const t = IMPORT_TEXTS();
  return (
    <div class="section">
      <Form action={importPath} isMultipart>
        <Kept file={file} />
        <FormFoot>
          <Button look="primary" icon="upload" name="do" value="import">
            {t.import(report.rows)}
          </Button>
          <ButtonLink look="quiet" href={LICENSES_PATH}>
            {t.cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </div>
  );
}

function Kept({ file }: { readonly file: Buffer }): VNode {
  return <input type="hidden" name={KEPT_FIELD} value={file.toString('base64')} />;
}

interface UploadProps {
  readonly form: FormState;
  readonly label: string;
  /** The file was found to be right: it is imported. */
  readonly isChecked?: boolean;
}

function Upload({ form, label, isChecked }: UploadProps): VNode {
  const t = IMPORT_TEXTS();
  return (
    <div class="section">
      <Form action={importPath} isMultipart>
        <FileField form={form} name="file" label={label} accept=".csv,text/csv" />
        <FormFoot>
          <Button look="primary" icon="upload" name="do" value={isChecked ? 'import' : 'check'}>
            {isChecked ? t.title : t.check}
          </Button>
          <ButtonLink look="quiet" href={LICENSES_PATH}>
            {t.cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </div>
  );
}

function shownRows({ report, cells: { rows } }: CheckedFile): CsvRow<string>[] {
  const wrong = new Set(report.problems.map(({ row }) => row));
  return wrong.size === 0 ? rows.slice(0, SAMPLE_ROWS) : rows.filter(({ row }) => wrong.has(row));
}

function problemsOf({ problems }: ImportReport, column: string): ImportReport['problems'] {
  return problems.filter(({ field }) => columnOf(field) === column);
}

/** Problems of a whole row are shown at its product. */
function columnOf(field: string): string {
  return field === 'row' ? 'product' : (field.split('.', 1)[0] ?? field);
}

function importRow(row: CsvRow<string>, columns: readonly string[], { problems }: ImportReport): ImportRow {
  const own = problems.filter((problem) => problem.row === row.row);
  return {
    line: row.row,
    result: own.length > 0 ? 'error' : 'new',
    cells: columns.map((column) => ({
      value: shortened(cellOf(row, column)),
      problem: own.find(({ field }) => columnOf(field) === column)?.message,
    })),
  };
}

function cellOf({ cells }: CsvRow<string>, column: string): string {
  return cells[column] ?? '';
}

function shortened(text: string): string {
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text;
}
