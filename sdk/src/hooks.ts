import type { KeywardError } from './keyward-error';

/** One attempt of a call. */
interface AttemptEvent {
  method: string;
  /** The operation's path in the API document, with the names of its parameters in braces. */
  path: string;
  /** 1 for the first attempt of the call. */
  attempt: number;
}

export interface RequestEvent extends AttemptEvent {
  /** The complete address, with parameters. */
  url: string;
  /** Headers of this attempt, credentials included. Changes are sent. */
  headers: Headers;
}

export interface ResponseEvent extends AttemptEvent {
  url: string;
  status: number;
  headers: Headers;
  /** Id of the request in the server's log. */
  requestId: string | undefined;
  /** Milliseconds until the response began. */
  durationMs: number;
}

export interface RetryEvent extends AttemptEvent {
  /** What the attempt failed with. */
  error: KeywardError;
  /** Milliseconds until the next attempt. */
  delayMs: number;
}

/** Functions that are called on the way of each call and awaited. What they throw ends the call and reaches the caller. */
export interface Hooks {
  /** Before each attempt. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** After the head of each response, of errors too. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Before the delay of each retry. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

/**
 * Where the client writes what it does: `console`, pino or your own. It gets methods, paths without their parameters, statuses,
 * codes and durations, and never keys, bodies or headers.
 */
export interface Logger {
  /** Each response and each failed call. */
  debug(message: string): void;
  /** Each retry. */
  warn(message: string): void;
}
