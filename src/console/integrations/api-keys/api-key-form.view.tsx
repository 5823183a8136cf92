import type { VNode } from 'preact';
import { PERMISSIONS_OF_KIND } from '../../../identity/permissions/granted-permissions';
import { API_KEY_KINDS } from '../../../identity/permissions/permission';
import { CheckboxGroup, type CheckboxSet } from '../../components/checkbox-group';
import { Checkbox, Radios, TextField } from '../../components/fields';
import { FormGroup } from '../../components/form';
import type { FormState } from '../../kit/form-state';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { API_KEYS_PATH, newKeyPath } from './api-key-paths';
import { formPage } from '../../components/form-page';

interface NewApiKeyData {
  readonly form: FormState;
  readonly permissions: readonly string[];
  /** References of products, as suggestions. */
  readonly products: readonly string[];
}

export function newApiKeyPage(data: NewApiKeyData): Page {
  const t = texts('apiKeys');
  return formPage({
    title: t.create,
    crumbs: [{ title: t.title, href: API_KEYS_PATH }],
    form: data.form,
    refused: t.form.notCreated,
    action: newKeyPath(),
    fields: (
      <>
        <What {...data} />
        <Limits {...data} />
        <Import {...data} />
      </>
    ),
    verb: t.create,
    cancel: { title: t.form.cancel, href: API_KEYS_PATH },
  });
}

function What({ form }: NewApiKeyData): VNode {
  const t = texts('apiKeys');
  const kinds = [...API_KEY_KINDS].reverse();
  return (
    <FormGroup id="what" title={t.form.what}>
      <TextField form={form} name="name" label={t.name} placeholder={t.form.namePlace} hint={t.form.nameHint} />
      <Radios
        form={form}
        name="kind"
        label={t.kind}
        choices={kinds.map((value) => ({ value, title: t.kinds[value], note: t.kindNotes[value] }))}
      />
    </FormGroup>
  );
}

function Limits({ form, permissions, products }: NewApiKeyData): VNode {
  const t = texts('apiKeys').form;
  return (
    <FormGroup id="limits" title={t.limits} note={t.limitsNote}>
      <CheckboxGroup
        form={form}
        name="permissions"
        label={t.permissions}
        hint={t.permissionsHint}
        sets={permissionSets()}
        selected={permissions}
        isMono
      />
      <TextField
        form={form}
        name="product"
        label={t.product}
        hint={t.productHint}
        suggestions={products}
        isOptional
        isMono
      />
      <TextField form={form} name="expires_on" type="date" label={t.expiresOn} hint={t.expiresHint} isOptional />
    </FormGroup>
  );
}

function Import({ form }: NewApiKeyData): VNode {
  const t = texts('apiKeys').form;
  return (
    <FormGroup id="import" title={t.import} note={t.importNote}>
      <TextField form={form} name="key" type="password" label={t.value} hint={t.valueHint} isOptional isMono />
      <Checkbox form={form} name="allow_short" label={t.allowShort} hint={t.allowShortHint} />
    </FormGroup>
  );
}

/** By resource, as they are called in the API. */
function permissionSets(): CheckboxSet[] {
  const sets = new Map<string, string[]>();
  for (const permission of PERMISSIONS_OF_KIND.internal) {
    const [resource = ''] = permission.split(':');
    sets.set(resource, [...(sets.get(resource) ?? []), permission]);
  }
  return [...sets].map(([title, permissions]) => ({ title, choices: permissions.map((value) => ({ value })) }));
}
