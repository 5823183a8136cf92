import type { VNode } from 'preact';
import { chartClass, type FigureKind } from './chart-looks';
import { formatNumber } from '../../core/i18n';

export interface Bar {
  readonly title: string;
  readonly href?: string;
  /** The title is a code of programs. */
  readonly isCode?: boolean;
  readonly count: number;
  /** Instead of the number, such as one with an amount. */
  readonly text?: string;
}

/** Numbers that are compared, largest first. */
export function Bars({ bars, figure }: { readonly bars: readonly Bar[]; readonly figure: FigureKind }): VNode {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ol class="bars">
      {bars.map((bar) => (
        <li key={bar.title}>
          <BarTitle {...bar} />
          <svg class="bars-bar" width="100%" height="6" aria-hidden="true">
            <rect class="meter-track" width="100%" height="6" rx="2" />
            <rect
              class={chartClass(figure)}
              width={`${Math.max(1, Math.round((bar.count / most) * 100))}%`}
              height="6"
              rx="2"
            />
          </svg>
          <span class="bars-count">{bar.text ?? formatNumber(bar.count)}</span>
        </li>
      ))}
    </ol>
  );
}

function BarTitle({ title, href, isCode }: Bar): VNode {
  const text = isCode ? <code>{title}</code> : title;
  return href === undefined ? <span class="bars-title">{text}</span> : <a class="bars-title" href={href}>{text}</a>; // prettier-ignore
}
