import type { VNode } from 'preact';
import { behaviorFields } from '../../catalog/policies/behavior';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { Button, ButtonLink } from '../components/button';
import { Checkbox, Select, TextField } from '../components/fields';
import { ErrorSummary, FieldPanel, Form, FormFoot, FormGroup, idOf } from '../components/form';
import { PageHeader } from '../components/page-parts';
import { formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { textFor, texts } from '../../i18n/texts';
import { fieldText } from '../policies/field-text';
import { fieldsOf, GROUPS } from '../policies/policy-fields';
import { crumbsOf } from './license-confirmation.view';
import { overridableFields, ownBox } from './license-override-form';
import { licensePath, verbPath } from './license-paths';

interface OverrideData {
  readonly license: License;
  readonly policy: Policy;
  readonly form: FormState;
  readonly canWrite: boolean;
}

type Field = ReturnType<typeof overridableFields>[number];

export function overridePage({ license, policy, form, canWrite }: OverrideData): Page {
  const t = texts('licenseOverrides');
  const { groups: groupTexts } = texts('policyBehaviors');
  const { uid, key } = license;
  const fields = overridableFields(policy);
  const groups = GROUPS.map((group) => ({
    group,
    own: fields.filter(({ name }) => fieldsOf(group).some((field) => field.name === name)),
  })).filter(({ own }) => own.length > 0);
  const body = (
    <>
      <PageHeader
        title={t.title}
        crumbs={crumbsOf(uid, key)}
        lead={<OverrideLead license={license} policy={policy} />}
      />
      <ErrorSummary form={form} title={t.notSaved} />
      <Form action={verbPath(uid, 'overrides')}>
        <fieldset class="form-all" disabled={!canWrite}>
          {groups.map(({ group, own }) => (
            <FormGroup key={group} id={group} title={groupTexts[group].title} note={groupTexts[group].note}>
              {own.map((field) => (
                <Override key={field.name} field={field} policy={policy} form={form} />
              ))}
            </FormGroup>
          ))}
        </fieldset>
        <FormFoot>
          {canWrite ? (
            <>
              <Button look="primary">{t.save}</Button>
              <ButtonLink look="quiet" href={licensePath(uid)}>
                {texts('licenseActions').cancel}
              </ButtonLink>
            </>
          ) : (
            <p class="hint">{t.readOnly}</p>
          )}
        </FormFoot>
      </Form>
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

/** Names what the license has of its own, with links to the fields. */
function OverrideLead({ license, policy }: Pick<OverrideData, 'license' | 'policy'>): VNode {
  const t = texts('licenseOverrides');
  const own: object = behaviorFields(license.policyOverrides);
  const marked = overridableFields(policy).filter(({ name }) => Object.hasOwn(own, name));
  return (
    <>
      {t.lead({ policy: policy.name })} {marked.length > 0 && `${t.ownNow} `}
      {marked.map(({ name }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <a href={`#${idOf(name)}`}>{fieldText(name).title}</a>
        </span>
      ))}
    </>
  );
}

interface OverrideProps {
  readonly field: Field;
  readonly policy: Policy;
  readonly form: FormState;
}

function Override({ field, policy, form }: OverrideProps): VNode {
  const t = texts('licenseOverrides');
  const { title, means, unit } = fieldText(field.name);
  const label = unit === undefined ? title : `${title} (${unit})`;
  const hint = `${t.ofPolicy({ value: policyText(field, policy) })} ${means} ${inputHint(field)}`.trim();
  return (
    <FieldPanel label={title}>
      <Control field={field} form={form} label={label} hint={hint} />
      <Checkbox form={form} name={ownBox(field.name)} label={t.own} />
    </FieldPanel>
  );
}

interface ControlProps {
  readonly field: Field;
  readonly form: FormState;
  readonly label: string;
  readonly hint: string;
}

function Control({ field: { name, kind, choices = [] }, ...rest }: ControlProps): VNode {
  const t = texts('licenseOverrides');
  const titles = texts('policyBehaviors').choices;
  switch (kind) {
    case 'flag': {
      const answers = [
        { value: '1', title: t.yes },
        { value: '0', title: t.no },
      ];
      return <Select {...rest} name={name} choices={answers} />;
    }
    case 'choice':
      return (
        <Select
          {...rest}
          name={name}
          choices={choices.map((value) => ({ value, title: textFor(titles, value) ?? value }))}
        />
      );
    case 'number':
    case 'limit':
      return <TextField {...rest} name={name} type="number" />;
    case 'text':
    case 'optional-text':
    case 'list':
      return <TextField {...rest} name={name} />;
  }
}

function inputHint({ kind }: Field): string {
  const t = texts('licenseOverrides');
  return kind === 'limit' ? t.emptyLimit : kind === 'list' ? t.lists : '';
}

function policyText({ name, kind }: Field, policy: Policy): string {
  const t = texts('licenseOverrides');
  const value = behaviorFields(policy)[name];
  if (value === null) {
    return kind === 'limit' ? t.noLimit : t.none;
  }
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'string') {
    return textFor(texts('policyBehaviors').choices, value) ?? value;
  }
  return value.length === 0 ? t.none : value.join(', ');
}
