import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './icon';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral' | 'outlined';

interface BadgeProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: ComponentChildren;
}

/** A status: an icon and a word. */
export function Badge({ tone, icon, text }: BadgeProps): VNode {
  return (
    <span class={`badge badge-${tone}`}>
      <Icon name={icon} size={12} />
      {text}
    </span>
  );
}

/** The name of a feature or an event. */
export function Tag({ children }: { readonly children: ComponentChildren }): VNode {
  return <span class="tag">{children}</span>;
}
