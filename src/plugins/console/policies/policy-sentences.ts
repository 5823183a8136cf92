import { isDeepStrictEqual } from 'node:util';
import { monthsOf, type Policy, PolicyDto } from '../../../core/catalog';
import type { RateLimits } from '../../../core/catalog/internal';
import { formatDate, formatNumber, textFor, textOf, texts } from '../../../core/i18n';
import { defaultOf, FIELDS, fieldText, type NamedField, type PolicyField } from './policy-fields';
import { rateLimitLines } from './rate-limit-lines';

/** The values of a policy, by the names of its fields. */
export type PolicyValues = Readonly<Partial<Record<PolicyField, unknown>>>;

/** The values of a new policy. */
export const DEFAULTS: PolicyValues = Object.fromEntries(FIELDS.map((field) => [field.name, defaultOf(field)]));

/** The term is as it was given: in days or in months. */
export function valuesOf(policy: Policy): PolicyValues {
  const values = PolicyDto.from(policy);
  return monthsOf(policy) === 0 ? values : { ...values, duration_days: null };
}

/** Whether the value of a field differs. */
export const differs = ({ name }: NamedField, values: PolicyValues, others = DEFAULTS): boolean =>
  !isDeepStrictEqual(values[name], others[name]);

/** The fields whose values differ from the default. */
export function ownFields(values: PolicyValues, fields = FIELDS): NamedField[] {
  return fields.filter((field) => differs(field, values));
}

/** A value as a sentence: "20 devices ever". */
export function sentenceOf({ name }: Pick<NamedField, 'name'>, given: unknown): string {
  const value = given instanceof Date ? formatDate(given) : given;
  const entries = name === 'rate_limits' ? rateLimitLines(value as RateLimits) : entriesOf(value);
  const isUnset = value === null || value === false || entries?.length === 0;
  const is = typeof value === 'string' ? value : isUnset ? 'no' : 'yes';
  return textOf('policySentences', name, { is, value: entries?.join(', ') ?? value }) ?? name;
}

/** The length of the term and its beginning: "Lasts 365 days from the first activation". */
function termSentence(values: PolicyValues): string {
  const name = values.duration_months === null ? 'duration_days' : 'duration_months';
  const term = sentenceOf({ name }, values[name]);
  return values[name] === null ? term : texts('policies').lasts({ term, from: String(values.expiry_basis) });
}

/** Said by the sentence of the term. */
const TERM: readonly PolicyField[] = ['duration_days', 'duration_months', 'expiry_basis'];

/** Said of each policy in the list. */
const LISTED: readonly PolicyField[] = ['max_activations', 'duration_days'];

/** Fewest sentences about a group of fields. */
const FEWEST = 2;

/** The values of a group of fields in one line: first all that differ from the default. */
export function lineOf(fields: readonly NamedField[], values: PolicyValues): string {
  const own = ownFields(values, fields);
  const hasTerm = own.some(({ name }) => name.startsWith('duration'));
  const unsaid = hasTerm ? TERM : ['duration_months'];
  const sentencesOf = (some: readonly NamedField[]): string[] =>
    some.filter(({ name }) => !unsaid.includes(name)).map((field) => sentenceOf(field, values[field.name]));
  const first = [...(hasTerm ? [termSentence(values)] : []), ...sentencesOf(own)];
  const others = sentencesOf(fields.filter((field) => !own.includes(field)));
  return [...first, ...others].slice(0, Math.max(first.length, FEWEST)).join(' · ');
}

/** All values that differ from the default in one line; the seats and the term, if there are few. */
export function lineOfListed(values: PolicyValues): string {
  const isListed = (field: NamedField): boolean => LISTED.includes(field.name) || differs(field, values);
  return lineOf(FIELDS.filter(isListed), values);
}

/** The fields that customers notice. */
const NOTICED = [
  'duration_days',
  'max_activations',
  'grace_days',
  'when_full',
  'max_transfers',
  'offline_days',
] as const;

/** The six values that customers notice, each with its title. */
export function noticedValues(values: PolicyValues): { term: string; value: string }[] {
  return NOTICED.map((name) => ({
    term: fieldText(name).title,
    value: name === 'duration_days' ? termSentence(values) : sentenceOf({ name }, values[name]),
  }));
}

/** Lists that allow everything when they are empty. */
const ALLOWS_ALL: readonly string[] = ['allowed_platforms', 'allowed_channels', 'allowed_countries'];

/** A value in a word or two: "30 days". */
export function valueOf({ name, kind }: NamedField, value: unknown): string {
  const t = texts('policies');
  const { unit } = fieldText(name);
  if (value instanceof Date) {
    return formatDate(value);
  }
  const entries = kind === 'rate-limits' ? rateLimitLines(value as RateLimits) : entriesOf(value);
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

/** The fields that have all words of a search in their names, titles, synonyms or values. */
export function foundIn(values: PolicyValues, q: string): NamedField[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return FIELDS.filter((field) => {
    const { title, means, words: synonyms = '' } = fieldText(field.name);
    const text = [field.name, title, means, synonyms, sentenceOf(field, values[field.name])].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
