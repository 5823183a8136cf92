import type { CountChange } from './import-counts';
import type { RowKind } from './import-row.entity';
import type { Import } from './import.entity';

/** Rows from one position, exclusive, to another. */
export interface Span {
  readonly kind: RowKind;
  readonly from: number;
  readonly to: number;
}

/** Work on all rows of an import, a span in each transaction. */
export interface Phase {
  readonly kinds: readonly RowKind[];
  /** Rows per transaction. */
  size(kind: RowKind): number;
  /** Kinds of which several spans can be visited at the same time, and again. */
  readonly together?: readonly RowKind[];
  /** In the transaction that stores the counts and, unless other spans are visited with it, how far the import has come. */
  visit(of: Import, span: Span): Promise<CountChange[]>;
  /** A single row whose visit has failed. */
  fail(of: Import, span: Span, error: unknown): Promise<CountChange[]>;
  /** After the last row; changes of the import. */
  finish(of: Import): Promise<void>;
}
