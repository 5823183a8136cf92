import type { RefusalCode } from '../error-code';

export type AnswerKind = 'json' | 'text' | 'binary' | 'none';

/** Properties of one API. */
export interface ApiProfile {
  readonly apiKeyHeader: string;
  /** Version of the API that the types describe, sent with each call; none where an API has no versions. */
  readonly version?: string;
  /** Codes of a license that may not be used, besides those of all APIs. */
  readonly refusals?: readonly RefusalCode[];
  /** Characters of the longest answer; unlimited by default. */
  readonly maxAnswer?: number;
  /** POSTs that are safe to repeat without an `Idempotency-Key`, as `METHOD /path`. */
  readonly retryable?: readonly string[];
}
