/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { ServerHealth } from '../index';

export class StatusApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Check that the server is running.
   *
   * `GET /health`
   *
   */
  getHealth(options?: CallOptions): ApiPromise<ServerHealth> {
    return sendCall(this.#connection, { method: 'GET', url: '/health' }, options);
  }
}
