import type { ErrorCode } from './error-code';

const BRAND = Symbol.for('@keyward/sdk/KeywardError');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');
/** Stack frames that say nothing about the caller's program. */
const FOREIGN_FRAME = /[\\/]@keyward[\\/]sdk[\\/]|node:internal/;

export interface KeywardErrorFacts {
  status: number;
  code: ErrorCode;
  requestId?: string | undefined;
  details?: unknown;
  body?: unknown;
  retryAfter?: number | undefined;
  headers?: Headers | undefined;
  cause?: unknown;
}

/** The base class of all errors of this package. */
export class KeywardError extends Error {
  declare readonly name: string;
  /**
   * True if no working server answered: there was no connection, something between answered instead (a captive portal, a
   * proxy), or the server failed or was busy. It says nothing about the license: a program goes on with its last good answer.
   */
  declare readonly isUnreachable: boolean;
  /** HTTP status; 0 if there was no response. */
  readonly status: number;
  /** The server's code, such as `SEATS_EXHAUSTED`, which never changes its meaning, or a code of the client. */
  readonly code: ErrorCode;
  // Private, so that a printed error shows neither bodies nor headers.
  readonly #facts: KeywardErrorFacts;

  static {
    nameClass(this, 'KeywardError');
  }

  constructor(message: string, facts: KeywardErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.#facts = facts;
  }

  /** Id of the request in the server's log. */
  get requestId(): string | undefined {
    return this.#facts.requestId;
  }

  /** Errors of each field, if the server reports them. */
  get details(): unknown {
    return this.#facts.details;
  }

  /** The response body, parsed if it is JSON. */
  get body(): unknown {
    return this.#facts.body;
  }

  /** Seconds to wait before a retry, if the server reports them. */
  get retryAfter(): number | undefined {
    return this.#facts.retryAfter;
  }

  /** Headers of the response; empty if there was none. */
  get headers(): Headers {
    return this.#facts.headers ?? new Headers();
  }

  /** Fields for a log, without body and headers. */
  toJSON(): Record<string, unknown> {
    const { name, code, status, message, requestId, details } = this;
    return { name, code, status, message, requestId, details };
  }

  /** Also true for errors of another copy of this package, such as its ESM build in a CommonJS program. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !(BRAND in value)) {
      return false;
    }
    if (!Object.hasOwn(this.prototype, BRAND)) {
      // A class that a program derives.
      return Object.prototype.isPrototypeOf.call(this.prototype, value);
    }
    return this === KeywardError || value[BRAND] === this.prototype.name;
  }
}

/** Describes a class in its prototype: minifiers rename classes, and printed errors would repeat fields. */
export function nameClass({ prototype }: { prototype: KeywardError }, name: string, isUnreachable = false): void {
  const define = (key: PropertyKey, value: unknown): void => {
    Object.defineProperty(prototype, key, { value, configurable: true, writable: true });
  };
  define('name', name);
  define('isUnreachable', isUnreachable);
  define(BRAND, name);
  define(INSPECT, function (this: KeywardError) {
    return print(this);
  });
}

/** A few lines: what happened, to which request, and where in the caller's program. */
function print(error: KeywardError): string {
  const { name, message, code, status, requestId, stack = '' } = error;
  const facts = [code, status > 0 && `status ${status}`, requestId !== undefined && `request ${requestId}`];
  const frame = stack.split('\n').find((line) => /^\s*at /.test(line) && !FOREIGN_FRAME.test(line));
  return [`${name}: ${message} [${facts.filter(Boolean).join(', ')}]`, frame].filter(Boolean).join('\n');
}
