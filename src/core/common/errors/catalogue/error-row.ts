import type { ProblemKind } from '../problem';

interface CommonRow {
  /** Parameters stand in braces: `A file may have at most {rows} rows`. */
  readonly message: string;
  /** The reason of the field problem; `unknown` for not-found errors, `invalid` for others by default. */
  readonly reason?: string;
  /** The request field, if it is always the same. */
  readonly field?: string;
  /** Segment of a path before the id that was not found: `policies` in `policies/:id`. */
  readonly path?: string;
  /** The transaction is committed anyway, because it contains the record of the failure. */
  readonly isRecorded?: boolean;
  /** Seconds to wait before a retry. */
  readonly retryAfter?: number;
}

/** An error with a code of its own. */
export interface ErrorRow extends CommonRow {
  readonly kind: ProblemKind;
  /** Part of the API contract: its meaning never changes. The name of the row by default. */
  readonly code?: string;
  /** When it occurs; the message by default. */
  readonly when?: string;
  /** Remedy for the caller. Rows without it are not in the reference of the native API. */
  readonly remedy?: string;
}

/** A sentence of an error code. */
export interface MessageRow<Name extends string> extends CommonRow {
  /** The row of the code. */
  readonly of: Name;
  /** The kind, if it differs from that row's. */
  readonly kind?: ProblemKind;
}
