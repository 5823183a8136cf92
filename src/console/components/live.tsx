import type { ComponentChildren, VNode } from 'preact';
import { formatTime } from '../kit/format';
import { defineTexts } from '../kit/texts';
import { viewer } from '../kit/viewer';

const TEXTS = defineTexts({
  en: {
    asOf: (time: string) => `As of ${time}`,
    reload: 'Reload',
    live: 'Live · {seconds} s ago',
    stopped: 'Not live: the server does not answer.',
  },
  de: {
    asOf: (time: string) => `Stand ${time}`,
    reload: 'Neu laden',
    live: 'Live · vor {seconds} s',
    stopped: 'Nicht live: Der Server antwortet nicht.',
  },
  zh: {
    asOf: (time: string) => `截至 ${time}`,
    reload: '重新加载',
    live: '实时 · {seconds} 秒前',
    stopped: '未实时更新：服务器没有响应。',
  },
});

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

/** How old the content of `Refreshed` is. Without scripts, the time and a link. */
export function LiveStatus({ href, action }: { readonly href: string; readonly action?: string }): VNode {
  const t = TEXTS();
  return (
    <p class="live" data-live-status data-live-text={t.live} data-stopped-text={t.stopped}>
      <span class="live-dot" aria-hidden="true" />
      <span data-live-words>{t.asOf(formatTime(viewer().now))}</span>
      <a href={href}>{action ?? t.reload}</a>
    </p>
  );
}
