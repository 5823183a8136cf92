/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { CreateUser, ListUsersQuery, UpdateUser, User } from '../index';

export class UsersApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Create a user.
   *
   * `POST /api/v1/users`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to create an owner.
   * @throws 409: The user name is already taken, possibly by a deactivated user.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateUser, options?: CallOptions): ApiPromise<User> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/users', body, mediaType: 'application/json' }, options);
  }

  /**
   * List active users, newest first.
   *
   * `GET /api/v1/users`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query: ListUsersQuery = {}, options?: CallOptions): PagePromise<User> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/users', query }, options);
  }

  /**
   * Get a user.
   *
   * `GET /api/v1/users/{id}`
   *
   * @param id UUID or name of the user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<User> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/users/{id}', path: { 'id': id } }, options);
  }

  /**
   * Update a user; omitted fields are unchanged. Changing the password or the role ends the user's sessions. To change your own password, use `POST /api/v1/auth/password`.
   *
   * `PATCH /api/v1/users/{id}`
   *
   * @param id UUID or name of the user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to change an owner; CURRENT_PASSWORD_REQUIRED: the caller tried to change their own password.
   * @throws 404: Not found.
   * @throws 409: LAST_OWNER: the user is the last owner.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateUser, options?: CallOptions): ApiPromise<User> {
    return sendCall(this.#connection, { method: 'PATCH', url: '/api/v1/users/{id}', path: { 'id': id }, body, mediaType: 'application/json' }, options);
  }

  /**
   * Deactivate a user permanently. Ends the user's sessions; the user name stays reserved.
   *
   * `DELETE /api/v1/users/{id}`
   *
   * @param id UUID or name of the user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or a non-owner tried to deactivate an owner.
   * @throws 404: Not found.
   * @throws 409: LAST_OWNER: the user is the last owner.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(id: string, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/v1/users/{id}', path: { 'id': id } }, options);
  }
}
