import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import type { LicenseSample } from '../imports/import-samples.service';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import type { Choice } from '../../../pages/components/fields';
import { EnterButton, ErrorSummary, Form, FormFoot } from '../../../pages/components/form';
import type { FormState } from '../../../pages/kit/form-state';
import type { Page } from '../../../pages/kit/page';
import { CountsSection, LeftOutSection, NotesSection, totalOf } from './import-counts.view';
import { headOf, type ImportPageData } from './import-page.view';
import { importPath, IMPORTS_PATH } from './import-paths';
import { SampleSection } from './import-sample.view';
import { PoliciesSection, type RecognizedPolicy } from './import-policies.view';

export interface CheckPageData extends ImportPageData {
  readonly licenses: readonly LicenseSample[];
  readonly policies: readonly RecognizedPolicy[];
  readonly choices: readonly Choice[];
  readonly form: FormState;
}

/** The second step: what would be imported, and what does not fit. Nothing was imported. */
export function checkPage(data: CheckPageData): Page {
  const { of, licenses, samples, form, canWrite } = data;
  const { title, crumbs, lead, steps } = headOf(of);
  const t = texts('serverImports');
  return detailPage({
    title,
    crumbs,
    lead,
    above: (
      <>
        {steps}
        <ErrorSummary form={form} title={texts('import').nothingImported} />
        <CheckBanner {...data} />
      </>
    ),
    main: (
      <>
        <CountsSection of={of} isCheck />
        <SampleSection licenses={licenses} />
        <LeftOutSection of={of} samples={samples} />
        <NotesSection of={of} />
        {canWrite && totalOf(of, 'pending') > 0 && (
          <Form action={`${importPath(of.uid)}/apply`}>
            <EnterButton>{t.importRows({ count: totalOf(of, 'pending') })}</EnterButton>
            <PoliciesSection {...data} />
            <FormFoot>
              <Button look="primary" icon="upload" text={t.importRows({ count: totalOf(of, 'pending') })} />
              <ButtonLink look="quiet" href={IMPORTS_PATH} text={t.later} />
            </FormFoot>
          </Form>
        )}
      </>
    ),
  });
}

function CheckBanner({ of }: CheckPageData): VNode {
  const t = texts('serverImports');
  const [pending, leftOut] = [totalOf(of, 'pending'), totalOf(of, 'left_out')];
  return (
    <Banner
      tone={pending === 0 || leftOut > 0 ? 'warn' : 'ok'}
      title={pending === 0 ? t.nothingNew : t.canImport({ count: pending })}
    >
      {leftOut > 0 && `${t.leftOutCount({ count: leftOut })} `}
      {t.nothingYet}
    </Banner>
  );
}
