import type { ComponentChildren, VNode } from 'preact';
import type { Column } from './table';

interface SelectColumnProps<T> {
  /** "Select". */
  readonly title: string;
  readonly pageTitle: string;
  readonly name: string;
  readonly valueOf: (row: T) => string;
  /** "Select RS4-7F2Q". */
  readonly labelOf: (row: T) => string;
}

/** A column of checkboxes, for a table in a form with a `BulkBar`. Scripts show the box in the head. */
export function selectColumn<T>({ title, pageTitle, name, valueOf, labelOf }: SelectColumnProps<T>): Column<T> {
  return {
    head: title,
    headView: (
      <>
        <span class="visually-hidden">{title}</span>
        <input class="select-page" type="checkbox" aria-label={pageTitle} autoComplete="off" />
      </>
    ),
    onCard: 'select',
    cell: (row) => (
      <label class="select-row">
        <input type="checkbox" name={name} value={valueOf(row)} aria-label={labelOf(row)} autoComplete="off" />
      </label>
    ),
  };
}

interface BulkBarProps {
  /** The name of the bar for screen readers. */
  readonly label: string;
  /** Shown without scripts: "Selected". */
  readonly title: string;
  /** "{n} selected", where scripts put the number. */
  readonly countText: string;
  /** "All 1,204 matching": a box that selects all matching rows, not only those of the page. */
  readonly all?: string;
  /** The verbs, as submit buttons. */
  readonly children: ComponentChildren;
}

/** The actions for the selected rows. Shown while a row is selected. */
export function BulkBar({ label, title, countText, all, children }: BulkBarProps): VNode {
  return (
    <div class="bulk-bar" role="group" aria-label={label}>
      <p class="bulk-count" data-bulk-count={countText} role="status">
        {title}
      </p>
      {all !== undefined && (
        <label class="bulk-all">
          <input type="checkbox" name="all" value="1" autoComplete="off" />
          <span>{all}</span>
        </label>
      )}
      <div class="bulk-verbs">{children}</div>
    </div>
  );
}
