import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon';

interface FoldProps {
  readonly id: string;
  readonly title: string;
  /** The values inside, in one line. */
  readonly line: ComponentChildren;
  /** Number of changes or values, e.g. "1 changed". */
  readonly count?: ComponentChildren;
  /** Shown open: it has a change or an error. */
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}

/** Contents that are closed until somebody needs them; the line names their values. */
export function Fold({ id, title, line, count, isOpen = false, children }: FoldProps): VNode {
  return (
    <details class="fold" id={id} open={isOpen}>
      <summary>
        <Icon name="chevron-right" />
        <span class="fold-title">{title}</span>
        <span class="fold-line">{line}</span>
        {count !== undefined && <span class="fold-count">{count}</span>}
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}

/** Folds, one below the other. */
export function Folds({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="folds">{children}</div>;
}

/** The rest of a fold, itself closed, e.g. "4 as by default". */
export function QuietFold({ title, isOpen = false, children }: Omit<FoldProps, 'id' | 'line' | 'count'>): VNode {
  return (
    <details class="fold fold-quiet" open={isOpen}>
      <summary>
        <Icon name="chevron-right" />
        <span>{title}</span>
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}
