import type { ErrorCode } from './error-code';
import { defineHidden, fieldsOf, firstText, hasFields } from './http/unknown';

const BRAND = Symbol.for('@keyward/sdk/KeywardError');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');
/** Stack frames that say nothing about the caller's program. */
const FOREIGN_FRAME = /[\\/]@keyward[\\/]sdk[\\/]|node:internal/;
const MAX_PRINTED_FRAMES = 5;

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

/** A call of the program: its operation, and where the program made it. */
export interface CallSite {
  readonly method: string;
  /** The operation's path in the API document, with the names of its parameters in braces. */
  readonly path: string;
  /** Its stack are the callers of the client. */
  readonly trace: { readonly stack?: string | undefined };
}

/** An error as plain data, which survives JSON, `structuredClone` and Electron's IPC. */
export interface KeywardErrorJson {
  name: string;
  message: string;
  description: string;
  code: ErrorCode;
  status: number;
  isUnreachable: boolean;
  method?: string | undefined;
  path?: string | undefined;
  requestId?: string | undefined;
  details?: unknown;
  retryAfter?: number | undefined;
}

interface ErrorClass {
  new (description: string, facts: KeywardErrorFacts): KeywardError;
  readonly prototype: KeywardError;
}

/** The classes of this package by name. */
const CLASSES = new Map<string, ErrorClass>();

/** Remembers the call of an error; false if the error has one. */
let setSite: (error: KeywardError, site: Omit<CallSite, 'trace'>) => boolean;

/** The base class of all errors of this package. */
export class KeywardError extends Error {
  declare readonly name: string;
  /**
   * True if no working server answered: there was no connection, something between answered instead (a captive portal, a
   * proxy), or the server failed or was busy. It says nothing about the license: a program goes on with its last good answer.
   */
  declare readonly isUnreachable: boolean;
  /** Present if the license server has signed this refusal, as it does for the calls of `openLicense`. */
  declare readonly isSigned?: true;
  /** HTTP status; 0 if there was no response. */
  readonly status: number;
  /** The server's code, such as `SEATS_EXHAUSTED`, which never changes its meaning, or a code of the client. */
  readonly code: ErrorCode;
  // Private, so that a printed error shows neither bodies nor headers.
  readonly #facts: KeywardErrorFacts;
  readonly #description: string;
  #site: Omit<CallSite, 'trace'> | undefined;

  static {
    nameClass(this, 'KeywardError');
    setSite = (error, { method, path }) => {
      // An error of another copy of this package has no such field.
      if (!(#site in error) || error.#site) {
        return false;
      }
      error.#site = { method, path };
      return true;
    };
  }

  constructor(description: string, facts: KeywardErrorFacts) {
    super(description, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.#facts = facts;
    this.#description = description;
  }

  /** Description for people, without the call; `message` adds method, path, status, code and request ID. */
  get description(): string {
    return this.#description;
  }

  /** HTTP method of the call; undefined if no call failed, as for invalid options. */
  get method(): string | undefined {
    return this.#site?.method;
  }

  /** Path of the operation in the API document, with the names of its parameters in braces. */
  get path(): string | undefined {
    return this.#site?.path;
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

  /** Plain data for a log or another process, without body and headers. */
  toJSON(): KeywardErrorJson {
    const { name, message, description, code, status, isUnreachable, method, path, requestId, details, retryAfter } =
      this;
    return { name, message, description, code, status, isUnreachable, method, path, requestId, details, retryAfter };
  }

  /**
   * Converts what `toJSON` returned back to an error of its class.
   * @throws KeywardError if the value is something else: ask `isKeywardError` first
   */
  static fromJSON(value: unknown): KeywardError {
    if (value instanceof KeywardError) {
      return value;
    }
    if (!isKeywardError(value)) {
      throw new KeywardError('No error of this package', { status: 0, code: 'INVALID_REQUEST' });
    }
    const { name, message, description, method, path, ...facts } = value;
    const error = new (CLASSES.get(name) ?? KeywardError)(firstText(description) ?? message, facts);
    if (method !== undefined && path !== undefined) {
      setSite(error, { method, path });
    }
    describe(error, message, error);
    return error;
  }

  /** Also true for errors of another copy of this package, such as its ESM build in a CommonJS program. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!hasFields(value) || !(BRAND in value)) {
      return false;
    }
    if (!Object.hasOwn(this.prototype, BRAND)) {
      // A class that a program derives.
      return Object.prototype.isPrototypeOf.call(this.prototype, value);
    }
    return this === KeywardError || value[BRAND] === this.prototype.name;
  }
}

/** Adds the call to an error that has none. What is no error of this package is returned unchanged. */
export function withCallSite({ method, path, trace }: CallSite, error: unknown): unknown {
  if (error instanceof KeywardError && setSite(error, { method, path })) {
    const { status, code, requestId, description } = error;
    const request = requestId === undefined ? '' : `, request ${requestId}`;
    describe(error, `${method} ${path}: ${description} (${status > 0 ? `${status} ` : ''}${code}${request})`, trace);
  }
  return error;
}

/** Records where the program makes a call. V8 leaves out the frames above `entry`. */
export function callSite(
  { method, url }: { method: string; url: string },
  entry: (...args: never) => unknown = callSite,
): CallSite {
  return { method, path: url, trace: traceOf(entry) };
}

/** The stack of whoever calls `entry`. */
export function traceOf(entry: (...args: never) => unknown = traceOf): CallSite['trace'] {
  const trace: CallSite['trace'] = new Error();
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, entry: unknown) => void };
  captureStackTrace?.(trace, entry);
  return trace;
}

/** Replaces the frames of an error of this package. Anything else is returned unchanged. */
export function withTrace(trace: CallSite['trace'], error: unknown): unknown {
  if (error instanceof KeywardError) {
    describe(error, error.message, trace);
  }
  return error;
}

/** Whether a value is an error of this package, or what `toJSON` made of one and another process received. */
export function isKeywardError(value: unknown): value is KeywardErrorJson {
  const { name, message, code, status } = fieldsOf(value);
  return (
    value instanceof KeywardError ||
    (typeof name === 'string' &&
      /^[A-Z]\w*Error$/.test(name) &&
      typeof message === 'string' &&
      typeof code === 'string' &&
      typeof status === 'number')
  );
}

/** Describes a class in its prototype: minifiers rename classes, and printed errors would repeat fields. */
export function nameClass(type: ErrorClass, name: string, isUnreachable = false): void {
  CLASSES.set(name, type);
  defineHidden(type.prototype, {
    name,
    isUnreachable,
    [BRAND]: name,
    [INSPECT](this: KeywardError) {
      return print(this);
    },
  });
}

/** Sets the message, and the stack to the message with the frames of a trace. Errors show neither as a field. */
function describe(error: KeywardError, message: string, trace: CallSite['trace']): void {
  const stack = [`${error.name}: ${message}`, ...framesOf(trace)].join('\n');
  defineHidden(error, { message, stack });
}

/** The frames of a stack, as V8 (`at f (file)`) and other engines (`f@file`) write them. */
function framesOf({ stack = '' }: CallSite['trace']): string[] {
  return stack.split('\n').filter((line) => /^\s*at |@.*:\d/.test(line));
}

/** A few lines: what happened, to which request, and where in the caller's program. */
function print(error: KeywardError): string {
  // The message of a call has the code.
  const code = error.method === undefined ? ` [${error.code}]` : '';
  const frames = framesOf(error).filter((line) => !FOREIGN_FRAME.test(line));
  return [`${String(error)}${code}`, ...frames.slice(0, MAX_PRINTED_FRAMES)].join('\n');
}
