/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ApiKey, ApiKeyDetails, ApiKeyUsage, ApiKeyWithSecret, CreateApiKeyBody, GetApiKeyUsageQuery, ListApiKeyRequestsQuery, ListApiKeysQuery, LoggedRequest, RevokeApiKeyQuery, RotateApiKeyBody, UpdateApiKeyBody } from '../index';

/** API keys of client apps and of other systems. */
export interface ApiKeysApi {

  /**
   * Create an API key, or import an existing one.
   *
   * The key is returned only in this response. Requires an access token or an API key with the permission `api-keys:write`.
   *
   * `POST /api/v1/api-keys`
   *
   * @returns The new API key with secret.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product not found.
   * @throws 409: An API key with this value already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateApiKeyBody, options?: CallOptions): ApiPromise<ApiKeyWithSecret>;

  /**
   * List API keys, including revoked ones.
   *
   * Requires an access token or an API key with the permission `api-keys:read`.
   *
   * `GET /api/v1/api-keys`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListApiKeysQuery, options?: CallOptions): PagePromise<ApiKey>;

  /**
   * Get an API key.
   *
   * Requires an access token or an API key with the permission `api-keys:read`.
   *
   * `GET /api/v1/api-keys/{id}`
   *
   * @param id ID of the API key.
   * @returns The API key details.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<ApiKeyDetails>;

  /**
   * Change the version of the API in which calls with an API key are answered.
   *
   * Its other properties never change. Requires an access token or an API key with the permission `api-keys:write`.
   *
   * `PATCH /api/v1/api-keys/{id}`
   *
   * @param id ID of the API key.
   * @returns The API key.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The key was revoked.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateApiKeyBody, options?: CallOptions): ApiPromise<ApiKey>;

  /**
   * Revoke an API key immediately.
   *
   * Requires an access token or an API key with the permission `api-keys:write`.
   *
   * `DELETE /api/v1/api-keys/{id}`
   *
   * @param id ID of the API key.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  revoke(id: string, query?: RevokeApiKeyQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Rotate an API key.
   *
   * The old value stops working immediately, or after `overlap_seconds`; the new one is returned only in this response. An older value, which a former rotation left valid, stops working immediately. Requires an access token or an API key with the permission `api-keys:write`.
   *
   * `POST /api/v1/api-keys/{id}/rotate`
   *
   * @param id ID of the API key.
   * @returns The new API key with secret.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The key was revoked.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotate(id: string, body?: RotateApiKeyBody, options?: CallOptions): ApiPromise<ApiKeyWithSecret>;

  /**
   * List the requests about licenses that were made with an API key, newest first, also those of a revoked key: checks,
   * activations, deactivations, heartbeats, sessions, usage reports and downloads of all APIs.
   *
   * Changes are in the audit log. Requires an access token or an API key with the permission `api-keys:read`.
   *
   * `GET /api/v1/api-keys/{id}/requests`
   *
   * @param id ID of the API key.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listRequests(id: string, query?: ListApiKeyRequestsQuery, options?: CallOptions): PagePromise<LoggedRequest>;

  /**
   * Count the requests about licenses that were made with an API key, by day.
   *
   * The counts are exact and outlive the log. Requires an access token or an API key with the permission `api-keys:read`.
   *
   * `GET /api/v1/api-keys/{id}/usage`
   *
   * @param id ID of the API key.
   * @returns The API key usage.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getUsage(id: string, query?: GetApiKeyUsageQuery, options?: CallOptions): ApiPromise<ApiKeyUsage>;
}
export class ApiKeysApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  revoke: 'DELETE ./{id}',
  rotate: 'POST ./{id}/rotate',
  listRequests: 'GET ./{id}/requests list',
  getUsage: 'GET ./{id}/usage query',
}, 'api-keys') {}
