import type { AnswerKind } from './api-profile';

/** A call as described by the generated resources. */
export interface ApiRequestOptions {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH';
  /** The path as in the document, parameters in braces. */
  readonly url: string;
  /** Values of the parameters in the path: by name, or in their order. */
  readonly path?: Record<string, unknown> | readonly unknown[];
  readonly headers?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly formData?: Record<string, unknown>;
  readonly body?: unknown;
  /** JSON by default. */
  readonly mediaType?: string;
  /** Whether the change accepts an `Idempotency-Key`, which makes it safe to repeat. */
  readonly keyed?: boolean;
  /** Form of the result; JSON by default. */
  readonly answer?: AnswerKind;
}
