/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { CreateRoleBody, DeleteRoleQuery, Role, RoleList, UpdateRoleBody } from '../index';

/** Roles of users: four fixed ones, and those made of permissions. */
export interface RolesApi {

  /**
   * List the roles: the fixed ones, then the others by name; at most 104.
   *
   * Requires an access token or an API key with the permission `roles:read`.
   *
   * `GET /api/v1/roles`
   *
   * @returns The role list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(options?: CallOptions): ApiPromise<RoleList>;

  /**
   * Create a role, of at most 100.
   *
   * Requires an access token or an API key with the permission `roles:write`.
   *
   * `POST /api/v1/roles`
   *
   * @returns The new role.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or one that the role would have.
   * @throws 409: A role with this name already exists, or there are 100 roles.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateRoleBody, options?: CallOptions): ApiPromise<Role>;

  /**
   * Get a role.
   *
   * Requires an access token or an API key with the permission `roles:read`.
   *
   * `GET /api/v1/roles/{id}`
   *
   * @param id UUID or name of the role.
   * @returns The role.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Role>;

  /**
   * Update a role; omitted fields are unchanged.
   *
   * It takes effect with the next request of each user that has it, on every node. Requires an access token or an API key with the permission `roles:write`.
   *
   * `PATCH /api/v1/roles/{id}`
   *
   * @param id UUID or name of the role.
   * @returns The role.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or one that the role has or would have.
   * @throws 404: Not found.
   * @throws 409: A role with this name already exists, or the role is fixed.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateRoleBody, options?: CallOptions): ApiPromise<Role>;

  /**
   * Delete a role that no user has.
   *
   * Requires an access token or an API key with the permission `roles:write`.
   *
   * `DELETE /api/v1/roles/{id}`
   *
   * @param id UUID or name of the role.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing, or one that the role has.
   * @throws 404: Not found.
   * @throws 409: IN_USE: users have the role, deactivated ones included. CONFLICT: the role is fixed.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteRoleQuery, options?: CallOptions): ApiPromise<void>;
}
export class RolesApi extends /* @__PURE__ */ resource({
  list: 'GET .',
  create: 'POST .',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
}, 'roles') {}
