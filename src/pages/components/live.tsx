import type { ComponentChildren, VNode } from 'preact';
import { formatTime, texts, viewer } from '../../core/i18n';

interface RefreshedProps {
  readonly seconds: number;
  /** The page whose parts replace these; by default this one. */
  readonly from?: string;
  readonly children: ComponentChildren;
}

/** Content of which a script replaces the parts with `data-live`, every few seconds. */
export function Refreshed({ seconds, from, children }: RefreshedProps): VNode {
  return (
    <div data-refresh={seconds} data-refresh-from={from}>
      {children}
    </div>
  );
}

/** Age of the content of `Refreshed`. Without scripts, the time and a link. */
export function LiveStatus({ href, action }: { readonly href: string; readonly action?: string }): VNode {
  const t = texts('live');
  return (
    <p class="live" data-live-status data-live-text={t.live} data-stopped-text={t.stopped}>
      <span class="live-dot" aria-hidden="true" />
      <span data-live-words>{t.asOf({ time: formatTime(viewer().now) })}</span>
      <a href={href}>{action ?? t.reload}</a>
    </p>
  );
}
