import { type ComponentChildren, isValidElement, type VNode } from 'preact';
import { Icon } from './icon';

/** Where a cell stands on the card that a row becomes on a phone. */
type CardPlace = 'title' | 'status' | 'wide' | 'left' | 'right' | 'hidden' | 'select';

/** A column of a table: its heading and its cells. */
export interface Column<T> {
  /** In the address of a list whose columns can be chosen; those without a name are always shown. */
  readonly name?: string;
  /** Shown only if it is chosen. */
  readonly isExtra?: boolean;
  readonly head: string;
  /** Shown instead of `head`, with the same meaning. */
  readonly headView?: VNode;
  readonly cell: (row: T) => ComponentChildren;
  /** Percent of the table; the rest is shared equally. */
  readonly width?: 10 | 15 | 20 | 25 | 30 | 35 | 40;
  readonly isRight?: boolean;
  readonly onCard: CardPlace;
  /** The card names the value with the head; by default only numbers on the right. */
  readonly hasLabelOnCard?: boolean;
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' };
}

interface TableProps<T> {
  /** The name of the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
}

/** A list: a table, and cards on a phone. The roles are repeated because some browsers lose them with `display: grid`. */
export function Table<T>({ label, columns, rows }: TableProps<T>): VNode {
  return (
    <table class="table table-cards" role="table" aria-label={label}>
      <colgroup>
        {columns.map(({ head, width }) => (
          <col key={head} class={width === undefined ? undefined : `col-${width}`} />
        ))}
      </colgroup>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Head key={column.head} {...column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr role="row" key={index}>
            {columns.map((column) => (
              <Cell key={column.head} {...column} content={column.cell(row)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<T>({
  head,
  onCard,
  isRight = false,
  content,
  hasLabelOnCard = isRight && isNumber(content),
}: Column<T> & { readonly content: ComponentChildren }): VNode {
  return (
    <td role="cell" class={`card-${onCard} ${isRight ? 'right' : ''}`} data-label={hasLabelOnCard ? head : undefined}>
      {orDash(content)}
    </td>
  );
}

/** Alone, it does not say what it counts. */
function isNumber(content: ComponentChildren): boolean {
  const text: unknown = isValidElement(content) ? content.props.children : content;
  return typeof text === 'string' && /^\d[\d.,\s]*\+?$/.test(text);
}

/** A cell without a value. A card leaves it out: without its head, the dash says nothing. */
export function NoValue(): VNode {
  return <span class="unset no-value">–</span>;
}

function orDash(content: ComponentChildren): ComponentChildren {
  const isEmpty = content === null || content === undefined || content === '' || content === false;
  return isEmpty ? <NoValue /> : content;
}

function Head<T>({ head, headView, sort, isRight }: Column<T>): VNode {
  return (
    <th role="columnheader" scope="col" class={isRight ? 'right' : undefined} aria-sort={sort?.direction}>
      {sort ? (
        <a href={sort.href}>
          {head}
          {sort.direction && <Icon name={sort.direction === 'ascending' ? 'chevron-up' : 'chevron-down'} size={14} />}
        </a>
      ) : (
        (headView ?? head)
      )}
    </th>
  );
}

/** Two lines in a cell; the first one leads to the row's page. */
export function RowTitle({ href, title, note }: { href: string; title: string; note?: string }): VNode {
  return (
    <>
      <a class="row-link cut" href={href} title={title}>
        {title}
      </a>
      {note && (
        <span class="row-note cut" title={note}>
          {note}
        </span>
      )}
    </>
  );
}

/** A text that is cut where there is no room; a dash without one. */
export function Cut({ text, note }: { readonly text?: string | null; readonly note?: ComponentChildren }): VNode {
  return (
    <>
      {text ? (
        <span class="cut" title={text}>
          {text}
        </span>
      ) : (
        <NoValue />
      )}
      {note !== undefined && <span class="row-note">{note}</span>}
    </>
  );
}

/** A name of the API or the database that is cut where there is no room. */
export function CutCode({ text }: { readonly text: string }): VNode {
  return (
    <code class="cut" title={text}>
      {text}
    </code>
  );
}
