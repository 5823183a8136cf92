/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActiveSessionCount, AnalyticsToken, GlobalSearch, SearchEverythingQuery } from '../index';

/** Search, license keys and tokens for the admin panel. */
export interface AdminApi {

  /**
   * Count the running sessions of all licenses.
   *
   * Requires an access token.
   *
   * `GET /api/sessions/active-count`
   *
   * @returns The active session count.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  countActiveSessions(options?: CallOptions): ApiPromise<ActiveSessionCount>;

  /**
   * Get a token for programs that evaluate data.
   *
   * It is valid for one hour and can only read, whatever the caller's role. Requires an access token.
   *
   * `GET /api/admin/license/auth-token`
   *
   * @returns The analytics token.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createAnalyticsToken(options?: CallOptions): ApiPromise<AnalyticsToken>;

  /**
   * Search customers, licenses and devices.
   *
   * Requires an access token.
   *
   * `GET /api/global-search`
   *
   * @returns The global search.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  searchEverything(query: SearchEverythingQuery, options?: CallOptions): ApiPromise<GlobalSearch>;
}
export class AdminApi extends /* @__PURE__ */ resource({
  countActiveSessions: 'GET /api/sessions/active-count',
  createAnalyticsToken: 'GET /api/admin/license/auth-token',
  searchEverything: 'GET /api/global-search query',
}) {}
