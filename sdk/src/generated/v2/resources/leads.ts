/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { LeadStats } from '../index';

export class LeadsApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Get lead statistics.
   *
   * `GET /leads/api/stats`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<LeadStats> {
    return sendCall(this.#connection, { method: 'GET', url: '/leads/api/stats' }, options);
  }
}
