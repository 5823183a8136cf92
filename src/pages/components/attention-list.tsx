import type { ComponentChildren, VNode } from 'preact';
import { texts } from '../../core/i18n';
import { ButtonLink, PostButton } from './button';
import { Icon, type IconName } from './icon';
import { Time } from './text';

export interface AttentionItem {
  readonly key: string;
  readonly tone: 'bad' | 'warn' | 'info';
  readonly icon: IconName;
  /** The statement, its subject in bold. */
  readonly sentence: ComponentChildren;
  /** A line of evidence. */
  readonly evidence?: ComponentChildren;
  readonly at?: Date;
  /** Leads to where it can be dealt with. */
  readonly action: { readonly text: string; readonly href: string };
  /** Deal with it here. */
  readonly posts?: readonly { readonly text: string; readonly action: string }[];
}

/** Items that need action, most serious first. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }): VNode {
  const t = texts('tones');
  return (
    <ul class="attention">
      {items.map(({ key, tone, icon, sentence, evidence, at, action, posts = [] }) => (
        <li key={key} class={`attention-${tone}`}>
          <Icon name={icon} />
          <span class="visually-hidden">{t[tone]}</span>
          <div class="attention-text">
            <p>{sentence}</p>
            {evidence !== undefined && <p class="attention-evidence">{evidence}</p>}
          </div>
          <span class="attention-age">{at && <Time at={at} as="age" />}</span>
          <span class="attention-actions">
            {posts.map((post) => (
              <PostButton key={post.action} isSmall look="quiet" action={post.action} text={post.text} />
            ))}
            <ButtonLink isSmall href={action.href} text={action.text} />
          </span>
        </li>
      ))}
    </ul>
  );
}
