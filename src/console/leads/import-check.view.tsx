import type { VNode } from 'preact';
import { csvText } from '../../common/csv/csv-file';
import type { LeadImport } from '../../customers/leads/import-leads.service';
import { LEAD_COLUMNS } from '../../customers/leads/lead-rows';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { Select } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { ImportTable } from '../components/lists';
import { Section } from '../components/page-parts';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { messageOfField } from '../messages/shown-message';
import { columnsWith, importRow, isFormula, rowsToShow } from './import-rows';
import { IMPORT_TEXTS } from './import-texts';
import { ImportHeader } from './lead-import.view';
import { importPath, LEADS_PATH } from './lead-paths';
import type { LeadUpload } from './lead-upload';

interface CheckData {
  readonly upload: LeadUpload;
  /** Undefined if the file cannot be read with these columns. */
  readonly result?: LeadImport;
  readonly form: FormState;
}

/** The second step: what the columns are, and what is wrong with which row. */
export function checkPage(data: CheckData): Page {
  const page = new Page({ title: IMPORT_TEXTS().title, body: <Check {...data} /> });
  return (data.result?.report.wrongRows ?? 0) > 0 ? page.refused(422) : page;
}

function Check({ upload, result, form }: CheckData): VNode {
  const t = IMPORT_TEXTS();
  return (
    <>
      <ImportHeader current={1} lead={result ? t.fileIs(upload.name, result.rows.length) : upload.name} />
      <ErrorSummary form={form} title={t.nothingImported} />
      {result && <Outcome {...result} />}
      <Form action={importPath} isMultipart>
        <input type="hidden" name="file_name" value={upload.name} />
        {upload.pieces.map((piece, index) => (
          <input key={index} type="hidden" name="packed[]" value={piece} />
        ))}
        <Section id="columns" title={t.columns} note={t.columnsNote}>
          <ColumnChoice {...upload} />
        </Section>
        {result && <Rows {...result} />}
        <Foot result={result} />
      </Form>
    </>
  );
}

function Outcome({ rows, leads, report: { wrongRows: wrong, problems } }: LeadImport): VNode {
  const t = IMPORT_TEXTS();
  if (wrong === 0) {
    return (
      <Banner tone="ok" title={t.allRight(rows.length)}>
        {t.notYet(leads.length)}
      </Banner>
    );
  }
  const action = (
    <ButtonLink icon="download" href={errorsIn(problems)} download="errors.csv">
      {t.errorsAsCsv}
    </ButtonLink>
  );
  return (
    <Banner tone="bad" title={t.wrongRows(wrong, rows.length)} action={action} isAlert>
      {t.allOrNone} {t.correct}
    </Banner>
  );
}

/** A link with the whole file in it, so that nothing is uploaded or stored for it. */
function errorsIn(problems: LeadImport['report']['problems']): string {
  const rows = problems.map((problem) => ({
    row: problem.row,
    column: problem.field,
    problem: messageOfField(problem).text,
  }));
  // With the byte order mark, spreadsheets read it as UTF-8.
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${csvText(['row', 'column', 'problem'], rows)}`)}`;
}

function ColumnChoice({ header, columns }: LeadUpload): VNode {
  const t = IMPORT_TEXTS();
  const form = FormState.of({ columns });
  const choices = [
    { value: '', title: t.leaveOut },
    ...LEAD_COLUMNS.map((value) => ({ value, title: t.columnTitles[value] })),
  ];
  return (
    <div class="column-choice">
      {header.map((heading, index) => (
        <Select
          key={index}
          form={form}
          name="columns[]"
          index={index}
          label={t.column(heading.slice(0, 64), index + 1)}
          choices={choices}
        />
      ))}
    </div>
  );
}

function Rows(result: LeadImport): VNode {
  const t = IMPORT_TEXTS();
  const { rows, report } = result;
  const shown = rowsToShow(result);
  const columns = columnsWith(shown, report.problems);
  const wrong = new Set(report.problems.map(({ row }) => row)).size;
  const note =
    report.wrongRows > 0 ? t.rowsWithErrors(wrong, report.wrongRows) : t.firstRows(shown.length, rows.length);
  return (
    <Section id="rows" title={t.rows} note={note}>
      <ImportTable
        label={t.rowsOfFile}
        heads={columns.map((column) => t.columnTitles[column])}
        rows={shown.map((row) => importRow(row, columns, report.problems))}
      />
      {shown.some(({ cells }) => isFormula(cells)) && <p class="hint">{t.keptAsText}</p>}
    </Section>
  );
}

/** While a row is wrong, a corrected file is the next step. */
function Foot({ result }: Pick<CheckData, 'result'>): VNode {
  const t = IMPORT_TEXTS();
  const isRight = result?.report.wrongRows === 0;
  return (
    <FormFoot>
      {isRight ? (
        <Button look="primary" icon="upload" name="do" value="import">
          {t.importLeads(result.leads.length)}
        </Button>
      ) : (
        <ButtonLink look="primary" icon="upload" href={importPath}>
          {t.chooseCorrected}
        </ButtonLink>
      )}
      <Button icon="refresh-cw" name="do" value="check">
        {t.checkAgain}
      </Button>
      <ButtonLink look="quiet" href={LEADS_PATH}>
        {t.cancel}
      </ButtonLink>
    </FormFoot>
  );
}
