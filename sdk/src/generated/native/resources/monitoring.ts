/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { Alert, Anomaly, BackgroundMigrations, ChangeReason, DeleteReactionRuleQuery, FloatingSeats, FullestLicenses, GetFloatingSeatsQuery, GetFullestLicensesQuery, GetLicensesWithoutSeatsQuery, GetSeatSeriesQuery, GetStatisticsDaysQuery, GetStatisticsQuery, GetUnusedLicensesQuery, GetVerdictSeriesQuery, LicensesWithoutSeats, ListAlertsQuery, ListAnomaliesQuery, ListReactionRulesQuery, MonitoringStats, ReactionRule, Readiness, SeatSeries, SetReactionRuleBody, Statistics, StatisticsDays, UnusedLicenses, VerdictSeries } from '../index';

/** Readiness, statistics, alerts and anomalies. */
export interface MonitoringApi {

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
  listAnomalies(query?: ListAnomaliesQuery, options?: CallOptions): PagePromise<Anomaly>;

  /**
   * Resolve an anomaly.
   *
   * Later events alone can lead to a new anomaly of this type. A resolved anomaly is unchanged. Requires an access token or an API key with the permission `monitoring:write`.
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
  resolveAnomaly(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Anomaly>;

  /**
   * Undo the reaction to an anomaly: a pending suspension is cancelled, and a license that the reaction disabled is enabled.
   *
   * E-mails that were sent stay. Undone, it is unchanged. Requires an access token or an API key with the permission `monitoring:write`.
   *
   * `POST /api/v1/monitoring/anomalies/{id}/undo-reaction`
   *
   * @param id ID of the anomaly.
   * @returns The anomaly.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: CONFLICT: no rule reacted to the anomaly.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  undoReaction(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Anomaly>;

  /**
   * List the rules for reactions to anomalies, newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/reaction-rules`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listReactionRules(query?: ListReactionRulesQuery, options?: CallOptions): PagePromise<ReactionRule>;

  /**
   * Set what is done about new anomalies of a type, for a policy or for all that have no rule of their own.
   *
   * Requires an access token or an API key with the permission `monitoring:write`.
   *
   * `PUT /api/v1/monitoring/reaction-rules`
   *
   * @returns The reaction rule.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The policy does not exist.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  setReactionRule(body: SetReactionRuleBody, options?: CallOptions): ApiPromise<ReactionRule>;

  /**
   * Delete a rule.
   *
   * Reactions that have begun go on. Requires an access token or an API key with the permission `monitoring:write`.
   *
   * `DELETE /api/v1/monitoring/reaction-rules/{id}`
   *
   * @param id ID of the reaction rule.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteReactionRule(id: string, query?: DeleteReactionRuleQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Count the seats that devices and domains took and released over time.
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
  getSeatSeries(query?: GetSeatSeriesQuery, options?: CallOptions): ApiPromise<SeatSeries>;

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
  listAlerts(query?: ListAlertsQuery, options?: CallOptions): PagePromise<Alert>;

  /**
   * List changes of large tables that are made in the background after an upgrade, with their progress, newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/migrations`
   *
   * @returns The background migrations.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listBackgroundMigrations(options?: CallOptions): ApiPromise<BackgroundMigrations>;

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
  getFloatingSeats(query?: GetFloatingSeatsQuery, options?: CallOptions): ApiPromise<FloatingSeats>;

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
  getFullestLicenses(query?: GetFullestLicensesQuery, options?: CallOptions): ApiPromise<FullestLicenses>;

  /**
   * Get live statistics: what is in use now, and figures of the node that answers.
   *
   * Counts above 100,000 are estimates. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/monitoring/stats`
   *
   * @returns The monitoring stats.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<MonitoringStats>;

  /**
   * Compare products, versions, policies, countries, entitlements or customers.
   *
   * Licenses and devices are counted every few minutes (`counted_at`), results of calls by apps by day, a few minutes after them. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/statistics`
   *
   * @returns The statistics.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStatistics(query?: GetStatisticsQuery, options?: CallOptions): ApiPromise<Statistics>;

  /**
   * Count by day which licenses were issued, expired and revoked, and the results of calls by apps.
   *
   * Licenses are counted now, results a few minutes after the calls. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/statistics/days`
   *
   * @returns The statistics days.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStatisticsDays(query?: GetStatisticsDaysQuery, options?: CallOptions): ApiPromise<StatisticsDays>;

  /**
   * Get the valid licenses that were issued some days ago and never activated, the newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/statistics/unused-licenses`
   *
   * @returns The unused licenses.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getUnusedLicenses(query?: GetUnusedLicensesQuery, options?: CallOptions): ApiPromise<UnusedLicenses>;

  /**
   * Get the valid licenses whose seats are all taken, the newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/statistics/licenses-without-seats`
   *
   * @returns The licenses without seats.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLicensesWithoutSeats(query?: GetLicensesWithoutSeatsQuery, options?: CallOptions): ApiPromise<LicensesWithoutSeats>;

  /**
   * Count the results of calls by apps over time: checks, activations, heartbeats, sessions, usage reports and downloads of all
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
  getVerdictSeries(query?: GetVerdictSeriesQuery, options?: CallOptions): ApiPromise<VerdictSeries>;

  /**
   * Check whether this node is ready: its database is writable and answers in time, no license check waits longer than five seconds for it, its clock agrees with that of the database, its settings are loaded, all of its workers have served, and it is not stopping.
   *
   * Public: requires no credential.
   *
   * `GET /health/ready`
   *
   * @returns The readiness.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getReadiness(options?: CallOptions): ApiPromise<Readiness>;
}
export class MonitoringApi extends /* @__PURE__ */ resource({
  listAnomalies: 'GET ./anomalies list',
  resolveAnomaly: 'POST ./anomalies/{id}/resolve',
  undoReaction: 'POST ./anomalies/{id}/undo-reaction',
  listReactionRules: 'GET ./reaction-rules list',
  setReactionRule: 'PUT ./reaction-rules',
  deleteReactionRule: 'DELETE ./reaction-rules/{id}',
  getSeatSeries: 'GET ./activations query',
  listAlerts: 'GET ./alerts list',
  listBackgroundMigrations: 'GET ./migrations',
  getFloatingSeats: 'GET ./floating-seats query',
  getFullestLicenses: 'GET ./floating-seats/licenses query',
  getStats: 'GET ./stats',
  getStatistics: 'GET statistics query',
  getStatisticsDays: 'GET statistics/days query',
  getUnusedLicenses: 'GET statistics/unused-licenses query',
  getLicensesWithoutSeats: 'GET statistics/licenses-without-seats query',
  getVerdictSeries: 'GET ./verdicts query',
  getReadiness: 'GET /health/ready',
}, 'monitoring') {}
