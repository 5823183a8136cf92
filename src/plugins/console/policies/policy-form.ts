import { isDeepStrictEqual } from 'node:util';
import { type Policy, PolicyDto } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import type { FormGroups } from '../../../pages/kit/form-table';
import { defaultOf, fieldsOf, fieldText, formField, GROUPS, type NamedField, type PolicyField } from './policy-fields';
import { sentenceOf } from './policy-sentences';

/** Open in the form of a new policy. */
const FIRST: readonly PolicyField[] = ['duration_days', 'max_activations'];

/** The fields that customers notice. */
const NOTICED: readonly PolicyField[] = [
  'duration_days',
  'max_activations',
  'grace_days',
  'when_full',
  'max_transfers',
  'offline_days',
];

/**
 * The fields of a policy, each a fold with its value in a sentence. Open are those that differ from the default.
 * @param policy undefined for a new one: its empty fields get their defaults
 * @param changed the name of a field that is changed
 */
export function policyGroups(policy?: Policy, changed?: string): FormGroups {
  const { groups } = texts('policyBehaviors');
  const values = policy && PolicyDto.from(policy);
  const isOpen = (field: NamedField): boolean =>
    field.name === changed ||
    (values ? !isDeepStrictEqual(values[field.name], defaultOf(field)) : FIRST.includes(field.name));
  return [
    { id: 'name', rows: [{ name: 'name' }] },
    ...GROUPS.map((group) => ({
      id: group,
      ...groups[group],
      rows: fieldsOf(group).map((field) => ({
        fold: `fold-${field.name}`,
        title: fieldText(field.name).title,
        line: sentenceOf(field, values ? values[field.name] : defaultOf(field)),
        isOpen: isOpen(field),
        rows: [formField(field, policy)],
      })),
    })),
  ];
}

/** The six values of a policy that customers notice, in sentences. */
export function noticedValues(policy: Policy): string[] {
  const values = PolicyDto.from(policy);
  const fields = GROUPS.flatMap(fieldsOf).filter(({ name }) => NOTICED.includes(name));
  return fields.map((field) => sentenceOf(field, values[field.name]));
}
