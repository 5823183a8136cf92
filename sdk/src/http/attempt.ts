import { KeywardError } from '../keyward-error';
import { fieldsOf, firstText } from './unknown';

/** Timeout and cancellation of one attempt. */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: KeywardError | undefined;

  constructor(
    private readonly timeoutMs: number,
    private readonly callerSignal: AbortSignal | undefined,
  ) {
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => {
        // #stop has set the error that ended the attempt.
        reject(this.failure(undefined));
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

  /** Awaits a step of the attempt within its timeout, even if the step ignores the signal. */
  async during<T>(step: Promise<T>): Promise<T> {
    try {
      return await Promise.race([step, this.#ended]);
    } catch (error) {
      this.close();
      throw this.failure(error);
    }
  }

  /** Restarts the timeout after progress. */
  extend(): void {
    this.pause();
    if (this.timeoutMs > 0 && Number.isFinite(this.timeoutMs)) {
      this.#timer = setTimeout(() => this.#stop(this.#timeout()), this.timeoutMs);
    }
  }

  /** Stops the timeout while the server is not awaited. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Releases the timer and the caller's signal. */
  close(): void {
    this.pause();
    this.callerSignal?.removeEventListener('abort', this.#abort);
  }

  /** Aborts the request: its result is not needed. */
  drop(): void {
    this.close();
    this.#controller.abort();
  }

  failure(error: unknown): KeywardError {
    return this.#end ?? (error instanceof KeywardError ? error : networkError(error));
  }

  readonly #abort = (): void => this.#stop(abortedBy(this.callerSignal));

  #stop(end: KeywardError): void {
    this.#end ??= end;
    this.drop();
  }

  #timeout(): KeywardError {
    return new KeywardError(`The server did not answer within ${this.timeoutMs} ms`, { status: 0, code: 'TIMEOUT' });
  }
}

export function abortedBy(signal: AbortSignal | undefined): KeywardError {
  return new KeywardError('The call was aborted', { status: 0, code: 'ABORTED', cause: signal?.reason });
}

function networkError(cause: unknown): KeywardError {
  return new KeywardError(`The server could not be reached: ${reasonOf(cause)}`, {
    status: 0,
    code: 'NETWORK_ERROR',
    cause,
  });
}

/** Node's message is "fetch failed"; the reason is in the cause, sometimes only as a code. */
function reasonOf(error: unknown): string {
  const cause = fieldsOf(fieldsOf(error).cause);
  return firstText(cause.message, cause.code, fieldsOf(error).message) ?? 'the connection failed';
}
