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

/** Named values in a message. */
export type Params = Readonly<Record<string, string | number>>;

/** An error in one field of a request. */
export interface FieldProblem {
  field: string;
  reason: string;
  message: string;
  /** Names the message for translations; not part of a response. */
  rule?: string;
  /** Values in the message; not part of a response. */
  params?: Params;
  /** The message is in its readers' language already: a text of the console, or of an API in another language. */
  isTranslated?: boolean;
  /** The rejected items as sent, if the field is a list of ids; or the id of the record that has the value. */
  ids?: readonly (string | number)[];
}

/** The part of a field problem that is sent to the client. */
export type SentFieldProblem = Omit<FieldProblem, 'rule' | 'params' | 'isTranslated'>;

export function sentProblem({ field, reason, message, ids }: FieldProblem): SentFieldProblem {
  return { field, reason, message, ...(ids && { ids }) };
}

/** An error before a dialect renders it. */
export interface Problem {
  readonly kind: ProblemKind;
  /** Part of the API contract: its meaning never changes. */
  readonly code: string;
  readonly message: string;
  /** Names the error for translations, as in `FieldProblem`. */
  readonly rule?: string;
  /** Values in the message. Left out if the message is not the one that the rule names. */
  readonly params?: Params;
  readonly fields?: readonly FieldProblem[];
  /** Seconds to wait before a retry. */
  readonly retryAfter?: number;
  /** The rate limit that was reached. */
  readonly reached?: ReachedLimit;
  /** The place of a program that waits for a floating seat. */
  readonly waiting?: Waiting;
}

/** The place of a program that waits for a floating seat, as it is sent. */
export interface Waiting {
  /** From 1. */
  readonly position: number;
  readonly since: Date;
  /** Keeps the place. */
  readonly token: string;
  /** The place ends then unless the program asks again. */
  readonly expires_at: Date;
}

export interface ReachedLimit {
  readonly limit: number;
  readonly resetAt: Date;
}
