import type { VNode } from 'preact';
import { type CsvRow, type ImportReport } from '../../core/common';
import { MAX_CSV_ROWS } from '../../core/common/internal';
import { formatBytes, texts } from '../../core/i18n';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { type Choice, FileField, Select } from '../components/fields';
import { withQuery } from '../components/filters';
import { QuietFold } from '../components/fold';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { Steps } from '../components/lists';
import { Section } from '../components/page-parts';
import { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { MAX_IMPORT_BYTES } from './import-files.service';
import { type ColumnsByPlace, errorsPath, filePath, type ImportKind, type UploadKind } from './import-kind';
import { Rows } from './import-rows';
import { checkedMark, type ReadingFields, readingParameters, ReadingSection } from './reading-fields';

/** Characters of an example. */
const EXAMPLE_LENGTH = 40;

export interface CheckedImport {
  readonly kind: ImportKind;
  readonly file: { readonly id: number; readonly name: string };
  /** Only for a kind whose columns are matched with headings. */
  readonly matched?: { readonly header: readonly string[]; readonly columns: ColumnsByPlace };
  /** Undefined if the file cannot be read with these columns. */
  readonly result?: { readonly rows: readonly CsvRow<string>[]; readonly report: ImportReport };
  /** Options with which the file was read. */
  readonly fields: ReadingFields;
  readonly form: FormState;
}

/** The first step: the file. */
export function importPage(kind: UploadKind, form: FormState): Page {
  const t = texts('import');
  const own = kind.upload?.texts?.();
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
        <QuietFold title={t.columns}>{kind.format.columns.join(', ')}</QuietFold>
        <Upload kind={kind} form={form} label={t.file} button={own?.upload} />
      </>
    ),
  });
}

/** The second step: what is in the file, and what is wrong with it. Nothing was imported. */
export function checkPage(checked: CheckedImport): Page {
  const { kind, file, matched, result, fields, form } = checked;
  const t = texts('import');
  const isRight = result?.report.wrongRows === 0;
  return detailPage({
    ...headOf(kind, 1),
    lead: result ? t.fileIs({ name: file.name, count: result.rows.length }) : file.name,
    main: (
      <>
        <ErrorSummary form={form} title={t.nothingImported} />
        {result && <Result {...checked} result={result} />}
        <Form action={filePath(kind, file.id)} formId={String(file.id)}>
          {matched && <ColumnChoice matched={matched} choicesOf={() => columnChoices(kind)} />}
          {result && <Rows kind={kind} {...result} />}
          <ReadingSection form={form} mark={checkedMark(matched?.columns ?? [], fields)} />
          <Foot {...checked} isRight={isRight} />
        </Form>
        {!isRight && <Upload kind={kind} form={FormState.empty()} label={t.corrected} isMore />}
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
    above: <Steps steps={(kind.upload?.texts?.() ?? texts('import')).steps} current={step} />,
  };
}

export type Read = CheckedImport & Required<Pick<CheckedImport, 'result'>>;

function Result(read: Read): VNode {
  return (
    <>
      <Verdict {...read} />
      <LeftAside {...read.result.report.left} />
    </>
  );
}

/** Parts of the file that are not imported. */
export function LeftAside({ columns, values }: ImportReport['left']): VNode | null {
  const t = texts('import');
  if (columns.length === 0 && values === 0) {
    return null;
  }
  return (
    <Banner
      id="left-aside"
      tone="warn"
      title={columns.length > 0 ? t.leftAside({ count: columns.length }) : t.lost({ count: values })}
    >
      {columns.map((left) => t.leftColumn(left)).join(', ')}
      {columns.length > 0 && values > 0 && ` · ${t.lost({ count: values })}`}
    </Banner>
  );
}

function Verdict({ kind, file, matched, fields, result: { report } }: Read): VNode {
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
      href={withColumns(errorsPath(kind, file.id), matched?.columns, fields)}
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

/** A path with the columns that were chosen, and how the file is to be read. */
export function withColumns(path: string, columns: ColumnsByPlace = [], reading?: ReadingFields): string {
  const chosen = columns.map((column): [string, string] => ['columns', column]);
  const fields = new URLSearchParams([...chosen, ...(reading ? readingParameters(reading) : [])]);
  return fields.size === 0 ? path : `${withQuery(path, {})}?${fields.toString()}`;
}

/** The columns of a kind as choices. */
export function columnChoices({ format, matching }: UploadKind): Choice[] {
  const titleOf = matching?.titleOf ?? ((column: string) => column);
  return [
    { value: '', title: texts('import').leaveOut },
    ...format.columns.map((value) => ({ value, title: titleOf(value) })),
  ];
}

/** The first value of a column. */
export function exampleOf(records: readonly (readonly string[])[], index: number): string | undefined {
  const [value] = records.flatMap((cells) => cells[index] || []);
  return value === undefined ? undefined : texts('licenseImport').example({ value: value.slice(0, EXAMPLE_LENGTH) });
}

interface ColumnChoiceProps {
  readonly matched: Required<CheckedImport>['matched'];
  /** Meanings that a column can have. */
  readonly choicesOf: (index: number) => readonly Choice[];
  /** A value of each column. */
  readonly hints?: readonly (string | undefined)[];
}

/** A field for each column of a file. */
export function ColumnChoice({ matched, choicesOf, hints = [] }: ColumnChoiceProps): VNode {
  const t = texts('import');
  const { header, columns } = matched;
  const form = FormState.of({ columns });
  return (
    <Section id="columns" title={t.columns} note={t.columnsNote}>
      <div class="import-columns">
        {header.map((heading, index) => (
          <Select
            key={index}
            form={form}
            name="columns[]"
            index={index}
            label={heading === '' ? t.column({ place: index + 1 }) : t.heading({ heading: heading.slice(0, 64) })}
            choices={choicesOf(index)}
            hint={hints[index]}
          />
        ))}
      </div>
    </Section>
  );
}

function Foot({ kind, result, isRight }: CheckedImport & { readonly isRight: boolean }): VNode {
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
      <Button icon="refresh-cw" name="do" value="check" text={t.checkAgain} />
      <ButtonLink look="quiet" href={kind.listPath} text={t.cancel} />
      {isRight && <p class="hint">{texts('components').cannotBeUndone}</p>}
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
  const next = kind.isImportedAtOnce === true ? t.importFile : t.check;
  return (
    <div class="section">
      <Form action={kind.path} isMultipart>
        <FileField form={form} name="file" label={label} accept=".csv,text/csv" />
        <FormFoot>
          <Button look="primary" icon="upload" text={button ?? next} />
          {!isMore && <ButtonLink look="quiet" href={kind.listPath} text={t.cancel} />}
        </FormFoot>
      </Form>
    </div>
  );
}
