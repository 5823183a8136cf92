import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { CHANNELS } from '../../../catalog/versions/release-channel';
import { Checkbox, TextArea, TextField } from '../../components/fields';
import { FieldRow, FormGroup } from '../../components/form';
import type { FormState } from '../../kit/form-state';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { newVersionPath, versionPath, versionsPath, versionVerbPath } from './version-paths';
import { crumbsOf } from './version-crumbs';
import { formPage } from '../../components/form-page';

export interface VersionFormData {
  readonly product: Product;
  readonly form: FormState;
  /** Undefined for a new version. */
  readonly version?: ProductVersion;
}

export function versionFormPage(data: VersionFormData): Page {
  const t = texts('versions');
  const title = data.version ? t.editTitle({ version: data.version.version }) : t.add;
  const { product, form, version } = data;
  const { uid } = product;
  return formPage({
    title,
    crumbs: crumbsOf(product, version),
    form,
    refused: t.notSaved,
    action: version ? versionVerbPath(uid, version.uid, 'edit') : newVersionPath(uid),
    fields: (
      <>
        <NumberGroup form={form} isNew={version === undefined} />
        <FormGroup id="notes" title={t.notes} note={t.notesNote}>
          <TextArea form={form} name="summary" label={t.summary} hint={t.summaryHint} isOptional rows={2} />
          <TextArea form={form} name="changelog" label={t.changelog} hint={t.changelogHint} isOptional rows={8} />
        </FormGroup>
        <FormGroup id="files" title={t.files}>
          <TextField form={form} name="download_url" label={t.url} hint={t.urlHint} isOptional />
          {!version && <Checkbox form={form} name="is_active" label={t.publishNow} hint={t.publishNowHint} />}
        </FormGroup>
      </>
    ),
    verb: version ? texts('catalog').save : t.add,
    cancel: { title: texts('catalog').cancel, href: version ? versionPath(uid, version.uid) : versionsPath(uid) },
  });
}

function NumberGroup({ form, isNew }: { readonly form: FormState; readonly isNew: boolean }): VNode {
  const t = texts('versions');
  return (
    <FormGroup id="version" title={t.group} note={t.groupNote}>
      <FieldRow hasTexts>
        <TextField form={form} name="version" label={t.version} hint={t.versionHint} placeholder="1.2.0" isMono />
        <TextField form={form} name="reference" label={t.reference} hint={t.referenceHint} isMono isOptional={isNew} />
      </FieldRow>
      <FieldRow hasTexts>
        <TextField
          form={form}
          name="channel"
          label={t.channel}
          hint={t.channelHint}
          suggestions={CHANNELS}
          isMono
          isOptional
        />
        <TextField form={form} name="released_at" type="date" label={t.released} hint={t.releasedHint} isOptional />
      </FieldRow>
      <Checkbox form={form} name="is_mandatory" label={t.isMandatory} hint={t.isMandatoryHint} />
    </FormGroup>
  );
}
