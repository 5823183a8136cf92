import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from '../../../pages/components/icon';
import { texts } from '../../../core/i18n';

/** The head of a page. */
export function PortalHead({
  title,
  lead,
  back,
}: {
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** The page above this one. */
  readonly back?: { readonly path: string; readonly title: string };
}): VNode {
  return (
    <div class="portal-head">
      {back && (
        <a class="portal-back" href={back.path}>
          <Icon name="chevron-left" />
          {back.title}
        </a>
      )}
      <h1>{title}</h1>
      {lead !== undefined && <p class="page-lead">{lead}</p>}
    </div>
  );
}

interface CardProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: ComponentChildren;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A thing of its own, such as the devices of a license. */
export function Card({ id, title, lead, children }: CardProps): VNode {
  return (
    <section class="portal-card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {lead !== undefined && <p class="portal-lead">{lead}</p>}
      {children}
    </section>
  );
}

export type Tone = 'ok' | 'warn' | 'bad' | 'neutral';

const ICONS: Readonly<Record<Tone, IconName>> = {
  ok: 'circle-check',
  warn: 'clock',
  bad: 'octagon-alert',
  neutral: 'circle-x',
};

/** A state in words. */
export function StateLine({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }): VNode {
  return (
    <p class={`portal-state portal-state-${tone}`}>
      <Icon name={ICONS[tone]} />
      <span>{children}</span>
    </p>
  );
}

export const iconOf = (tone: Tone): IconName => ICONS[tone];

/** A license key, which one click selects; with a script, a button copies it. */
export function KeyText({ text, isLarge }: { readonly text: string; readonly isLarge?: boolean }): VNode {
  const t = texts('portal');
  return (
    <div class={isLarge ? 'portal-key portal-key-large' : 'portal-key'}>
      <code>{text}</code>
      <button
        class={isLarge ? 'btn btn-primary' : 'btn btn-quiet btn-icon'}
        type="button"
        aria-label={isLarge ? undefined : t.copyKey}
        data-copy={text}
        hidden
      >
        <Icon name="copy" />
        {isLarge && <span>{t.copyKey}</span>}
      </button>
    </div>
  );
}
