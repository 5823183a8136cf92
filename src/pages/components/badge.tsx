import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './icon';

type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral' | 'outlined';

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

/** The look of each status, state and result. */
const LOOKS = {
  active: { tone: 'ok', icon: 'circle-check' },
  expired: { tone: 'warn', icon: 'clock' },
  disabled: { tone: 'neutral', icon: 'circle-pause' },
  unused: { tone: 'outlined', icon: 'circle-dashed' },
  not_started: { tone: 'info', icon: 'calendar' },
  blocked: { tone: 'bad', icon: 'ban' },
  revoked: { tone: 'bad', icon: 'circle-x' },
  passed: { tone: 'ok', icon: 'circle-check' },
  refused: { tone: 'bad', icon: 'circle-x' },
  reported: { tone: 'warn', icon: 'circle-alert' },
  not_checked: { tone: 'outlined', icon: 'circle-dashed' },
  new: { tone: 'outlined', icon: 'circle-dashed' },
  contacted: { tone: 'neutral', icon: 'mail' },
  qualified: { tone: 'info', icon: 'circle-check' },
  converted: { tone: 'ok', icon: 'arrow-left-right' },
  lost: { tone: 'outlined', icon: 'circle-x' },
  retired: { tone: 'neutral', icon: 'clock' },
  healthy: { tone: 'ok', icon: 'circle-check' },
  failing: { tone: 'bad', icon: 'circle-alert' },
  paused: { tone: 'neutral', icon: 'circle-pause' },
  gone: { tone: 'bad', icon: 'circle-x' },
  draft: { tone: 'outlined', icon: 'circle-dashed' },
  rolling_out: { tone: 'info', icon: 'arrow-left-right' },
  halted: { tone: 'warn', icon: 'circle-pause' },
  published: { tone: 'ok', icon: 'circle-check' },
  withdrawn: { tone: 'bad', icon: 'circle-x' },
  stopped: { tone: 'bad', icon: 'circle-stop' },
} as const satisfies Readonly<Record<string, Omit<BadgeProps, 'text'>>>;

interface StatusBadgeProps {
  readonly status: keyof typeof LOOKS;
  readonly text: string;
}

export function StatusBadge({ status, text }: StatusBadgeProps): VNode {
  return <Badge {...LOOKS[status]} text={text} />;
}

/** The name of a feature or an event. */
export function Tag({ children }: { readonly children: ComponentChildren }): VNode {
  return <span class="tag">{children}</span>;
}

export function Tags({ names }: { readonly names: readonly string[] }): VNode {
  return (
    <span class="tags">
      {names.map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
    </span>
  );
}
