import type { Policy } from '../../catalog/policies/policy.entity';
import { textFor, texts } from '../../i18n/texts';
import type { FormField, FormGroups } from '../kit/form-table';
import { fieldText } from './field-text';
import { entitlementLines, entitlementsIn, meterLines, metersIn } from './grant-lines';
import { fieldsOf, GROUPS, type NamedField } from './policy-fields';

/**
 * The fields of a policy.
 * @param policy undefined for a new one: its empty fields get their defaults
 */
export function policyGroups(policy?: Policy): FormGroups {
  const { groups } = texts('policyBehaviors');
  const { grants = {} } = policy ?? {};
  const granted: FormField[] = [
    { name: 'entitlements', kind: 'area', isOptional: true, value: entitlementLines(grants), read: entitlementsIn },
    { name: 'meters', kind: 'area', isOptional: true, value: meterLines(grants), read: metersIn },
  ];
  return [
    { id: 'name', rows: [{ name: 'name' }] },
    ...GROUPS.map((group) => ({
      id: group,
      ...groups[group],
      rows: [
        ...fieldsOf(group).map((field) => formField(field, policy === undefined)),
        ...(group === 'grants' ? granted : []),
      ],
    })),
  ];
}

function formField({ name, kind, choices = [] }: NamedField, isNew: boolean): FormField {
  const t = texts('policies');
  const titles = texts('policyBehaviors').choices;
  const { title, means, unit } = fieldText(name);
  const field = { name, label: unit === undefined ? title : `${title} (${unit})`, hint: means };
  switch (kind) {
    case 'flag':
      return { ...field, kind };
    case 'choice': {
      const all = choices.map((value) => ({ value, title: textFor(titles, value) ?? value }));
      return { ...field, kind: 'select', choices: all, empty: 'missing' };
    }
    case 'limit':
      return { ...field, isOptional: true, placeholder: t.placeholderLimit, empty: null, read: numberIn };
    case 'number':
      return { ...field, isOptional: isNew, empty: 'missing', read: numberIn };
    case 'list':
      return { ...field, kind, isOptional: true, hint: `${means} ${t.comma}` };
    case 'text':
    case 'optional-text':
      return { ...field, isOptional: true, isMono: true, empty: kind === 'text' ? 'missing' : null };
  }
}

function numberIn(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
