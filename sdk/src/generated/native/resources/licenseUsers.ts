/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AssignLicenseUserBody, LicenseUser, ListLicenseUsersQuery, MoveLicenseUserBody, RemoveLicenseUserQuery } from '../index';

/** Users to whom a license is assigned. */
export interface LicenseUsersApi {

  /**
   * Assign a named user to a license.
   *
   * A user who is assigned already is returned unchanged, with 200 instead of 201. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/users`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license user. The new license user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: USERS_EXHAUSTED: the license, or its group, has as many users as it may have.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  assign(id: string, body: AssignLicenseUserBody, options?: CallOptions): ApiPromise<LicenseUser>;

  /**
   * List the users of a license, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/users`
   *
   * @param id UUID, key or former key of the license.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(id: string, query?: ListLicenseUsersQuery, options?: CallOptions): PagePromise<LicenseUser>;

  /**
   * Get a user of a license.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/users/{user_id}`
   *
   * @param id UUID, key or former key of the license.
   * @param userId ID of the user.
   * @returns The license user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, userId: string, options?: CallOptions): ApiPromise<LicenseUser>;

  /**
   * Remove a user from a license.
   *
   * If seats are counted by user, devices that only this user uses are deactivated; otherwise the devices stay. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/licenses/{id}/users/{user_id}`
   *
   * @param id UUID, key or former key of the license.
   * @param userId ID of the user.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  remove(id: string, userId: string, query?: RemoveLicenseUserQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Move a user to another license, with the devices that only this user uses.
   *
   * Nothing changes if the other license has no room for the user or a device, or a device may not be activated on it. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/users/{user_id}/move`
   *
   * @param id UUID, key or former key of the license.
   * @param userId ID of the user.
   * @returns The license user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: A device cannot be activated on the other license; the code gives the reason.
   * @throws 404: Not found.
   * @throws 409: The other license has no room for the user or for a device.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  move(id: string, userId: string, body: MoveLicenseUserBody, options?: CallOptions): ApiPromise<LicenseUser>;
}
export class LicenseUsersApi extends /* @__PURE__ */ resource({
  assign: 'POST ./{id}/users',
  list: 'GET ./{id}/users list',
  get: 'GET ./{id}/users/{user_id}',
  remove: 'DELETE ./{id}/users/{user_id}',
  move: 'POST ./{id}/users/{user_id}/move',
}, 'licenses') {}
