/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { DescribeAnswer, DescribeSystem, HeartbeatAnswer, HeartbeatList, HeartbeatRequest, ListHeartbeatsQuery, ListSystemsQuery, SendTelemetryBody, StatsAnswer, SystemList, TelemetryAnswer } from '../index';

export class SystemsApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List systems, the most recently seen first.
   *
   * `GET /api/systems`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query: ListSystemsQuery = {}, options?: CallOptions): ApiPromise<SystemList> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/systems', query }, options);
  }

  /**
   * Create or update a system.
   *
   * `POST /api/systems`
   *
   * @throws 400: The request is invalid.
   * @throws 403: FORBIDDEN: the system belongs to another license, or the license has reached its system limit
   * @throws 404: NOT_FOUND: license not found
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(body: DescribeSystem, options?: CallOptions): ApiPromise<DescribeAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/systems', body, mediaType: 'application/json' }, options);
  }

  /**
   * Record a heartbeat of an activated system.
   *
   * `POST /api/heartbeats`
   *
   * @throws 400: The request is invalid.
   * @throws 403: FORBIDDEN: not active, expired, or bound to another system
   * @throws 404: NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  recordHeartbeat(body: HeartbeatRequest, options?: CallOptions): ApiPromise<HeartbeatAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/heartbeats', body, mediaType: 'application/json' }, options);
  }

  /**
   * List the latest heartbeats, newest first.
   *
   * `GET /api/heartbeats`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listHeartbeats(query: ListHeartbeatsQuery = {}, options?: CallOptions): ApiPromise<HeartbeatList> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/heartbeats', query }, options);
  }

  /**
   * Accept telemetry. Nothing is stored.
   *
   * `POST /api/telemetry`
   *
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendTelemetry(body: SendTelemetryBody, options?: CallOptions): ApiPromise<TelemetryAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/telemetry', body, mediaType: 'application/json' }, options);
  }

  /**
   * Get statistics of licenses, users and systems.
   *
   * `GET /api/dashboard/stats`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getDashboardStats(options?: CallOptions): ApiPromise<StatsAnswer> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/dashboard/stats' }, options);
  }
}
