/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AccessToken, BeginSecondFactor, ChangePassword, ConfirmSecondFactor, ListOwnSessionsQuery, LogInWithCode, NewSecondFactor, ProveSecondFactor, RecoveryCodes, SecondFactor, User, UserSession } from '../index';

/** Log in, log out and own sessions. */
export interface AuthApi {

  /**
   * Log in and get an access token.
   *
   * Public: requires no credential.
   *
   * `POST /api/v1/auth/login`
   *
   * @returns The access token.
   * @throws 400: The request is invalid.
   * @throws 401: INVALID_CREDENTIALS: the user name or password is incorrect; users who sign in through the OpenID provider have no password. PASSWORD_SIGN_IN_OFF: passwords are switched off. SECOND_FACTOR_REQUIRED: the password is correct, and `code` is missing. INVALID_ONE_TIME_CODE: `code` is incorrect or was used already.
   * @throws 403: SECOND_FACTOR_SETUP_REQUIRED: the role of the user needs a second factor, which is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many failed logins. Retry after the seconds in Retry-After.
   */
  logIn(body: LogInWithCode, options?: CallOptions): ApiPromise<AccessToken>;

  /**
   * Log out.
   *
   * The token is revoked immediately. Requires an access token.
   *
   * `POST /api/v1/auth/logout`
   *
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  logOut(options?: CallOptions): ApiPromise<void>;

  /**
   * Get the current user.
   *
   * Requires an access token.
   *
   * `GET /api/v1/auth/me`
   *
   * @returns The user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getMe(options?: CallOptions): ApiPromise<User>;

  /**
   * Change your own password.
   *
   * Ends all of your sessions, including the current one. Requires an access token.
   *
   * `POST /api/v1/auth/password`
   *
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid, or INVALID_CREDENTIALS: the current password is incorrect.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many incorrect passwords. Retry after the seconds in Retry-After.
   */
  changePassword(body: ChangePassword, options?: CallOptions): ApiPromise<void>;

  /**
   * List your own active sessions, newest first.
   *
   * Requires an access token.
   *
   * `GET /api/v1/auth/sessions`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listOwnSessions(query?: ListOwnSessionsQuery, options?: CallOptions): PagePromise<UserSession>;

  /**
   * End all of your own sessions except the current one.
   *
   * Their tokens are revoked immediately. Requires an access token.
   *
   * `DELETE /api/v1/auth/sessions`
   *
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  endOtherSessions(options?: CallOptions): ApiPromise<void>;

  /**
   * End one of your own sessions.
   *
   * Its token is revoked immediately. Requires an access token.
   *
   * `DELETE /api/v1/auth/sessions/{id}`
   *
   * @param id ID of the session.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  endOwnSession(id: string, options?: CallOptions): ApiPromise<void>;

  /**
   * Get the status of your own second factor.
   *
   * Requires an access token.
   *
   * `GET /api/v1/auth/second-factor`
   *
   * @returns The second factor.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getSecondFactor(options?: CallOptions): ApiPromise<SecondFactor>;

  /**
   * Begin to set up your own second factor: make a secret for an authenticator app.
   *
   * Log-ins need no code before the secret is confirmed; beginning again replaces it. Requires an access token.
   *
   * `POST /api/v1/auth/second-factor`
   *
   * @returns The new second factor.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid, or INVALID_CREDENTIALS: the password is incorrect.
   * @throws 403: The permission is missing.
   * @throws 409: SECOND_FACTOR_ON: the second factor is on already. SIGN_IN_AGAIN: the user has no password, and signed in too long ago.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many incorrect passwords or codes. Retry after the seconds in Retry-After.
   */
  beginSecondFactor(body: BeginSecondFactor, options?: CallOptions): ApiPromise<NewSecondFactor>;

  /**
   * Turn on your own second factor with the first code of the authenticator app.
   *
   * Log-ins need a code from now on; existing sessions continue. Requires an access token.
   *
   * `POST /api/v1/auth/second-factor/confirm`
   *
   * @returns The recovery codes.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid, or INVALID_ONE_TIME_CODE: the code is incorrect or was used already.
   * @throws 403: The permission is missing.
   * @throws 409: SECOND_FACTOR_NOT_BEGUN: there is no secret to confirm. SECOND_FACTOR_ON: the second factor is on already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many incorrect passwords or codes. Retry after the seconds in Retry-After.
   */
  confirmSecondFactor(body: ConfirmSecondFactor, options?: CallOptions): ApiPromise<RecoveryCodes>;

  /**
   * Replace your own recovery codes.
   *
   * The previous ones no longer work. Requires an access token.
   *
   * `POST /api/v1/auth/second-factor/recovery-codes`
   *
   * @returns The new recovery codes.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid, or INVALID_CREDENTIALS: the password is incorrect, or INVALID_ONE_TIME_CODE: the code is incorrect or was used already.
   * @throws 403: The permission is missing.
   * @throws 409: SECOND_FACTOR_OFF: the second factor is off. SIGN_IN_AGAIN: the user has no password, and signed in too long ago.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many incorrect passwords or codes. Retry after the seconds in Retry-After.
   */
  createRecoveryCodes(body: ProveSecondFactor, options?: CallOptions): ApiPromise<RecoveryCodes>;

  /**
   * Turn off your own second factor.
   *
   * Requires an access token.
   *
   * `POST /api/v1/auth/second-factor/remove`
   *
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid, or INVALID_CREDENTIALS: the password is incorrect, or INVALID_ONE_TIME_CODE: the code is incorrect or was used already.
   * @throws 403: The permission is missing.
   * @throws 409: SECOND_FACTOR_OFF: the second factor is off. SIGN_IN_AGAIN: the user has no password, and signed in too long ago.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests, or LOCKED_OUT: too many incorrect passwords or codes. Retry after the seconds in Retry-After.
   */
  removeSecondFactor(body: ProveSecondFactor, options?: CallOptions): ApiPromise<void>;
}
export class AuthApi extends /* @__PURE__ */ resource({
  logIn: 'POST ./login body',
  logOut: 'POST ./logout keyed none',
  getMe: 'GET ./me',
  changePassword: 'POST ./password body none',
  listOwnSessions: 'GET ./sessions list',
  endOtherSessions: 'DELETE ./sessions keyed none',
  endOwnSession: 'DELETE ./sessions/{id} keyed none',
  getSecondFactor: 'GET ./second-factor',
  beginSecondFactor: 'POST ./second-factor body',
  confirmSecondFactor: 'POST ./second-factor/confirm body',
  createRecoveryCodes: 'POST ./second-factor/recovery-codes body',
  removeSecondFactor: 'POST ./second-factor/remove body none',
}, 'auth') {}
