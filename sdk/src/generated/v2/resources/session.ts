/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { HeartbeatAnswer, HeartbeatRequest, SessionEnded, SessionHeartbeatAnswer, SessionRequest, SessionStartRequest, SessionStarted } from '../index';

export class SessionApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Send a device heartbeat, at most one per minute.
   *
   * `POST /api/license/heartbeat`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: LICENSE_INACTIVE or LICENSE_EXPIRED
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendDeviceHeartbeat(body: HeartbeatRequest, options?: CallOptions): ApiPromise<HeartbeatAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/license/heartbeat', body, mediaType: 'application/json' }, options);
  }

  /**
   * Start a session on an activated device. The license limits the number of concurrent sessions.
   *
   * `POST /api/license/session/start`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: LICENSE_INACTIVE or LICENSE_EXPIRED
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 409: CONFLICT: the license's concurrent-session limit is reached
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  start(body: SessionStartRequest, options?: CallOptions): ApiPromise<SessionStarted> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/license/session/start', body, mediaType: 'application/json' }, options);
  }

  /**
   * Send a session heartbeat, every 30 seconds. A session expires 60 seconds after its last heartbeat.
   *
   * `POST /api/license/session/heartbeat`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the session does not exist or has ended
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendHeartbeat(body: SessionRequest, options?: CallOptions): ApiPromise<SessionHeartbeatAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/license/session/heartbeat', body, mediaType: 'application/json' }, options);
  }

  /**
   * End a session.
   *
   * `POST /api/license/session/end`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the session does not exist or has ended
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  end(body: SessionRequest, options?: CallOptions): ApiPromise<SessionEnded> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/license/session/end', body, mediaType: 'application/json' }, options);
  }
}
