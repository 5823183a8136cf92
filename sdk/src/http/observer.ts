import { requestIdIn } from '../answer';
import type { CallOptions } from '../client-options';
import type { KeywardError } from '../errors';
import type { RequestEvent } from '../hooks';

/** A longer `Retry-After` is worth a warning, even without a logger. */
const LONG_WAIT_MS = 5_000;

type Call = Pick<RequestEvent, 'method' | 'path' | 'url'>;

/** Tells the hooks and the logger about the attempts of one call. */
export class Observer {
  #attempt = 0;
  #startedAt = 0;
  #hasWarned = false;
  readonly #call: Call;
  readonly #options: CallOptions;

  constructor(call: Call, options: CallOptions) {
    this.#call = call;
    this.#options = options;
  }

  async request(headers: Headers): Promise<void> {
    this.#attempt++;
    await this.#options.onRequest?.({ ...this.#call, attempt: this.#attempt, headers });
    this.#startedAt = Date.now();
  }

  async response({ status, headers }: Response): Promise<void> {
    const durationMs = Date.now() - this.#startedAt;
    const requestId = requestIdIn(headers);
    const request = requestId === undefined ? '' : `, request ${requestId}`;
    this.#options.logger?.debug(`${this.#name}: ${status} in ${durationMs} ms${request}`);
    await this.#options.onResponse?.({ ...this.#call, attempt: this.#attempt, status, headers, requestId, durationMs });
  }

  async retry(error: KeywardError, delayMs: number): Promise<void> {
    this.#options.logger?.warn(`${this.#name}: ${error.code}, retry ${this.#attempt} in ${Math.round(delayMs)} ms`);
    this.#warnOfLongWait(error, delayMs);
    const { method, path } = this.#call;
    await this.#options.onRetry?.({ method, path, attempt: this.#attempt, error, delayMs });
  }

  failure(error: KeywardError): void {
    this.#options.logger?.debug(`${this.#name}: failed with ${error.code}, attempt ${this.#attempt}`);
  }

  /** A program that neither logs nor has a hook would seem to hang. Once per call. */
  #warnOfLongWait(error: KeywardError, delayMs: number): void {
    const { logger, onRetry } = this.#options;
    if (logger || onRetry || this.#hasWarned || error.retryAfter === undefined || delayMs <= LONG_WAIT_MS) {
      return;
    }
    this.#hasWarned = true;
    console.warn(
      `${this.#name}: ${error.code}, retry in ${Math.ceil(delayMs / 1000)} s, as the server's Retry-After says`,
    );
  }

  get #name(): string {
    return `${this.#call.method} ${this.#call.path}`;
  }
}
