import type { VNode } from 'preact';
import { MAX_CSV_ROWS } from '../../common/csv/csv-rows';
import { Button, ButtonLink } from '../components/button';
import { FileField } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { Steps } from '../components/lists';
import { PageHeader } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { IMPORT_TEXTS } from './import-texts';
import { importPath, LEADS_PATH } from './lead-paths';
import { LEAD_TEXTS } from './texts';

/** The first step: the file. */
export function importPage(form: FormState): Page {
  return new Page({ title: IMPORT_TEXTS().title, width: 'form', body: <Upload form={form} /> });
}

function Upload({ form }: { readonly form: FormState }): VNode {
  const t = IMPORT_TEXTS();
  return (
    <>
      <ImportHeader current={0} lead={t.allOrNone} />
      <ErrorSummary form={form} title={t.nothingImported} />
      <p>{t.whatIsNeeded}</p>
      <p>{t.sameName}</p>
      <div class="section">
        <Form action={importPath} isMultipart>
          <FileField form={form} name="file" label={t.file} hint={t.fileHint(MAX_CSV_ROWS)} accept=".csv,text/csv" />
          <FormFoot>
            <Button look="primary" icon="upload" name="do" value="check">
              {t.check}
            </Button>
            <ButtonLink look="quiet" href={LEADS_PATH}>
              {t.cancel}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

export function ImportHeader({ current, lead }: { readonly current: number; readonly lead: string }): VNode {
  const t = IMPORT_TEXTS();
  return (
    <>
      <PageHeader title={t.title} crumbs={[{ title: LEAD_TEXTS().leads, href: LEADS_PATH }]} lead={lead} />
      <Steps steps={t.steps} current={current} />
    </>
  );
}
