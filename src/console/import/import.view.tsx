import type { VNode } from 'preact';
import { type CsvColumns, type CsvRow, MAX_CSV_ROWS } from '../../common/csv/csv-rows';
import type { ImportReport, RowProblem } from '../../common/csv/import-report';
import { formatBytes } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { FileField, Select } from '../components/fields';
import { withQuery } from '../components/filters';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { type ImportRow, ImportTable, Steps } from '../components/lists';
import { Section } from '../components/page-parts';
import { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { messageOfField } from '../../i18n/shown-message';
import { MAX_IMPORT_BYTES } from './import-files.service';
import { type ColumnsByPlace, errorsPath, filePath, type ImportKind, type UploadKind } from './import-kind';

/** The field with the columns that were checked. */
export const CHECKED_FIELD = 'checked';

export interface CheckedImport {
  readonly kind: ImportKind;
  readonly file: { readonly id: number; readonly name: string };
  /** Only for a kind whose columns are matched with headings. */
  readonly matched?: { readonly header: readonly string[]; readonly columns: ColumnsByPlace };
  /** Undefined if the file cannot be read with these columns. */
  readonly result?: { readonly rows: readonly CsvRow<string>[]; readonly report: ImportReport };
  readonly form: FormState;
}

/** The first step: the file. */
export function importPage(kind: UploadKind, form: FormState): Page {
  const t = texts('import');
  const own = kind.upload?.texts();
  return detailPage({
    ...headOf(kind, 0),
    lead: own?.lead ?? t.lead,
    width: 'form',
    main: (
      <>
        <ErrorSummary form={form} title={t.nothingImported} />
        <p class="prose">
          {t.format({ bytes: formatBytes(MAX_IMPORT_BYTES), count: kind.upload?.maxRows ?? MAX_CSV_ROWS })}
        </p>
        {kind.texts().hints.map((hint) => (
          <p class="prose" key={hint}>
            {hint}
          </p>
        ))}
        <details class="plan-note">
          <summary>{t.columns}</summary>
          <p>{kind.format.columns.join(', ')}</p>
        </details>
        <Upload kind={kind} form={form} label={t.file} button={own?.upload} />
      </>
    ),
  });
}

/** The second step: what is in the file, and what is wrong with it. Nothing was imported. */
export function checkPage(checked: CheckedImport): Page {
  const { kind, file, matched, result, form } = checked;
  const t = texts('import');
  const isRight = result?.report.wrongRows === 0;
  return detailPage({
    ...headOf(kind, 1),
    lead: result ? t.fileIs({ name: file.name, count: result.rows.length }) : file.name,
    main: (
      <>
        <ErrorSummary form={form} title={t.nothingImported} />
        {result && <Result {...checked} result={result} />}
        <Form action={filePath(kind, file.id)}>
          {matched && <ColumnChoice kind={kind} matched={matched} />}
          {result && <Rows kind={kind} {...result} />}
          {(isRight || matched) && <Foot {...checked} isRight={isRight} />}
        </Form>
        {!isRight && <Upload kind={kind} form={FormState.empty()} label={t.corrected} isMore={matched !== undefined} />}
      </>
    ),
  });
}

/** The title of a step with the steps below it. */
export function headOf(kind: UploadKind, step: number) {
  const { title, list } = kind.texts();
  return {
    title,
    crumbs: [{ title: list, href: kind.listPath }],
    above: <Steps steps={(kind.upload?.texts() ?? texts('import')).steps} current={step} />,
  };
}

type Read = CheckedImport & Required<Pick<CheckedImport, 'result'>>;

function Result({ kind, file, matched, result: { report } }: Read): VNode {
  const t = texts('import');
  const { rows, wrongRows, problems } = report;
  if (wrongRows === 0) {
    return (
      <Banner tone="ok" title={t.right({ count: rows })}>
        {t.rightText}
      </Banner>
    );
  }
  const action = (
    <ButtonLink
      icon="download"
      href={withColumns(errorsPath(kind, file.id), matched?.columns)}
      download="errors.csv"
      text={t.errorsCsv}
    />
  );
  return (
    <Banner tone="bad" title={t.wrong({ wrong: wrongRows, count: rows })} action={action} isAlert>
      {t.lead} {t.wrongText} {t.firstErrors({ count: problems.length })}
    </Banner>
  );
}

/** A path with the columns that were chosen. */
export function withColumns(path: string, columns: ColumnsByPlace = []): string {
  const fields = new URLSearchParams(columns.map((column) => ['columns', column]));
  return columns.length === 0 ? path : `${withQuery(path, {})}?${fields.toString()}`;
}

interface ColumnChoiceProps {
  readonly kind: UploadKind;
  readonly matched: Required<CheckedImport>['matched'];
  /** A value of each column. */
  readonly hints?: readonly (string | undefined)[];
}

/** A field for each column of a file. */
export function ColumnChoice({ kind, matched, hints = [] }: ColumnChoiceProps): VNode {
  const t = texts('import');
  const { header, columns } = matched;
  const form = FormState.of({ columns });
  const titleOf = kind.matching?.titleOf ?? ((column: string) => column);
  const choices = [
    { value: '', title: t.leaveOut },
    ...kind.format.columns.map((value) => ({ value, title: titleOf(value) })),
  ];
  return (
    <Section id="columns" title={t.columns} note={t.columnsNote}>
      <input type="hidden" name={CHECKED_FIELD} value={columns.join(' ')} />
      <div class="import-columns">
        {header.map((heading, index) => (
          <Select
            key={index}
            form={form}
            name="columns[]"
            index={index}
            label={heading === '' ? t.column({ place: index + 1 }) : t.heading({ heading: heading.slice(0, 64) })}
            choices={choices}
            hint={hints[index]}
          />
        ))}
      </div>
    </Section>
  );
}

function Rows({ kind, rows, report }: Read['result'] & { readonly kind: ImportKind }): VNode {
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

function Foot({ kind, matched, result, isRight }: CheckedImport & { readonly isRight: boolean }): VNode {
  const t = texts('import');
  return (
    <FormFoot>
      {isRight && (
        <Button
          look="primary"
          icon="upload"
          name="do"
          value="import"
          text={t.import({ count: result?.report.rows ?? 0 })}
        />
      )}
      {matched && <Button icon="refresh-cw" name="do" value="check" text={t.checkAgain} />}
      <ButtonLink look="quiet" href={kind.listPath} text={t.cancel} />
    </FormFoot>
  );
}

interface UploadProps {
  readonly kind: UploadKind;
  readonly form: FormState;
  readonly label: string;
  /** Its text, if the next step is not the check. */
  readonly button?: string;
  /** There is another form on the page, with a way back. */
  readonly isMore?: boolean;
}

function Upload({ kind, form, label, button, isMore }: UploadProps): VNode {
  const t = texts('import');
  return (
    <div class="section">
      <Form action={kind.path} isMultipart>
        <FileField form={form} name="file" label={label} accept=".csv,text/csv" />
        <FormFoot>
          <Button look="primary" icon="upload" text={button ?? t.check} />
          {!isMore && <ButtonLink look="quiet" href={kind.listPath} text={t.cancel} />}
        </FormFoot>
      </Form>
    </div>
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
