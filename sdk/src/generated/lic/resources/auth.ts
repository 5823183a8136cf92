/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { Done, LogInAnswer, LogInRequest } from '../index';

/** Log in and out of the management calls. */
export class AuthApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Log in and get an access token.
   *
   * Public: requires no credential.
   *
   * `POST /api/auth/login`
   *
   * @returns The log in result.
   * @throws 400: The request is invalid.
   * @throws 401: INVALID_CREDENTIALS
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  logIn(body: LogInRequest, options?: CallOptions): ApiPromise<LogInAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/auth/login', body }, options);
  }

  /**
   * Log out.
   *
   * The token is revoked immediately. Requires an access token.
   *
   * `POST /api/auth/logout`
   *
   * @returns The done.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  logOut(options?: CallOptions): ApiPromise<Done> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/auth/logout' }, options);
  }
}
