/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { DescribeAnswer, DescribeSystem, HeartbeatAnswer, HeartbeatList, HeartbeatRequest, ListHeartbeatsQuery, ListSystemsQuery, ModuleAnswer, SendTelemetryBody, StatsAnswer, SystemList, TelemetryAnswer } from '../index';

/** Systems of the plugin, their heartbeats and telemetry, modules and statistics. */
export interface SystemsApi {

  /**
   * List systems, the most recently seen first.
   *
   * Requires an access token or an API key with the permission `licenses:read`; none if OPEN_DIALECTS lists this API.
   *
   * `GET /api/systems`
   *
   * @returns The system list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListSystemsQuery, options?: CallOptions): ApiPromise<SystemList>;

  /**
   * Create or update a system.
   *
   * Public: requires no credential.
   *
   * `POST /api/systems`
   *
   * @returns The new describe result.
   * @throws 400: The request is invalid.
   * @throws 403: FORBIDDEN: the system belongs to another license, or the license has reached its system limit
   * @throws 404: NOT_FOUND: license not found
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(body: DescribeSystem, options?: CallOptions): ApiPromise<DescribeAnswer>;

  /**
   * Record a heartbeat of an activated system.
   *
   * Public: requires no credential.
   *
   * `POST /api/heartbeats`
   *
   * @returns The heartbeat result.
   * @throws 400: The request is invalid.
   * @throws 403: FORBIDDEN: not active, expired, or bound to another system
   * @throws 404: NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  recordHeartbeat(body: HeartbeatRequest, options?: CallOptions): ApiPromise<HeartbeatAnswer>;

  /**
   * List the latest heartbeats, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/heartbeats`
   *
   * @returns The heartbeat list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listHeartbeats(query?: ListHeartbeatsQuery, options?: CallOptions): ApiPromise<HeartbeatList>;

  /**
   * Accept telemetry.
   *
   * Nothing is stored. Public: requires no credential.
   *
   * `POST /api/telemetry`
   *
   * @returns The telemetry result.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendTelemetry(body: SendTelemetryBody, options?: CallOptions): ApiPromise<TelemetryAnswer>;

  /**
   * Get statistics of licenses, users and systems.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/dashboard/stats`
   *
   * @returns The stats result.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getDashboardStats(options?: CallOptions): ApiPromise<StatsAnswer>;

  /**
   * Load a module of the plugin.
   *
   * The license must be usable on the system, unless the product gives updates without one. Public: requires no credential.
   *
   * `GET /api/modules/{name}`
   *
   * @param name ID of the module.
   * @param options `headers['X-Fingerprint-Hash']`: Fingerprint of the system, as in `validate`. `headers['X-Plugin-Version']`: Version of the plugin.
   * @returns The module result.
   * @throws 400: The module needs a newer version of the plugin.
   * @throws 403: FORBIDDEN: no usable license on this system
   * @throws 404: NOT_FOUND: module not found
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  loadModule(name: string, options?: CallOptions): ApiPromise<ModuleAnswer>;
}
export class SystemsApi extends /* @__PURE__ */ resource({
  list: 'GET /api/systems query',
  update: 'POST /api/systems body',
  recordHeartbeat: 'POST /api/heartbeats body',
  listHeartbeats: 'GET /api/heartbeats query',
  sendTelemetry: 'POST /api/telemetry body',
  getDashboardStats: 'GET /api/dashboard/stats',
  loadModule: 'GET /api/modules/{name}',
}) {}
