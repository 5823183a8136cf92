/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ListLogsQuery, LogList, StatsAnswer } from '../index';

/** Statistics and the log of verifications. */
export interface RecordsApi {

  /**
   * Get statistics of licenses and verifications.
   *
   * Requires an access token.
   *
   * `GET /api/stats`
   *
   * @returns The stats result.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<StatsAnswer>;

  /**
   * List verification requests with their results, newest first.
   *
   * Requires an access token.
   *
   * `GET /api/logs`
   *
   * @returns The log list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listLogs(query?: ListLogsQuery, options?: CallOptions): ApiPromise<LogList>;
}
export class RecordsApi extends /* @__PURE__ */ resource({
  getStats: 'GET /api/stats',
  listLogs: 'GET /api/logs query',
}) {}
