/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { Alert, Anomaly, ChangeReason, FloatingSeats, FullestLicenses, GetFloatingSeatsQuery, GetFullestLicensesQuery, GetSeatSeriesQuery, GetVerdictSeriesQuery, ListAlertsQuery, ListAnomaliesQuery, MonitoringStats, Readiness, SeatSeries, VerdictSeries } from '../index';

/** Readiness, statistics, alerts and anomalies. */
export class MonitoringApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List anomalies of licenses, newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/anomalies`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listAnomalies(query: ListAnomaliesQuery = {}, options?: CallOptions): PagePromise<Anomaly> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/monitoring/anomalies', query }, options);
  }

  /**
   * Resolve an anomaly.
   *
   * Only what happens afterwards can lead to a new one of its type. A resolved anomaly is unchanged. Requires an access token or an API key with the permission `monitoring:write`.
   *
   * `POST /api/v1/monitoring/anomalies/{id}/resolve`
   *
   * @param id ID of the anomaly.
   * @returns The anomaly.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  resolveAnomaly(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Anomaly> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/monitoring/anomalies/{id}/resolve', path: [id], body, keyed: true }, options);
  }

  /**
   * Count the seats that devices and domains took and freed over time.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/activations`
   *
   * @returns The seat series.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getSeatSeries(query: GetSeatSeriesQuery = {}, options?: CallOptions): ApiPromise<SeatSeries> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/monitoring/activations', query }, options);
  }

  /**
   * List alerts about the installation, including cleared ones of the last 90 days, newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/alerts`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listAlerts(query: ListAlertsQuery = {}, options?: CallOptions): PagePromise<Alert> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/monitoring/alerts', query }, options);
  }

  /**
   * Count the floating seats that were taken over time, at most at once, and the starts that found none.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/floating-seats`
   *
   * @returns The floating seats.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getFloatingSeats(query: GetFloatingSeatsQuery = {}, options?: CallOptions): ApiPromise<FloatingSeats> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/monitoring/floating-seats', query }, options);
  }

  /**
   * Compare the licenses with floating seats: those whose seats were all taken for the longest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/floating-seats/licenses`
   *
   * @returns The fullest licenses.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getFullestLicenses(query: GetFullestLicensesQuery = {}, options?: CallOptions): ApiPromise<FullestLicenses> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/monitoring/floating-seats/licenses', query }, options);
  }

  /**
   * Get live statistics: what is in use now, and figures of the node that answers.
   *
   * Counts above 100,000 are estimates. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/stats`
   *
   * @returns The monitoring stats.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<MonitoringStats> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/monitoring/stats' }, options);
  }

  /**
   * Count the answers to programs over time: checks, activations, heartbeats, sessions, usage reports and downloads of all
   * APIs.
   *
   * Deactivations are left out. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/verdicts`
   *
   * @returns The verdict series.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getVerdictSeries(query: GetVerdictSeriesQuery = {}, options?: CallOptions): ApiPromise<VerdictSeries> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/monitoring/verdicts', query }, options);
  }

  /**
   * Check whether this node is ready: its database is writable and answers in time, no license check waits longer than five seconds for it, its settings are loaded, and it is not stopping.
   *
   * Public: requires no credential.
   *
   * `GET /health/ready`
   *
   * @returns The readiness.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getReadiness(options?: CallOptions): ApiPromise<Readiness> {
    return sendCall(this.#connection, { method: 'GET', url: '/health/ready' }, options);
  }
}
