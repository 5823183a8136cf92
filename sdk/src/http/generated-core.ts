/** A call as described by the generated resources. */
export interface ApiRequestOptions {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH';
  /** The path as in the document, parameters in braces. */
  readonly url: string;
  readonly path?: Record<string, unknown>;
  readonly headers?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly formData?: Record<string, unknown>;
  readonly body?: unknown;
  /** JSON by default. */
  readonly mediaType?: string;
  /** Whether the change accepts an `Idempotency-Key`, which makes it safe to repeat. */
  readonly keyed?: boolean;
}
