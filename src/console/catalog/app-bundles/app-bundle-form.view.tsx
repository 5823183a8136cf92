import type { VNode } from 'preact';
import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { Button, ButtonLink } from '../../components/button';
import { Radios, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, FieldRow, Form, FormFoot, FormGroup } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { bundlePath, BUNDLES_PATH, bundleVerbPath, newBundlePath } from './app-bundle-paths';
import { crumbsOf } from './app-bundle-crumbs';

/** @param bundle undefined for a new one */
export function appBundleFormPage(form: FormState, bundle?: AppBundle): Page {
  const t = texts('appBundles');
  const title = bundle ? t.editTitle({ id: bundle.appBundleId }) : t.newTitle;
  return new Page({ title, width: 'form', body: <BundleForm form={form} bundle={bundle} title={title} /> });
}

interface BundleFormProps {
  readonly form: FormState;
  readonly bundle?: AppBundle;
  readonly title: string;
}

function BundleForm({ form, bundle, title }: BundleFormProps): VNode {
  const t = texts('appBundles');
  const statuses = APP_BUNDLE_STATUSES.map((value) => ({
    value,
    title: t.statuses[value],
    note: t.statusNotes[value],
  }));
  return (
    <>
      <PageHeader title={title} crumbs={crumbsOf(bundle)} />
      <ErrorSummary form={form} title={texts('catalog').notSaved} />
      <Form action={bundle ? bundleVerbPath(bundle.uid, 'edit') : newBundlePath}>
        <FormGroup id="app" title={t.group} note={t.groupNote}>
          <TextField form={form} name="app_bundle_id" label={t.bundleId} hint={t.bundleIdHint} isMono />
          <FieldRow hasTexts>
            <TextField form={form} name="platform" label={t.platform} hint={t.platformHint} isOptional />
            <TextField form={form} name="version" label={t.version} isOptional />
          </FieldRow>
          <TextArea form={form} name="description" label={t.description} isOptional />
        </FormGroup>
        <FormGroup id="license" title={t.license} note={t.licenseNote}>
          <Radios form={form} name="status" label={texts('catalog').status} choices={statuses} />
          <TextField form={form} name="expires_at" type="date" label={t.expires} hint={t.expiresHint} />
          <TextField form={form} name="features" label={t.features} hint={t.featuresHint} isOptional />
        </FormGroup>
        <FormFoot>
          <Button look="primary">{bundle ? texts('catalog').save : t.add}</Button>
          <ButtonLink look="quiet" href={bundle ? bundlePath(bundle.uid) : BUNDLES_PATH}>
            {texts('catalog').cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
}
