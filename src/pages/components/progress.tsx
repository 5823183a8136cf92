import type { ComponentChildren, VNode } from 'preact';
import { texts } from '../../core/i18n';

interface ProgressProps {
  readonly done: number;
  readonly total: number;
  /** Part of `done`. */
  readonly failed?: number;
  /** The time left, in words. */
  readonly left: string;
  /** The colors of the bar. */
  readonly legend?: ComponentChildren;
}

/** The share of a task that is done. */
export function ProgressBar({ done, total, failed = 0, left, legend }: ProgressProps): VNode {
  const t = texts('jobs');
  const share = total === 0 ? 0 : done / total;
  const bad = total === 0 ? 0 : failed / total;
  return (
    <div class="job-progress">
      <p>
        <b class="figure-value">{t.percent({ share: Math.floor(share * 100) / 100 })}</b>
        <span>{t.doneOf({ done, total })}</span>
        <span class="job-time-left">{left}</span>
      </p>
      <svg class="job-bar" width="100%" height="10" aria-hidden="true">
        <rect class="meter-track" width="100%" height="10" rx="3" />
        <rect class="job-bar-changed" width={percent(share - bad)} height="10" rx="3" />
        <rect class="job-bar-bad" x={percent(share - bad)} width={percent(bad)} height="10" />
      </svg>
      {legend}
    </div>
  );
}

function percent(share: number): string {
  return `${(Math.max(share, 0) * 100).toFixed(2)}%`;
}
