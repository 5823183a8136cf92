import { KeywardError } from '../keyward-error';
import { fieldsOf, firstText } from './unknown';

/** The time that one attempt has, and what ends it early. */
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
        // This promise is rejected with what ended the attempt: see #stop.
        reject(this.failure(undefined));
      });
    });
    // Who does not wait for it has not lost anything.
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

  /** Waits for a step of the attempt, but no longer than it may take, whether the step heeds the signal or not. */
  async during<T>(step: Promise<T>): Promise<T> {
    try {
      return await Promise.race([step, this.#ended]);
    } catch (error) {
      this.close();
      throw this.failure(error);
    }
  }

  /** There is progress: the clock starts anew. */
  extend(): void {
    this.pause();
    if (this.timeoutMs > 0 && Number.isFinite(this.timeoutMs)) {
      this.#timer = setTimeout(() => this.#stop(this.#timeout()), this.timeoutMs);
    }
  }

  /** The clock stands still: it is not the server that is waited for. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Lets go of the timer and of the caller's signal. */
  close(): void {
    this.pause();
    this.callerSignal?.removeEventListener('abort', this.#abort);
  }

  /** Gives up what is under way, for its result is not wanted any more. */
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

/** Node says "fetch failed" and keeps what happened in the cause, at times as a code alone. */
function reasonOf(error: unknown): string {
  const cause = fieldsOf(fieldsOf(error).cause);
  return firstText(cause.message, cause.code, fieldsOf(error).message) ?? 'the connection failed';
}
