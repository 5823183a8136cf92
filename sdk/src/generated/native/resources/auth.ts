/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { AccessToken, ChangePassword, ListOwnSessionsQuery, LogIn, User, UserSession } from '../index';

export class AuthApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Log in and get an access token.
   *
   * `POST /api/v1/auth/login`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The user name or password is incorrect.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many failed logins. Retry after the seconds in Retry-After.
   */
  logIn(body: LogIn, options?: CallOptions): ApiPromise<AccessToken> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/auth/login', body, mediaType: 'application/json' }, options);
  }

  /**
   * Log out. The token is revoked immediately.
   *
   * `POST /api/v1/auth/logout`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  logOut(options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/auth/logout' }, options);
  }

  /**
   * Get the current user.
   *
   * `GET /api/v1/auth/me`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getMe(options?: CallOptions): ApiPromise<User> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/auth/me' }, options);
  }

  /**
   * Change your own password. Ends all of your sessions, including the current one.
   *
   * `POST /api/v1/auth/password`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid, or INVALID_CREDENTIALS: the current password is incorrect.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many incorrect passwords. Retry after the seconds in Retry-After.
   */
  changePassword(body: ChangePassword, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/auth/password', body, mediaType: 'application/json' }, options);
  }

  /**
   * List your own active sessions, newest first.
   *
   * `GET /api/v1/auth/sessions`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listOwnSessions(query: ListOwnSessionsQuery = {}, options?: CallOptions): PagePromise<UserSession> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/auth/sessions', query }, options);
  }

  /**
   * End one of your own sessions. Its token is revoked immediately.
   *
   * `DELETE /api/v1/auth/sessions/{id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  endOwnSession(id: string, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/v1/auth/sessions/{id}', path: { 'id': id } }, options);
  }
}
