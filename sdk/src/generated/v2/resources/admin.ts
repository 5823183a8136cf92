/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { ActiveSessionCount, AnalyticsToken, GlobalSearch, SearchEverythingQuery } from '../index';

export class AdminApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Search customers, licenses and devices.
   *
   * `GET /api/global-search`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  searchEverything(query: SearchEverythingQuery, options?: CallOptions): ApiPromise<GlobalSearch> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/global-search', query }, options);
  }

  /**
   * Count the running sessions of all licenses.
   *
   * `GET /api/sessions/active-count`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  countActiveSessions(options?: CallOptions): ApiPromise<ActiveSessionCount> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/sessions/active-count' }, options);
  }

  /**
   * Get a token for programs that evaluate data. It is valid for one hour and can only read, whatever the caller's role.
   *
   * `GET /api/admin/license/auth-token`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createAnalyticsToken(options?: CallOptions): ApiPromise<AnalyticsToken> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/admin/license/auth-token' }, options);
  }
}
