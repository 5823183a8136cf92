/** Error categories that every API distinguishes. */
export type ProblemKind =
  | 'invalid'
  | 'unprocessable'
  | 'unauthenticated'
  | 'refused'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'internal'
  | 'unavailable';

/** An error in one field of a request. */
export interface FieldProblem {
  field: string;
  reason: string;
  message: string;
  /** The rejected items as sent, if the field is a list of ids; or the id of the record that has the value. */
  ids?: readonly (string | number)[];
}

/** An error before a dialect renders it. */
export interface Problem {
  readonly kind: ProblemKind;
  /** Part of the API contract: its meaning never changes. */
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly FieldProblem[];
  /** Seconds to wait before a retry. */
  readonly retryAfter?: number;
  /** The rate limit that was reached. */
  readonly reached?: ReachedLimit;
}

export interface ReachedLimit {
  readonly limit: number;
  readonly resetAt: Date;
}
