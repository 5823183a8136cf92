/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AddCustomerUserBody, CustomerUser, ListCustomerUsersQuery, RemoveCustomerUserQuery, UpdateCustomerUserBody } from '../index';

/** People of a customer that is a company, who sign in to the customer portal. */
export interface CustomerUsersApi {

  /**
   * Add a person to a company.
   *
   * A known address is returned unchanged, with 200 instead of 201. Requires an access token or an API key with the permission `customers:write`.
   *
   * `POST /api/v1/customers/{id}/users`
   *
   * @param id UUID or reference of the customer.
   * @returns The customer user. The new customer user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The customer has no company, or as many users as it may have.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  add(id: string, body: AddCustomerUserBody, options?: CallOptions): ApiPromise<CustomerUser>;

  /**
   * List the people of a company, newest first.
   *
   * Requires an access token or an API key with the permission `customers:read`.
   *
   * `GET /api/v1/customers/{id}/users`
   *
   * @param id UUID or reference of the customer.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(id: string, query?: ListCustomerUsersQuery, options?: CallOptions): PagePromise<CustomerUser>;

  /**
   * Get a person of a company.
   *
   * Requires an access token or an API key with the permission `customers:read`.
   *
   * `GET /api/v1/customers/{id}/users/{user_id}`
   *
   * @param id UUID or reference of the customer.
   * @param userId ID of the user.
   * @returns The customer user.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, userId: string, options?: CallOptions): ApiPromise<CustomerUser>;

  /**
   * Change the name or the role of a person of a company.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `customers:write`.
   *
   * `PATCH /api/v1/customers/{id}/users/{user_id}`
   *
   * @param id UUID or reference of the customer.
   * @param userId ID of the user.
   * @returns The customer user.
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
  update(id: string, userId: string, body: UpdateCustomerUserBody, options?: CallOptions): ApiPromise<CustomerUser>;

  /**
   * Remove a person from a company, who no longer sees it in the portal.
   *
   * Licenses that name the person are unchanged. Requires an access token or an API key with the permission `customers:write`.
   *
   * `DELETE /api/v1/customers/{id}/users/{user_id}`
   *
   * @param id UUID or reference of the customer.
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
  remove(id: string, userId: string, query?: RemoveCustomerUserQuery, options?: CallOptions): ApiPromise<void>;
}
export class CustomerUsersApi extends /* @__PURE__ */ resource({
  add: 'POST ./{id}/users',
  list: 'GET ./{id}/users list',
  get: 'GET ./{id}/users/{user_id}',
  update: 'PATCH ./{id}/users/{user_id}',
  remove: 'DELETE ./{id}/users/{user_id}',
}, 'customers') {}
