/** What went wrong, in the few kinds that every API can tell apart. */
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

/** What is wrong with one field of a request. */
export interface FieldProblem {
  field: string;
  reason: string;
  message: string;
}

/** An error as the doors see it: ready to be put into a dialect's own shape. */
export interface Problem {
  readonly kind: ProblemKind;
  /** A promise to clients: it never changes meaning. */
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly FieldProblem[];
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number;
  /** The rate limit that was reached. */
  readonly reached?: ReachedLimit;
}

/** So many requests were allowed, and the next ones from then on. */
export interface ReachedLimit {
  readonly limit: number;
  readonly resetAt: Date;
}
