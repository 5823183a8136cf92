/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { LeadStats } from '../index';

/** Statistics of leads. */
export interface LeadsApi {

  /**
   * Get lead statistics.
   *
   * Requires an access token.
   *
   * `GET /leads/api/stats`
   *
   * @returns The lead stats.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<LeadStats>;
}
export class LeadsApi extends /* @__PURE__ */ resource({
  getStats: 'GET /leads/api/stats',
}) {}
