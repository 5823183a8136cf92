import type { ComponentChildren, VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Icon } from './icon';

/** A step of a setup, and whether it is done. */
export interface ChecklistItem {
  readonly state: 'done' | 'wrong' | 'open';
  readonly title: string;
  readonly text: ComponentChildren;
  /** A link or a form. */
  readonly action?: ComponentChildren;
}

const ICONS = { done: 'circle-check', wrong: 'circle-alert', open: 'circle-dashed' } as const;

/** The steps of a setup, with what is missing. */
export function Checklist({ items }: { readonly items: readonly ChecklistItem[] }): VNode {
  const t = texts('components').checklist;
  return (
    <ol class="checklist">
      {items.map(({ state, title, text, action }) => (
        <li key={title} class={`checklist-${state}`}>
          <Icon name={ICONS[state]} size={20} />
          <div>
            <b>
              {title}
              <span class="visually-hidden"> ({t[state]})</span>
            </b>
            <p>{text}</p>
          </div>
          {action !== undefined && <div class="checklist-action">{action}</div>}
        </li>
      ))}
    </ol>
  );
}
