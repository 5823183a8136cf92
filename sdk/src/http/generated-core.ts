import type { AnswerKind } from './api-profile';

/** A call as described by the generated resources. */
export interface ApiRequestOptions {
  readonly method: string;
  /** The path as in the document, parameters in braces. */
  readonly url: string;
  /** Values of the parameters in the path: by name, or in their order. */
  readonly path?: Record<string, unknown> | readonly unknown[] | undefined;
  readonly headers?: Record<string, unknown> | undefined;
  readonly query?: Record<string, unknown> | undefined;
  readonly formData?: Record<string, unknown> | undefined;
  readonly body?: unknown;
  /** JSON by default. */
  readonly mediaType?: string | undefined;
  /** Whether the change accepts an `Idempotency-Key`, which makes it safe to repeat. */
  readonly keyed?: boolean | undefined;
  /** Form of the result; JSON by default. */
  readonly answer?: AnswerKind | undefined;
}
