/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { AnomalyStats, LiveStats } from '../index';

export class MonitoringApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Get live statistics and the open alerts. Counts above 100,000 are estimates.
   *
   * `GET /api/monitoring/live-stats`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLiveStats(options?: CallOptions): ApiPromise<LiveStats> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/monitoring/live-stats' }, options);
  }

  /**
   * Get the number of anomalies by type.
   *
   * `GET /api/monitoring/anomaly-stats`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getAnomalyStats(options?: CallOptions): ApiPromise<AnomalyStats> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/monitoring/anomaly-stats' }, options);
  }
}
