import type { ComponentChildren, VNode } from 'preact';
import type { Flash } from '../kit/flash';
import { PostButton } from './button';
import { Icon, type IconName } from './icon';

type BannerTone = 'ok' | 'warn' | 'bad' | 'neutral';

const ICON_BY_TONE: Readonly<Record<BannerTone, IconName>> = {
  ok: 'circle-check',
  warn: 'triangle-alert',
  bad: 'octagon-alert',
  neutral: 'info',
};

interface BannerProps {
  readonly tone: BannerTone;
  /** Unique on the page. */
  readonly id?: string;
  readonly title: string;
  readonly icon?: IconName;
  /** The reason, with dates. */
  readonly children?: ComponentChildren;
  /** The one action that helps. */
  readonly action?: ComponentChildren;
  /** Announced when the page opens. */
  readonly isAlert?: boolean;
}

/** States what is the case and why, above the rest of a page. */
export function Banner({ tone, id = 'banner', title, icon, children, action, isAlert }: BannerProps): VNode {
  return (
    <section
      class={`banner banner-${tone}`}
      aria-labelledby={`${id}-title`}
      role={isAlert ? 'alert' : undefined}
      tabIndex={isAlert ? -1 : undefined}
    >
      <Icon name={icon ?? ICON_BY_TONE[tone]} size={20} />
      <div class="banner-text">
        <h2 id={`${id}-title`}>{title}</h2>
        {children !== undefined && <div class="banner-reason">{children}</div>}
      </div>
      {action !== undefined && <div class="banner-action">{action}</div>}
    </section>
  );
}

/** The result of the last form. */
export function FlashMessage({ tone, text, link }: Flash): VNode {
  return (
    <div class={`flash flash-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={ICON_BY_TONE[tone]} />
      <p>{text}</p>
      {link && !link.isPost && <a href={link.path}>{link.text}</a>}
      {link?.isPost && <PostButton look="quiet" isSmall action={link.path} text={link.text} />}
    </div>
  );
}
