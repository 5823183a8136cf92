import type { ComponentChildren, VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Coded } from './text';

export interface Difference {
  /** Unique in the list. */
  readonly name: string;
  /** States the value: "20 devices ever". */
  readonly sentence: ComponentChildren;
  /** The result for programs; codes in it are shown as codes. */
  readonly consequence: string;
  /** The default value; undefined without one. */
  readonly byDefault?: string;
  /** Opens the form at this field. */
  readonly change?: { readonly href: string; readonly title: string };
}

/** Values that differ from their defaults, with their consequences. */
export function DifferenceList({ items }: { readonly items: readonly Difference[] }): VNode {
  return (
    <ul class="differences">
      {items.map(({ name, sentence, consequence, byDefault, change }) => (
        <li key={name}>
          <p class="difference-sentence">{sentence}</p>
          <p class="difference-consequence">
            <Coded text={consequence} />
          </p>
          {byDefault !== undefined && (
            <p class="difference-default">{texts('components').byDefault({ value: byDefault })}</p>
          )}
          {change && <ChangeLink {...change} />}
        </li>
      ))}
    </ul>
  );
}

/** The link to the form of a value; its name is said to screen readers only. */
export function ChangeLink({ href, title }: { readonly href: string; readonly title: string }): VNode {
  return (
    <a class="difference-change" href={href}>
      {texts('components').change}
      <span class="visually-hidden"> {title}</span>
    </a>
  );
}
