import type { VNode } from 'preact';
import type { ImportReport } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type FileSample, type LicenseImport, licenseRow } from '../../../core/licensing/internal';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { Checkbox } from '../../../pages/components/fields';
import { ErrorSummary, Form, FormFoot } from '../../../pages/components/form';
import { Section } from '../../../pages/components/page-parts';
import { filePath } from '../../../pages/import/import-kind';
import { ColumnChoice, columnChoices, exampleOf, headOf } from '../../../pages/import/import.view';
import { RowsTable } from '../../../pages/import/import-rows';
import { checkedMark, type ReadingFields, ReadingSection } from '../../../pages/import/reading-fields';
import { FormState } from '../../../pages/kit/form-state';
import type { Page } from '../../../pages/kit/page';
import { importPath } from '../license-list/license-paths';
import { LICENSE_UPLOAD } from './license-import-kind';

/** The field of the option that creates customers. */
export const CREATE_CUSTOMERS = 'create_customers';
/** Rows that the page shows and checks. */
export const SAMPLE_ROWS = 20;

interface ColumnsData {
  readonly file: { readonly id: number; readonly name: string };
  readonly sample: FileSample;
  readonly columns: LicenseImport['columns'];
  /** Whether the user may create customers. */
  readonly canCreate: boolean;
  readonly createsCustomers: boolean;
  readonly fields: ReadingFields;
  /** Report on the first rows; undefined if the columns do not suffice. */
  readonly report?: ImportReport;
  /** Why the columns do not suffice. */
  readonly missing?: string;
  readonly form: FormState;
}

/** The second step: which column of the file is which field, with the first rows. */
export function columnsPage({
  file,
  sample,
  columns,
  canCreate,
  createsCustomers,
  fields,
  report,
  missing,
  form,
}: ColumnsData): Page {
  const t = texts('licenseImport');
  const cells = sample.records.map((record) => record.cells);
  const options = FormState.of({ [CREATE_CUSTOMERS]: createsCustomers ? '1' : '' });
  return detailPage({
    ...headOf(LICENSE_UPLOAD, 1),
    lead: file.name,
    main: (
      <>
        <ErrorSummary form={form} title={t.notStarted} />
        {report && <SampleResult report={report} />}
        {missing !== undefined && form.message === undefined && <Banner tone="warn" title={missing} />}
        <Form action={filePath(LICENSE_UPLOAD, file.id)} formId={String(file.id)}>
          <ColumnChoice
            matched={{ header: sample.header, columns }}
            choicesOf={() => columnChoices(LICENSE_UPLOAD)}
            hints={sample.header.map((_, index) => exampleOf(cells, index))}
          />
          <ReadingSection form={FormState.of({ ...fields })} mark={checkedMark(columns, fields)} />
          {canCreate && (
            <Section id="customers" title={t.options}>
              <Checkbox form={options} name={CREATE_CUSTOMERS} label={t.createCustomers} hint={t.createCustomersHint} />
            </Section>
          )}
          {report && sample.records.length > 0 && (
            <Section id="rows" title={t.firstRows}>
              <RowsTable
                kind={LICENSE_UPLOAD}
                rows={sample.records.map((record) => licenseRow(record, columns))}
                problems={report.problems}
              />
            </Section>
          )}
          <FormFoot>
            <Button look="primary" icon="list-checks" name="do" value="check" text={t.checkAll} />
            <Button icon="refresh-cw" name="do" value="preview" text={t.preview} />
            <ButtonLink look="quiet" href={importPath} text={texts('import').cancel} />
          </FormFoot>
        </Form>
      </>
    ),
  });
}

/** The second step of a file that cannot be read so. */
export function unreadablePage(file: ColumnsData['file'], form: FormState): Page {
  const t = texts('licenseImport');
  return detailPage({
    ...headOf(LICENSE_UPLOAD, 1),
    lead: file.name,
    main: (
      <>
        <ErrorSummary form={form} title={t.notStarted} />
        <Form action={filePath(LICENSE_UPLOAD, file.id)}>
          <ReadingSection form={form} mark="" />
          <FormFoot>
            <Button look="primary" icon="refresh-cw" name="do" value="preview" text={t.preview} />
            <ButtonLink look="quiet" href={importPath} text={texts('import').cancel} />
          </FormFoot>
        </Form>
      </>
    ),
  });
}

function SampleResult({ report: { rows, wrongRows } }: { readonly report: ImportReport }): VNode {
  const t = texts('licenseImport');
  return wrongRows === 0 ? (
    <Banner tone="ok" title={t.sampleRight({ count: rows })}>
      {t.sampleRightText}
    </Banner>
  ) : (
    <Banner tone="warn" title={t.sampleWrong({ wrong: wrongRows, count: rows })}>
      {t.sampleWrongText}
    </Banner>
  );
}
