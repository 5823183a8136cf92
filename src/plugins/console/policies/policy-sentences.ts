import { isDeepStrictEqual } from 'node:util';
import type { PolicyDto } from '../../../core/catalog';
import { formatNumber, textFor, textOf, texts } from '../../../core/i18n';
import { defaultOf, FIELDS, fieldText, type NamedField } from './policy-fields';

/** The fields of a policy whose values differ from those of a new one. */
export function differingFields(policy: PolicyDto): NamedField[] {
  return FIELDS.filter((field) => !isDeepStrictEqual(policy[field.name], defaultOf(field)));
}

/** A value as a sentence: "20 devices ever". */
export function sentenceOf({ name }: NamedField, value: unknown): string {
  const entries = entriesOf(value);
  const isUnset = value === null || value === false || entries?.length === 0;
  const is = typeof value === 'string' ? value : isUnset ? 'no' : 'yes';
  return textOf('policySentences', name, { is, value: entries?.join(', ') ?? value }) ?? name;
}

/** Lists that allow everything when they are empty. */
const ALLOWS_ALL: readonly string[] = ['allowed_platforms', 'allowed_channels', 'allowed_countries'];

/** A value in a word or two: "30 days". */
export function valueOf({ name, kind }: NamedField, value: unknown): string {
  const t = texts('policies');
  const { unit } = fieldText(name);
  const entries = entriesOf(value);
  if (value === null || value === undefined) {
    return kind === 'limit' ? t.unlimited : t.any;
  }
  if (entries) {
    return entries.length === 0 ? (ALLOWS_ALL.includes(name) ? t.any : t.none) : entries.join(', ');
  }
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  if (typeof value === 'number') {
    return unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
  }
  const text = typeof value === 'string' ? value : '';
  return kind === 'choice' ? (textFor(texts('policyBehaviors').choices, text) ?? text) : text;
}

/** The entries of a list, or the codes of grants. */
function entriesOf(value: unknown): string[] | undefined {
  if (Array.isArray(value)) {
    return value.map(String);
  }
  return typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
}

/** Whether a text is in the name, the title or the value of a field. */
export function isFound(field: NamedField, policy: PolicyDto, q: string): boolean {
  const { title, means } = fieldText(field.name);
  const words = [field.name, title, means, sentenceOf(field, policy[field.name])];
  return words.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}
