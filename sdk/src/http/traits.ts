export type AnswerKind = 'json' | 'text' | 'binary' | 'none';

/** What is particular to one API. */
export interface Traits {
  readonly apiKeyHeader: string;
  /** By `METHOD /path` of its document; JSON where it is not listed. */
  readonly answers: Readonly<Record<string, AnswerKind>>;
  /** The changes that take an `Idempotency-Key`, which makes them safe to repeat. */
  readonly keyed: readonly string[];
  /** The POSTs that may be repeated without one. */
  readonly harmless?: readonly string[];
}
