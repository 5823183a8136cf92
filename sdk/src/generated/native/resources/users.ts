/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, CreateUserBody, DeactivateUserQuery, EndUserSessionsQuery, InviteUserBody, ListUserSessionsQuery, ListUsersQuery, ResetSecondFactorQuery, UpdateUserBody, User, UserInvitation, UserSession } from '../index';

/** Users of the console and of the management calls. */
export interface UsersApi {

  /**
   * Invite a user: creates the user, and a link by which they choose a password within 7 days.
   *
   * Sent by e-mail if the user has an address, and SMTP and `PUBLIC_URL` are set. Requires an access token or an API key with the permission `users:write`.
   *
   * `POST /api/v1/users/invitations`
   *
   * @returns The new user invitation.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or the caller lacks permissions of the role.
   * @throws 409: The user name is taken, possibly by a deactivated user; INVITATIONS_OFF: passwords are off.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  invite(body: InviteUserBody, options?: CallOptions): ApiPromise<UserInvitation>;

  /**
   * Turn off the second factor of a user who has lost the authenticator app.
   *
   * Only owners can; for your own, use `POST /api/v1/auth/second-factor/remove`. Requires an access token or an API key with the permission `users:write`.
   *
   * `DELETE /api/v1/users/{id}/second-factor`
   *
   * @param id UUID or name of the user.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The caller is no owner; CURRENT_PASSWORD_REQUIRED: the caller tried to reset their own second factor.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  resetSecondFactor(id: string, query?: ResetSecondFactorQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Create a user.
   *
   * Requires an access token or an API key with the permission `users:write`.
   *
   * `POST /api/v1/users`
   *
   * @returns The new user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to create an owner.
   * @throws 409: The user name is already taken, possibly by a deactivated user.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateUserBody, options?: CallOptions): ApiPromise<User>;

  /**
   * List active users, newest first.
   *
   * Requires an access token or an API key with the permission `users:read`.
   *
   * `GET /api/v1/users`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListUsersQuery, options?: CallOptions): PagePromise<User>;

  /**
   * Get a user.
   *
   * Requires an access token or an API key with the permission `users:read`.
   *
   * `GET /api/v1/users/{id}`
   *
   * @param id UUID or name of the user.
   * @returns The user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<User>;

  /**
   * Update a user; omitted fields are unchanged.
   *
   * Changing the password or the role ends the user's sessions. To change your own password, use `POST /api/v1/auth/password`. Requires an access token or an API key with the permission `users:write`.
   *
   * `PATCH /api/v1/users/{id}`
   *
   * @param id UUID or name of the user.
   * @returns The user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to change an owner; CURRENT_PASSWORD_REQUIRED: the caller tried to change their own password.
   * @throws 404: Not found.
   * @throws 409: LAST_OWNER: the user is the last owner.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateUserBody, options?: CallOptions): ApiPromise<User>;

  /**
   * Deactivate a user.
   *
   * Ends the user's sessions; the user name stays reserved. Requires an access token or an API key with the permission `users:write`.
   *
   * `DELETE /api/v1/users/{id}`
   *
   * @param id UUID or name of the user.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to deactivate an owner.
   * @throws 404: Not found.
   * @throws 409: LAST_OWNER: the user is the last owner.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(id: string, query?: DeactivateUserQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Activate a deactivated user again, with the password and the second factor from before.
   *
   * Requires an access token or an API key with the permission `users:write`.
   *
   * `POST /api/v1/users/{id}/activate`
   *
   * @param id ID of the user.
   * @returns The user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to activate an owner.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<User>;

  /**
   * List the active sessions of a user, newest first.
   *
   * Requires an access token.
   *
   * `GET /api/v1/users/{id}/sessions`
   *
   * @param id UUID or name of the user.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listSessions(id: string, query?: ListUserSessionsQuery, options?: CallOptions): PagePromise<UserSession>;

  /**
   * End all sessions of a user.
   *
   * Their tokens are revoked immediately. Requires an access token or an API key with the permission `users:write`.
   *
   * `DELETE /api/v1/users/{id}/sessions`
   *
   * @param id UUID or name of the user.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to end sessions of an owner.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  endSessions(id: string, query?: EndUserSessionsQuery, options?: CallOptions): ApiPromise<void>;
}
export class UsersApi extends /* @__PURE__ */ resource({
  invite: 'POST ./invitations body',
  resetSecondFactor: 'DELETE ./{id}/second-factor',
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  deactivate: 'DELETE ./{id}',
  activate: 'POST ./{id}/activate',
  listSessions: 'GET ./{id}/sessions list',
  endSessions: 'DELETE ./{id}/sessions',
}, 'users') {}
