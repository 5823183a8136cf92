import { requestIdIn } from '../answer';
import type { CallOptions } from '../client-options';
import type { KeywardError } from '../errors';
import type { RequestEvent } from '../hooks';

/** Tells the hooks and the logger about the attempts of one call. */
export class Observer {
  #attempt = 0;
  #startedAt = 0;

  constructor(
    private readonly call: Pick<RequestEvent, 'method' | 'path' | 'url'>,
    private readonly options: CallOptions,
  ) {}

  async request(headers: Headers): Promise<void> {
    this.#attempt++;
    await this.options.onRequest?.({ ...this.call, attempt: this.#attempt, headers });
    this.#startedAt = Date.now();
  }

  async response({ status, headers }: Response): Promise<void> {
    const durationMs = Date.now() - this.#startedAt;
    const requestId = requestIdIn(headers);
    const request = requestId === undefined ? '' : `, request ${requestId}`;
    this.options.logger?.debug(`${this.#name}: ${status} in ${durationMs} ms${request}`);
    await this.options.onResponse?.({ ...this.call, attempt: this.#attempt, status, headers, requestId, durationMs });
  }

  async retry(error: KeywardError, delayMs: number): Promise<void> {
    this.options.logger?.warn(`${this.#name}: ${error.code}, retry ${this.#attempt} in ${Math.round(delayMs)} ms`);
    const { method, path } = this.call;
    await this.options.onRetry?.({ method, path, attempt: this.#attempt, error, delayMs });
  }

  failure(error: KeywardError): void {
    this.options.logger?.debug(`${this.#name}: failed with ${error.code}, attempt ${this.#attempt}`);
  }

  get #name(): string {
    return `${this.call.method} ${this.call.path}`;
  }
}
