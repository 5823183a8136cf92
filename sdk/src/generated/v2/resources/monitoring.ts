/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { AnomalyStats, LiveStats } from '../index';

/** Live statistics and anomalies. */
export interface MonitoringApi {

  /**
   * Get live statistics and the open alerts.
   *
   * Counts above 100,000 are estimates. Requires an access token.
   *
   * `GET /api/monitoring/live-stats`
   *
   * @returns The live stats.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLiveStats(options?: CallOptions): ApiPromise<LiveStats>;

  /**
   * Get the number of anomalies by type.
   *
   * Requires an access token.
   *
   * `GET /api/monitoring/anomaly-stats`
   *
   * @returns The anomaly stats.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getAnomalyStats(options?: CallOptions): ApiPromise<AnomalyStats>;
}
export class MonitoringApi extends /* @__PURE__ */ resource({
  getLiveStats: 'GET /api/monitoring/live-stats',
  getAnomalyStats: 'GET /api/monitoring/anomaly-stats',
}) {}
