import type { VNode } from 'preact';

interface SeatsProps {
  readonly used: number;
  /** Null without a limit: there is no bar then. */
  readonly limit: number | null;
  /** "4 of 5". */
  readonly text: string;
}

const WARNING_SHARE = 0.8;

/** Seats in use in a cell of a table: a small bar and the numbers. */
export function Seats({ used, limit, text }: SeatsProps): VNode {
  const share = limit === null ? 0 : Math.min(used / Math.max(limit, 1), 1);
  return (
    <span class="seats">
      {limit !== null && (
        <svg class={`meter-bar ${meterTone(used, limit)}`} width="30" height="4" aria-hidden="true">
          <rect class="meter-track" width="30" height="4" rx="2" />
          <rect class="meter-fill" width={Math.round(share * 30)} height="4" rx="2" />
        </svg>
      )}
      <span class="cut" title={text}>
        {text}
      </span>
    </span>
  );
}

/** A full meter warns; only one that is over its limit is bad. */
export function meterTone(used: number, limit: number): string {
  if (used > limit) {
    return 'meter-bad';
  }
  return used >= limit * WARNING_SHARE ? 'meter-warn' : 'meter-ok';
}
