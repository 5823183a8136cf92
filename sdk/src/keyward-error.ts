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

/** The only error that leaves this package. */
export class KeywardError extends Error {
  override readonly name = 'KeywardError';
  /** The answer's HTTP status; 0 where there was no answer. */
  readonly status: number;
  /**
   * The server's own code, such as `SEATS_EXHAUSTED`, or one of ours: `NETWORK_ERROR`, `TIMEOUT`, `ABORTED`,
   * `INVALID_ANSWER`, `INVALID_REQUEST`, `INVALID_OPTIONS`, `REDIRECTED`, `HTTP_<status>` for a refusal without a code.
   */
  readonly code: string;
  /** By which the server's log knows the request. */
  readonly requestId: string | undefined;
  /** What the server says of each field, where it does. */
  readonly details: unknown;
  /** The whole answer, parsed where it is JSON. */
  readonly body: unknown;
  /** Seconds after which the server wants to be asked again. */
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
