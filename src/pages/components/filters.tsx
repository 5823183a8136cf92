import type { ComponentChildren, VNode } from 'preact';
import { MAX_SCANNED_ROWS } from '../../core/common';
import { texts } from '../../core/i18n';
import { ButtonLink } from './button';
import { HiddenFields } from './form';
import { Icon } from './icon';

/** Query fields that a form or a link keeps. */
export type QueryFields = Readonly<Record<string, string | undefined>>;

export interface Chip {
  readonly field: string;
  readonly value: string;
  /** Field and value are one phrase, without a word between them. */
  readonly isPhrase?: boolean;
  /** The list without this filter. */
  readonly removeHref: string;
}

export interface FilterChoice {
  readonly title: string;
  readonly href: string;
}

interface SearchFormProps {
  readonly action: string;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** The other filters, which a search keeps. */
  readonly keep?: QueryFields;
  readonly children?: ComponentChildren;
}

/** Search and filters of a list. `q` is the search text. */
export function SearchForm({ action, label, placeholder, value, keep = {}, children }: SearchFormProps): VNode {
  return (
    <div class="filters">
      <form class="search" method="get" action={action} role="search">
        <HiddenFields fields={keep} />
        <Icon name="search" />
        <input type="search" name="q" value={value} placeholder={placeholder} aria-label={label} data-search />
        <button class="visually-hidden" type="submit">
          {texts('components').search}
        </button>
      </form>
      <div class="filter-rest" data-live="filters">
        {children}
      </div>
    </div>
  );
}

interface ResultsProps {
  /** The result, such as "1,204 match": announced when a search has replaced it. */
  readonly summary: string;
  /** The text is so short that only the newest rows were searched. */
  readonly leavesOutRows?: boolean;
  readonly children: ComponentChildren;
}

/** The list that `SearchForm` searches. With scripts, typing replaces it. */
export function Results({ summary, leavesOutRows, children }: ResultsProps): VNode {
  const note = leavesOutRows ? texts('components').newestSearched({ rows: MAX_SCANNED_ROWS }) : undefined;
  return (
    <div data-live="results" data-summary={note === undefined ? summary : `${summary}. ${note}`}>
      {note !== undefined && <p class="hint search-note">{note}</p>}
      {children}
    </div>
  );
}

export function Chips({ chips }: { readonly chips: readonly Chip[] }): VNode {
  const t = texts('components');
  return (
    <>
      {chips.map(({ field, value, isPhrase, removeHref }) => (
        <span class="chip" key={removeHref}>
          <span>
            {field}
            {isPhrase ? ' ' : t.chipIs}
            <b>{value}</b>
          </span>
          <a href={removeHref} aria-label={t.removeFilter({ field, inText: field.toLowerCase() })}>
            <Icon name="x" size={14} />
          </a>
        </span>
      ))}
    </>
  );
}

interface AddFilterProps {
  /** By default "Add filter". */
  readonly title?: string;
  /** Links to the list with one more filter, or a form for one field. */
  readonly children: ComponentChildren;
}

export function AddFilter({ title = texts('components').addFilter, children }: AddFilterProps): VNode {
  return (
    <details class="menu">
      <summary class="chip chip-add">
        <Icon name="plus" size={14} />
        <span>{title}</span>
      </summary>
      <div class="menu-panel">{children}</div>
    </details>
  );
}

interface FilterChoicesProps {
  readonly title: string;
  readonly choices: readonly FilterChoice[];
}

/** The values of one field in `AddFilter`. */
export function FilterChoices({ title, choices }: FilterChoicesProps): VNode {
  return (
    <>
      <p class="menu-title">{title}</p>
      {choices.map((choice) => (
        <a key={choice.href} href={choice.href}>
          {choice.title}
        </a>
      ))}
    </>
  );
}

export function ClearFilters({ href }: { readonly href: string }): VNode {
  return <ButtonLink look="quiet" href={href} text={texts('components').clear} />;
}

/** A path with these query fields; those without a value are left out. */
export function withQuery(path: string, fields: QueryFields): string {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
}
