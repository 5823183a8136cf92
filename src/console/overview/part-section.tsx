import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../components/icon';
import { texts } from '../kit/texts';

interface PartSectionProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly link?: { readonly text: string; readonly href: string };
  /** Replaced by the script that keeps the page live. */
  readonly isLive?: boolean;
  readonly children: ComponentChildren;
}

/** A section with a link to the page that has all of it. */
export function PartSection({ id, title, note, link, isLive, children }: PartSectionProps): VNode {
  return (
    <section class="section" aria-labelledby={`${id}-title`} data-live={isLive ? id : undefined}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
        {link && (
          <a class="section-link" href={link.href}>
            {link.text}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}

/** Stands where a part of the page should be. */
export function PartFailed({ href }: { readonly href: string }): VNode {
  const t = texts('overview');
  return (
    <p class="part-failed">
      <Icon name="triangle-alert" />
      <span>{t.partFailed}</span>
      <a href={href}>{t.tryAgain}</a>
    </p>
  );
}
