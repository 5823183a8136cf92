import type { KeywardError } from '../errors';
import { type CallSite, withCallSite } from '../keyward-error';
import { abortedBy, fetchFailure, timeoutAfter } from './failure';

export interface AttemptedServer {
  /** Undefined if it is not the license server. */
  readonly baseUrl?: string;
  readonly settings: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined };
}

/** Timeout and cancellation of one attempt. */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: KeywardError | undefined;
  readonly #baseUrl: string | undefined;
  readonly #timeoutMs: number;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #site: CallSite;

  constructor({ baseUrl, settings }: AttemptedServer, site: CallSite) {
    const { timeoutMs, signal: callerSignal } = settings;
    this.#baseUrl = baseUrl;
    this.#timeoutMs = timeoutMs;
    this.#callerSignal = callerSignal;
    this.#site = site;
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => {
        reject(this.#end ?? abortedBy(this.#callerSignal));
      });
    });
    // Prevents an unhandled rejection if nothing awaits it.
    this.#ended.catch(() => undefined);
    this.extend();
    callerSignal?.addEventListener('abort', this.#abort, { once: true });
    if (callerSignal?.aborted) {
      this.#abort();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Awaits a step of `fetch` within the timeout, even if the step ignores the signal. */
  async during<T>(step: () => Promise<T>): Promise<T> {
    if (this.signal.aborted) {
      return this.#ended;
    }
    try {
      return await Promise.race([step(), this.#ended]);
    } catch (error) {
      this.close();
      throw withCallSite(this.#site, this.#end ?? fetchFailure(this.#baseUrl, error));
    }
  }

  /** Restarts the timeout after progress. */
  extend(): void {
    this.pause();
    if (this.#timeoutMs > 0) {
      this.#timer = setTimeout(() => this.#stop(timeoutAfter(this.#timeoutMs)), this.#timeoutMs);
    }
  }

  /** Stops the timeout while the server is not awaited. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Releases the timer and the caller's signal. */
  close(): void {
    this.pause();
    this.#callerSignal?.removeEventListener('abort', this.#abort);
  }

  /** Aborts the request: its result is not needed. */
  drop(): void {
    this.close();
    this.#controller.abort();
  }

  readonly #abort = (): void => this.#stop(abortedBy(this.#callerSignal));

  #stop(end: KeywardError): void {
    this.#end ??= end;
    this.drop();
  }
}
