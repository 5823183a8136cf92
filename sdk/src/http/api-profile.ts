export type AnswerKind = 'json' | 'text' | 'binary' | 'none';

/** Properties of one API. */
export interface ApiProfile {
  readonly apiKeyHeader: string;
  /** By `METHOD /path`, besides the calls that say so themselves; JSON if not listed. */
  readonly answers?: Readonly<Record<string, AnswerKind>>;
  /** Changes that accept an `Idempotency-Key`, besides the calls that say so themselves. */
  readonly idempotencyKeyed?: readonly string[];
  /** POSTs that are safe to repeat without one. */
  readonly retryable?: readonly string[];
}
