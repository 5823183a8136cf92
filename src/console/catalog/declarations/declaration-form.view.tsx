import type { ComponentChildren, VNode } from 'preact';
import { ENTITLEMENT_TYPES } from '../../../catalog/definitions/entitlement.entity';
import { METER_KINDS } from '../../../catalog/definitions/meter.entity';
import type { Product } from '../../../catalog/products/product.entity';
import { Button, ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { Radios, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, Form, FormFoot, FormGroup } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { productPath, PRODUCTS_PATH } from '../products/product-paths';
import { type DeclarationKind, declarationPath, newDeclarationPath } from './declaration-paths';

export interface DeclarationFormData {
  readonly product: Product;
  readonly form: FormState;
  /** Undefined for a new declaration. */
  readonly code?: string;
}

export function entitlementFormPage(data: DeclarationFormData): Page {
  const t = texts('definitions');
  const title = data.code === undefined ? t.addEntitlement : t.editEntitlement({ code: data.code });
  const { form } = data;
  const types = ENTITLEMENT_TYPES.map((value) => ({ value, title: t.types[value] }));
  return declarationPage({ ...data, title, kind: 'entitlements' }, [
    <Radios form={form} name="type" label={t.typeLabel} hint={t.typeHint} choices={types} />,
    <TextArea form={form} name="choices" label={t.choices} hint={t.choicesHint} isOptional rows={4} />,
  ]);
}

export function meterFormPage(data: DeclarationFormData): Page {
  const t = texts('definitions');
  const title = data.code === undefined ? t.addMeter : t.editMeter({ code: data.code });
  const { form } = data;
  const kinds = METER_KINDS.map((value) => ({ value, title: t.kinds[value] }));
  return declarationPage({ ...data, title, kind: 'meters' }, [
    <TextField form={form} name="unit" label={t.unit} hint={t.unitHint} isOptional />,
    <Radios form={form} name="kind" label={t.kindLabel} hint={t.kindHint} choices={kinds} />,
  ]);
}

interface Titled extends DeclarationFormData {
  readonly title: string;
  readonly kind: DeclarationKind;
}

function declarationPage(data: Titled, fields: ComponentChildren): Page {
  const { title } = data;
  return new Page({ title, width: 'form', body: <DeclarationForm {...data}>{fields}</DeclarationForm> });
}

function DeclarationForm(props: Titled & { readonly children: ComponentChildren }): VNode {
  const { product, form, code, title, kind, children } = props;
  const t = texts('definitions');
  const c = texts('catalog');
  const action =
    code === undefined ? newDeclarationPath(product.uid, kind) : declarationPath(product.uid, kind, 'edit', code);
  return (
    <>
      <PageHeader
        title={title}
        crumbs={crumbsOf(product)}
        actions={
          code === undefined ? undefined : <DeleteLink href={declarationPath(product.uid, kind, 'delete', code)} />
        }
      />
      <ErrorSummary form={form} title={c.notSaved} />
      <Form action={action}>
        <FormGroup id="declaration" title={t.group} note={t.groupNote}>
          {code === undefined && <TextField form={form} name="code" label={c.code} hint={t.codeHint} isMono />}
          <TextField form={form} name="name" label={c.name} />
          {children}
        </FormGroup>
        <FormFoot>
          <Button look="primary">{code === undefined ? title : c.save}</Button>
          <ButtonLink look="quiet" href={productPath(product.uid)}>
            {c.cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
}

function DeleteLink({ href }: { readonly href: string }): VNode {
  return (
    <ButtonLink look="danger" icon="trash-2" href={href}>
      {texts('catalog').remove}
    </ButtonLink>
  );
}

interface DeletionProps {
  readonly product: Product;
  readonly kind: DeclarationKind;
  readonly code: string;
  readonly name: string;
  readonly form: FormState;
}

export function deleteDeclarationPage({ product, kind, code, name, form }: DeletionProps): Page {
  const t = texts('definitions');
  const title = t.deleteTitle({ code });
  return confirmation({
    title,
    crumbs: crumbsOf(product),
    form,
    undo: { isPossible: true, text: t.deleteUndo },
    about: [
      { term: texts('catalog').code, value: <code>{code}</code> },
      { term: texts('catalog').name, value: name },
    ],
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.deleteConsequence },
      { icon: 'info', text: t.deleteCondition },
    ],
    action: declarationPath(product.uid, kind, 'delete', code),
    verb: t.deleteVerb,
    keep: { title: t.keep, href: productPath(product.uid) },
  });
}

function crumbsOf({ uid, name }: Product) {
  return [
    { title: texts('catalog').catalogProducts, href: PRODUCTS_PATH },
    { title: name, href: productPath(uid) },
  ];
}
