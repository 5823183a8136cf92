/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { Done, LogInAnswer, LogInRequest } from '../index';

/** Log in and out of the management calls. */
export interface AuthApi {

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
  logIn(body: LogInRequest, options?: CallOptions): ApiPromise<LogInAnswer>;

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
  logOut(options?: CallOptions): ApiPromise<Done>;
}
export class AuthApi extends /* @__PURE__ */ resource({
  logIn: 'POST /api/auth/login body',
  logOut: 'POST /api/auth/logout json',
}) {}
