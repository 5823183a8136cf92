import { texts } from '../../../core/i18n';
import { CSV_FIELDS } from '../imports/sources/csv-fields';
import type { CsvSample } from '../imports/sources/csv-rows';
import type { StoredFile } from '../../../core/platform';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { type Choice, TextField } from '../../../pages/components/fields';
import { ErrorSummary, Form, FormFoot, HiddenFields } from '../../../pages/components/form';
import { Steps } from '../../../pages/components/lists';
import { Section } from '../../../pages/components/page-parts';
import { ColumnChoice, exampleOf } from '../../../pages/import/import.view';
import type { FormState } from '../../../pages/kit/form-state';
import type { Page } from '../../../pages/kit/page';
import { FileFields } from './import-file-fields.view';
import { importCrumbs } from './import-page.view';
import { columnsPath, IMPORTS_PATH } from './import-paths';

const COLUMNS = 1;
/** Characters of a name in the metadata. */
const MAX_NAME = 64;

export interface ImportedSheet {
  readonly file: StoredFile;
  /** Name of the source. */
  readonly from: string;
  readonly sample: CsvSample;
  /** Places of the columns that are shown: those with a heading, each heading once. */
  readonly places: readonly number[];
  /** Meanings of these columns; empty for one that is not imported. */
  readonly columns: readonly string[];
  /** The reading that this page shows. */
  readonly shown: string;
}

/** The step between the upload of a spreadsheet and its check: a person confirms the meaning of each column. */
export function columnsPage(sheet: ImportedSheet, form: FormState): Page {
  const { file, from, sample, places, columns, shown } = sheet;
  const t = texts('serverImports');
  return detailPage({
    title: t.columnsOf({ file: file.name }),
    crumbs: importCrumbs(),
    lead: t.columnsLead,
    above: <Steps steps={texts('licenseImport').steps} current={COLUMNS} />,
    main: (
      <>
        <ErrorSummary form={form} title={t.columnsRefused} />
        <Form action={columnsPath(file.id)}>
          <HiddenFields fields={{ from, shown }} />
          <ColumnChoice
            matched={{ header: places.map((place) => sample.header[place] ?? ''), columns }}
            choicesOf={(index) => meaningChoices(sample.header[places[index] ?? 0] ?? '', columns[index] ?? '')}
            hints={places.map((place) => exampleOf(sample.records, place))}
          />
          <Section id="rest" title={t.values}>
            <TextField form={form} name="product" label={t.product} hint={t.productHint} isOptional />
            <TextField form={form} name="time_zone" label={t.timeZone} hint={t.timeZoneHint} isOptional />
            <FileFields form={form} />
          </Section>
          <FormFoot>
            <Button look="primary" icon="list-checks" text={texts('import').check} />
            <ButtonLink look="quiet" href={IMPORTS_PATH} text={texts('import').cancel} />
          </FormFoot>
        </Form>
      </>
    ),
  });
}

/** Meanings that a column can have; a value that is only kept has a name in the metadata. */
function meaningChoices(heading: string, proposed: string): Choice[] {
  const t = texts('serverImports');
  const kept = [...new Set([nameInMetadata(heading), ...(proposed.startsWith('metadata.') ? [proposed] : [])])];
  return [
    { value: '', title: texts('import').leaveOut },
    ...CSV_FIELDS.map((value) => ({ value, title: t.columnTitles[value] })),
    ...kept.map((value) => ({ value, title: t.keepAs({ name: value.replace('metadata.', '') }) })),
  ];
}

function nameInMetadata(heading: string): string {
  const name = heading
    .toLowerCase()
    .replace(/[^\w-]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return `metadata.${name.slice(0, MAX_NAME) || 'value'}`;
}
