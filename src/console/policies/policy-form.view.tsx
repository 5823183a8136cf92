import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import { Checkbox, Select, TextArea, TextField } from '../components/fields';
import { FormGroup } from '../components/form';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { textFor, texts } from '../../i18n/texts';
import { fieldsOf, GROUPS, type NamedField } from './policy-fields';
import { fieldText } from './field-text';
import { editPolicyPath, newPolicyPath, POLICIES_PATH, policyPath } from './policy-paths';
import { formPage } from '../components/form-page';

/** @param policy undefined for a new one */
export function policyFormPage(form: FormState, policy?: Policy): Page {
  const t = texts('policies');
  const { groups } = texts('policyBehaviors');
  return formPage({
    title: policy?.name ?? t.create,
    crumbs: [{ title: t.title, href: POLICIES_PATH }],
    lead: t.lead,
    form,
    refused: t.refused,
    action: policy ? editPolicyPath(policy.uid) : newPolicyPath,
    fields: (
      <>
        <FormGroup id="name" title={t.name}>
          <TextField form={form} name="name" label={t.name} />
        </FormGroup>
        {GROUPS.map((group) => (
          <FormGroup key={group} id={group} {...groups[group]}>
            {fieldsOf(group).map((field) => (
              <PolicyField key={field.name} form={form} field={field} isNew={policy === undefined} />
            ))}
            {group === 'grants' && (
              <>
                <TextArea form={form} name="entitlements" label={t.entitlements} hint={t.entitlementsHint} isOptional />
                <TextArea form={form} name="meters" label={t.meters} hint={t.metersHint} isOptional />
              </>
            )}
          </FormGroup>
        ))}
      </>
    ),
    verb: t.save,
    cancel: { title: t.cancel, href: policy ? policyPath(policy.uid) : POLICIES_PATH },
  });
}

interface PolicyFieldProps {
  readonly form: FormState;
  readonly field: NamedField;
  /** Empty fields get the default of new policies. */
  readonly isNew: boolean;
}

function PolicyField({ form, field: { name, kind, choices = [] }, isNew }: PolicyFieldProps): VNode {
  const t = texts('policies');
  const titles = texts('policyBehaviors').choices;
  const { title, means, unit } = fieldText(name);
  const props = { form, name, label: unit === undefined ? title : `${title} (${unit})`, hint: means };
  switch (kind) {
    case 'flag':
      return <Checkbox {...props} />;
    case 'choice': {
      const all = choices.map((value) => ({ value, title: textFor(titles, value) ?? value }));
      return <Select {...props} choices={all} />;
    }
    case 'limit':
      return <TextField {...props} isOptional placeholder={t.placeholderLimit} />;
    case 'number':
      return <TextField {...props} isOptional={isNew} />;
    case 'list':
      return <TextField {...props} isOptional hint={`${means} ${t.comma}`} />;
    case 'text':
    case 'optional-text':
      return <TextField {...props} isOptional isMono />;
  }
}
