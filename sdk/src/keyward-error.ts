const BRAND = Symbol.for('@keyward/sdk/KeywardError');

export interface KeywardErrorFacts {
  status: number;
  code: string;
  requestId?: string | undefined;
  details?: unknown;
  body?: unknown;
  retryAfter?: number | undefined;
  headers?: Headers | undefined;
  cause?: unknown;
}

/** The error class of all errors that this package throws. */
export class KeywardError extends Error {
  override readonly name = 'KeywardError';
  /** HTTP status; 0 if there was no response. */
  readonly status: number;
  /**
   * The server's code, such as `SEATS_EXHAUSTED`, or one of the client's: `NETWORK_ERROR`, `TIMEOUT`, `ABORTED`,
   * `INVALID_ANSWER`, `INVALID_REQUEST`, `INVALID_OPTIONS`, `REDIRECTED`, `HTTP_<status>` for an error without a code.
   */
  readonly code: string;
  /** Id of the request in the server's log. */
  readonly requestId: string | undefined;
  /** Errors of each field, if the server reports them. */
  readonly details: unknown;
  /** The response body, parsed if it is JSON. */
  readonly body: unknown;
  /** Seconds to wait before a retry, if the server reports them. */
  readonly retryAfter: number | undefined;
  readonly headers: Headers;
  /** True in every copy of this package, so that `instanceof` works between its ESM and CommonJS builds. */
  readonly [BRAND] = true;

  constructor(message: string, facts: KeywardErrorFacts) {
    super(message, { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.details = facts.details;
    this.body = facts.body;
    this.retryAfter = facts.retryAfter;
    this.headers = facts.headers ?? new Headers();
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}
