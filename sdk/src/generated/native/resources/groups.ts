/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { CreateGroupBody, DeleteGroupQuery, Group, ListGroupsQuery, UpdateGroupBody } from '../index';

/** Groups of licenses and customers with common limits. */
export interface GroupsApi {

  /**
   * Create a group of licenses with limits in common.
   *
   * Product-scoped API keys have no access to groups. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/groups`
   *
   * @returns The new group.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateGroupBody, options?: CallOptions): ApiPromise<Group>;

  /**
   * List groups, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/groups`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListGroupsQuery, options?: CallOptions): PagePromise<Group>;

  /**
   * Get a group.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/groups/{id}`
   *
   * @param id UUID of the group, or a name that only one group has.
   * @returns The group.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Group>;

  /**
   * Update a group.
   *
   * Omitted fields are unchanged. A lower limit takes nothing away, but admits nothing more. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PATCH /api/v1/groups/{id}`
   *
   * @param id UUID of the group, or a name that only one group has.
   * @returns The group.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateGroupBody, options?: CallOptions): ApiPromise<Group>;

  /**
   * Delete a group.
   *
   * It must have no licenses and no customers. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/groups/{id}`
   *
   * @param id UUID of the group, or a name that only one group has.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: the group has licenses or customers.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteGroupQuery, options?: CallOptions): ApiPromise<void>;
}
export class GroupsApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
}, 'groups') {}
