import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Icon } from './icon';
import { Coded } from './text';

/** A value with what it means. */
export interface Rule {
  /** Unique in the list. */
  readonly name: string;
  readonly title: string;
  /** The result for programs; codes in it are shown as codes. */
  readonly means?: string;
  readonly value: string;
  /** The default, if the value differs. */
  readonly byDefault?: string;
  /** The form, at the field of this value. */
  readonly change?: string;
}

/** Values, one below the other: a title at the left, the value at the right. */
export function RuleList({ rules }: { readonly rules: readonly Rule[] }): VNode {
  return (
    <ul class="rules">
      {rules.map(({ name, title, means, value, byDefault, change }) => (
        <li class="rule" key={name}>
          <div class="rule-about">
            <p class="rule-title">{title}</p>
            {means !== undefined && (
              <p class="hint">
                <Coded text={means} />
              </p>
            )}
          </div>
          <div class="rule-value">{byDefault === undefined ? value : <Instead of={byDefault} value={value} />}</div>
          {change !== undefined && (
            <div class="rule-actions">
              <a href={change}>
                {texts('components').change}
                <span class="visually-hidden"> {title}</span>
              </a>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A value, struck through, and the one that holds in its place. */
export function Instead({ of, value }: { readonly of: string; readonly value?: string }): VNode {
  return (
    <>
      <s>{of}</s> <b>{value}</b>
    </>
  );
}

interface SearchFieldProps {
  readonly name?: string;
  readonly value?: string;
  readonly label: string;
}

/** The search among the values of a page. With scripts, typing shows those that match. */
export function SearchField({ name = 'q', value, label }: SearchFieldProps): VNode {
  return (
    <div class="search rules-search">
      <Icon name="search" />
      <input type="search" id="search" name={name} value={value} placeholder={label} aria-label={label} data-search />
    </div>
  );
}
