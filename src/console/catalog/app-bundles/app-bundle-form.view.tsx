import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { Radios, TextArea, TextField } from '../../components/fields';
import { FieldRow, FormGroup } from '../../components/form';
import type { FormState } from '../../kit/form-state';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { bundlePath, BUNDLES_PATH, bundleVerbPath, newBundlePath } from './app-bundle-paths';
import { crumbsOf } from './app-bundle-crumbs';
import { formPage } from '../../components/form-page';

/** @param bundle undefined for a new one */
export function appBundleFormPage(form: FormState, bundle?: AppBundle): Page {
  const t = texts('appBundles');
  const title = bundle ? t.editTitle({ id: bundle.appBundleId }) : t.newTitle;
  const statuses = APP_BUNDLE_STATUSES.map((value) => ({
    value,
    title: t.statuses[value],
    note: t.statusNotes[value],
  }));
  return formPage({
    title,
    crumbs: crumbsOf(bundle),
    form,
    refused: texts('catalog').notSaved,
    action: bundle ? bundleVerbPath(bundle.uid, 'edit') : newBundlePath,
    fields: (
      <>
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
      </>
    ),
    verb: bundle ? texts('catalog').save : t.add,
    cancel: { title: texts('catalog').cancel, href: bundle ? bundlePath(bundle.uid) : BUNDLES_PATH },
  });
}
