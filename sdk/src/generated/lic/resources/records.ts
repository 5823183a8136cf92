/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { ListLogsQuery, LogList, StatsAnswer } from '../index';

export class RecordsApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Get statistics of licenses and verifications.
   *
   * `GET /api/stats`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<StatsAnswer> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/stats' }, options);
  }

  /**
   * List verification requests with their results, newest first.
   *
   * `GET /api/logs`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listLogs(query: ListLogsQuery = {}, options?: CallOptions): ApiPromise<LogList> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/logs', query }, options);
  }
}
