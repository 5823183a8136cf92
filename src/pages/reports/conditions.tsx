import type { VNode } from 'preact';
import { camelCase } from '../../core/common/internal';
import { formatDate, texts } from '../../core/i18n';
import type { Choice } from '../components/fields';
import { FilterForm } from '../components/filter-form';
import { AddFilter, Chips, type QueryFields, withQuery } from '../components/filters';
import type { SearchBar } from '../components/list-page';
import type { FormField } from '../kit/form-table';

/** A condition on the rows of a list: a field of its form, and how a value of it reads. */
export interface Condition extends FormField {
  /** Its name before a value, if the label is longer. */
  readonly phrase?: string;
  /** A value in words; by default, the title of its choice. */
  readonly words?: (value: string) => string;
}

interface ConditionList {
  /** The list or the report that the form leads to. */
  readonly path: string;
  /** The conditions in force. */
  readonly query: QueryFields;
  /** Fields of the query that the form keeps. */
  readonly keep?: readonly string[];
  readonly rows: readonly (Condition | readonly Condition[] | false)[];
  /** The texts of the page, from which the fields take theirs. */
  readonly texts: object;
}

/** The filters of a list, or the conditions of a report, with the form that sets them. */
export function conditionsOf({ path, query, keep = ['q', 'sort'], rows, texts: page }: ConditionList) {
  const shown = rows.filter((row) => row !== false);
  const filters = shown.flat().map(({ name, textKey, phrase, choices = [], words }) => {
    const value = query[name];
    const title = value === undefined ? undefined : words?.(value);
    return {
      field: name,
      title: phrase ?? String(page[(textKey ?? camelCase(name)) as keyof typeof page]),
      values: value === undefined || title === undefined ? choices : [{ value, title }],
      isInForm: true,
    };
  });
  const verb = texts('licenses').applyFilters;
  return {
    filters,
    form: <FilterForm action={path} query={query} keep={keep} rows={shown} texts={page} verb={verb} />,
  };
}

/** The conditions in force in words, such as "Product is Resonance Studio", after the text that is searched. */
export function conditionWords({ filters = [] }: Pick<SearchBar, 'filters'>, query: QueryFields): string[] {
  const named = filters.flatMap(({ field, title, values = [] }) => {
    const value = query[field];
    const shown = values.find((one) => one.value === value)?.title ?? value;
    return shown === undefined ? [] : [texts('bulk').filterIs({ field: title, value: shown })];
  });
  return query.q === undefined ? named : [`“${query.q}”`, ...named];
}

/** A condition with some values. */
export function choiceOf(name: string, choices: readonly Choice[]): Condition {
  const any = { value: '', title: texts('licenses').any };
  return { name, kind: 'select', choices: [any, ...choices], isShort: true };
}

/** A condition by a number. */
export function numberOf(name: string, phrase: string, words: (value: number) => string): Condition {
  return { name, kind: 'number', isShort: true, phrase, words: (value) => words(Number(value)) };
}

/** A condition by a number of days before now. */
export function lastDays(name: string, phrase: string): Condition {
  const label = texts('reports').timeWithin({ time: phrase });
  return { ...numberOf(name, phrase, (days) => texts('licenses').lastDays({ days })), label };
}

/** Conditions by the first and the last day of a time. */
export function dayRange(time: string, phrase: string): Condition[] {
  const t = texts('licenses');
  const { timeFrom, timeTo } = texts('reports');
  // Noon is on the same date in nearly every zone.
  const day = (date: string): string => formatDate(new Date(`${date}T12:00:00Z`));
  return [
    {
      name: `${time}_from`,
      kind: 'date',
      label: timeFrom({ time: phrase }),
      phrase,
      words: (date) => t.from({ date: day(date) }),
    },
    {
      name: `${time}_to`,
      kind: 'date',
      label: timeTo({ time: phrase }),
      phrase,
      words: (date) => t.to({ date: day(date) }),
    },
  ];
}

interface SentenceProps extends Pick<SearchBar, 'filters' | 'form'> {
  /** The rows that the conditions are about, such as "Licenses". */
  readonly rows: string;
  readonly path: string;
  readonly query: QueryFields;
}

/** The conditions of a report as a sentence. */
export function ConditionSentence({ rows, path, query, filters = [], form }: SentenceProps): VNode {
  const t = texts('reports');
  const chips = [{ field: 'q', title: t.text, values: [] }, ...filters].flatMap(({ field, title, values = [] }) => {
    const value = query[field];
    const removeHref = withQuery(path, { ...query, [field]: undefined });
    const shown = values.find((one) => one.value === value)?.title ?? value;
    return shown === undefined ? [] : [{ field: title, value: shown, isPhrase: true, removeHref }];
  });
  return (
    <div class="filters report-conditions">
      <span>{chips.length === 0 ? t.allRows({ rows }) : t.rowsWith({ rows })}</span>
      <Chips chips={chips} />
      <AddFilter title={t.addCondition}>{form}</AddFilter>
    </div>
  );
}
