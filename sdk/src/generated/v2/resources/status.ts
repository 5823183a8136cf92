/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { ServerHealth, Status } from '../index';

export class StatusApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Get the server status. Browsers are redirected to the console.
   *
   * `GET /`
   *
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(options?: CallOptions): ApiPromise<Status> {
    return sendCall(this.#connection, { method: 'GET', url: '/' }, options);
  }

  /**
   * Check that the server is running.
   *
   * `GET /health`
   *
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getHealth(options?: CallOptions): ApiPromise<ServerHealth> {
    return sendCall(this.#connection, { method: 'GET', url: '/health' }, options);
  }
}
