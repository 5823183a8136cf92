import type { VNode } from 'preact';
import { type BehaviorFields, type Policy } from '../../../core/catalog';
import { behaviorFields, type BehaviorKind } from '../../../core/catalog/internal';
import { DomainError, type FormValues, InvalidRequest } from '../../../core/common';
import type { License } from '../../../core/licenses';
import { formatNumber, textFor, texts } from '../../../core/i18n';
import { idOf } from '../../../pages/components/form';
import { flagIn } from '../../../pages/kit/form-input';
import type { FormField, FormGroups } from '../../../pages/kit/form-table';
import { fieldsOf, GROUPS, type NamedField, fieldText } from '../policies/policy-fields';

type OverridableField = NamedField & { readonly name: keyof BehaviorFields; readonly kind: BehaviorKind | 'text' };

const BOX = 'own_';

/** The checkbox of a field: whether the license has a value of its own. */
const ownBox = (name: string): string => `${BOX}${name}`;

/** Whether a field counts: its checkbox is ticked, or it is one of these checkboxes. */
export function isOwn(name: string, body: FormValues): boolean {
  return name.startsWith(BOX) || flagIn(body, ownBox(name));
}

/** The behavior of a policy; its limits are copied into licenses, and have a form of their own. */
function overridableIn(group: (typeof GROUPS)[number], policy: Policy): OverridableField[] {
  const behavior: object = behaviorFields(policy);
  return fieldsOf(group).filter((field): field is OverridableField => Object.hasOwn(behavior, field.name));
}

/** Names what the license has of its own, with links to the fields. */
export function OwnBehavior({ license, policy }: { readonly license: License; readonly policy: Policy }): VNode {
  const t = texts('licenseOverrides');
  const own: object = behaviorFields(license.policyOverrides);
  const fields = GROUPS.flatMap((group) => overridableIn(group, policy));
  const marked = fields.filter(({ name }) => Object.hasOwn(own, name));
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

/** The values that hold: the license's own, and those of its policy. */
export function overrideGroups({ policyOverrides, behavior }: License, policy: Policy): FormGroups {
  const t = texts('licenseOverrides');
  const own: object = behaviorFields(policyOverrides);
  const held = behaviorFields(behavior);
  return GROUPS.map((group) => {
    const fields = overridableIn(group, policy);
    return (
      fields.length > 0 && {
        id: group,
        ...texts('policyBehaviors').groups[group],
        rows: fields.map((field) => ({
          panel: fieldText(field.name).title,
          rows: [
            { ...labelsOf(field, policy), ...controlOf(field, held[field.name]), name: field.name },
            { name: ownBox(field.name), kind: 'flag', label: t.own, value: Object.hasOwn(own, field.name) } as const,
          ],
        })),
      }
    );
  });
}

function labelsOf(field: OverridableField, policy: Policy) {
  const t = texts('licenseOverrides');
  const { title, means, unit } = fieldText(field.name);
  const inputHint = field.kind === 'limit' ? t.emptyLimit : field.kind === 'list' ? t.lists : '';
  const isCountry = field.name === 'allowed_countries' || field.name === 'denied_countries';
  return {
    label: unit === undefined ? title : `${title} (${unit})`,
    hint: `${t.ofPolicy({ value: policyText(field, policy) })} ${means} ${inputHint}`.trim(),
    problem: isCountry ? t.badCountry : t.badValue,
  };
}

/** The control of a field, with the value that holds. */
function controlOf(
  { kind, choices = [] }: OverridableField,
  value: BehaviorFields[keyof BehaviorFields],
): Omit<FormField, 'name'> {
  const t = texts('licenseOverrides');
  switch (kind) {
    case 'flag': {
      const answers = [
        { value: '1', title: t.yes },
        { value: '0', title: t.no },
      ];
      return { kind: 'select', choices: answers, value: value === true ? '1' : '0', read: (text) => text === '1' };
    }
    case 'choice': {
      const titles = texts('policyBehaviors').choices;
      const titled = choices.map((choice) => ({ value: choice, title: textFor(titles, choice) ?? choice }));
      return { kind: 'select', choices: titled, value };
    }
    case 'number':
    case 'limit':
      return { kind: 'number', value };
    case 'list':
      return { kind: 'list', value };
    case 'text':
    case 'optional-text':
      return { value, empty: null };
  }
}

function policyText({ name, kind }: OverridableField, policy: Policy): string {
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

/** Problems of `policy_overrides.grace_days`, as the API calls it, are those of the field `grace_days`. */
export async function withFormFields<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    const fields = error instanceof DomainError ? error.fields : undefined;
    const renamed = fields?.map((one) => ({ ...one, field: one.field.replace('policy_overrides.', '') }));
    throw renamed ? new InvalidRequest(renamed) : error;
  }
}
