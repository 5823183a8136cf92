import type { VNode } from 'preact';
import type { Policy } from '../../../catalog/policies/policy.entity';
import type { Product } from '../../../catalog/products/product.entity';
import { Checkbox, Select, TextArea, TextField } from '../../components/fields';
import { FieldRow, FormGroup } from '../../components/form';
import type { FormState } from '../../kit/form-state';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { newProductPath, productPath, PRODUCTS_PATH, productVerbPath } from './product-paths';
import { formPage } from '../../components/form-page';

export interface ProductFormData {
  readonly form: FormState;
  /** Policies that trials may have. */
  readonly policies: readonly Policy[];
  /** Undefined for a new product. */
  readonly product?: Product;
}

export function productFormPage(data: ProductFormData): Page {
  const t = texts('products');
  const title = data.product ? t.editTitle({ name: data.product.name }) : t.newTitle;
  const { form, product } = data;
  const crumbs = [{ title: t.title, href: PRODUCTS_PATH }];
  const own = product && { title: product.name, href: productPath(product.uid) };
  return formPage({
    title,
    crumbs: own ? [...crumbs, own] : crumbs,
    form,
    refused: t.notSaved,
    action: product ? productVerbPath(product.uid, 'edit') : newProductPath,
    fields: (
      <>
        <NameGroup form={form} />
        {!product && (
          <FormGroup id="keys" title={t.keys} note={t.keysNote}>
            <TextField
              form={form}
              name="key_format"
              label={t.keyFormat}
              hint={t.keyFormatHint}
              placeholder="%Z{4}-%Z{4}-%Z{4}-%Z{4}"
              isMono
              isOptional
            />
          </FormGroup>
        )}
        <UpdatesGroup form={form} />
        <TrialGroup {...data} />
      </>
    ),
    verb: product ? texts('catalog').save : t.create,
    cancel: { title: texts('catalog').cancel, href: product ? productPath(product.uid) : PRODUCTS_PATH },
  });
}

function NameGroup({ form }: Pick<ProductFormData, 'form'>): VNode {
  const t = texts('products');
  return (
    <FormGroup id="product" title={t.what} note={t.whatNote}>
      <TextField form={form} name="name" label={texts('catalog').name} />
      <FieldRow hasTexts>
        <TextField form={form} name="reference" label={t.reference} hint={t.referenceHint} isMono />
        <TextField form={form} name="envato_item_id" label={t.envato} hint={t.envatoHint} isOptional />
      </FieldRow>
      <TextArea form={form} name="description" label={t.description} isOptional />
    </FormGroup>
  );
}

function UpdatesGroup({ form }: Pick<ProductFormData, 'form'>): VNode {
  const t = texts('products');
  return (
    <FormGroup id="updates" title={t.updates} note={t.updatesNote}>
      <Checkbox form={form} name="updates_need_license" label={t.needLicense} hint={t.needLicenseHint} />
      <Checkbox form={form} name="serve_latest_updates" label={t.serveLatest} hint={t.serveLatestHint} />
    </FormGroup>
  );
}

function TrialGroup({ form, policies, product }: ProductFormData): VNode {
  const t = texts('products');
  const current = product?.trialPolicy;
  const isListed = !current || policies.some(({ id }) => id === current.id);
  const offered = isListed ? policies : [current, ...policies];
  return (
    <FormGroup id="trials" title={t.trials} note={t.trialsNote}>
      <Select
        form={form}
        name="trial_policy"
        label={t.trialPolicy}
        hint={t.trialHint}
        choices={[{ value: '', title: t.noTrials }, ...offered.map(({ uid, name }) => ({ value: uid, title: name }))]}
      />
    </FormGroup>
  );
}
