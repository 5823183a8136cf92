/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { HeartbeatAnswer, HeartbeatRequest, SessionEnded, SessionHeartbeatAnswer, SessionRequest, SessionStartRequest, SessionStarted } from '../index';

/** Heartbeats and sessions of client programs. */
export interface SessionApi {

  /**
   * Send a device heartbeat, at most one per minute.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/license/heartbeat`
   *
   * @returns The heartbeat result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: LICENSE_INACTIVE or LICENSE_EXPIRED
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendDeviceHeartbeat(body: HeartbeatRequest, options?: CallOptions): ApiPromise<HeartbeatAnswer>;

  /**
   * Start a session on an activated device.
   *
   * The license limits the number of concurrent sessions. For client programs: requires an API key.
   *
   * `POST /api/license/session/start`
   *
   * @returns The session started.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: LICENSE_INACTIVE or LICENSE_EXPIRED
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 409: CONFLICT: the license's concurrent-session limit is reached
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  start(body: SessionStartRequest, options?: CallOptions): ApiPromise<SessionStarted>;

  /**
   * Send a session heartbeat, every 30 seconds.
   *
   * A session expires 60 seconds after its last heartbeat. For client programs: requires an API key.
   *
   * `POST /api/license/session/heartbeat`
   *
   * @returns The session heartbeat result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the session does not exist or has ended
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendHeartbeat(body: SessionRequest, options?: CallOptions): ApiPromise<SessionHeartbeatAnswer>;

  /**
   * End a session.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/license/session/end`
   *
   * @returns The session ended.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the session does not exist or has ended
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  end(body: SessionRequest, options?: CallOptions): ApiPromise<SessionEnded>;
}
export class SessionApi extends /* @__PURE__ */ resource({
  sendDeviceHeartbeat: 'POST /api/license/heartbeat body',
  start: 'POST /api/license/session/start body',
  sendHeartbeat: 'POST /api/license/session/heartbeat body',
  end: 'POST /api/license/session/end body',
}) {}
