import type { ComponentChildren, VNode } from 'preact';

interface DetailColumnsProps {
  /** The main column: tables and the timeline. */
  readonly children: ComponentChildren;
  /** The other column: details, limits, notes. */
  readonly sidebar: ComponentChildren;
  /** Inside of `Refreshed`: both columns are replaced. */
  readonly isLive?: boolean;
}

/** A page about one thing: on a narrow screen, the rail goes below. */
export function DetailColumns({ children, sidebar, isLive = false }: DetailColumnsProps): VNode {
  return (
    <div class="detail">
      <div class="detail-main" data-live={isLive ? 'main' : undefined}>
        {children}
      </div>
      <div class="detail-rail" data-live={isLive ? 'rail' : undefined}>
        {sidebar}
      </div>
    </div>
  );
}
