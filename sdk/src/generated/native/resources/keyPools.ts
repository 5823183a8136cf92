/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { CreateKeyPoolBody, DeleteKeyPoolQuery, DrawPooledKeyBody, DrawnKey, ImportPooledKeysBody, ImportedKeys, KeyPool, ListKeyPoolsQuery, UpdateKeyPoolBody } from '../index';

/** Imported license keys that are drawn one by one. */
export interface KeyPoolsApi {

  /**
   * Create an empty pool of pre-made license keys.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/key-pools`
   *
   * @returns The new key pool.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product or policy not found.
   * @throws 409: A key pool with this name already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateKeyPoolBody, options?: CallOptions): ApiPromise<KeyPool>;

  /**
   * List key pools, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/key-pools`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListKeyPoolsQuery, options?: CallOptions): PagePromise<KeyPool>;

  /**
   * Get a key pool with the number of its keys.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/key-pools/{id}`
   *
   * @param id ID of the key pool.
   * @returns The key pool.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<KeyPool>;

  /**
   * Update a key pool.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PATCH /api/v1/key-pools/{id}`
   *
   * @param id ID of the key pool.
   * @returns The key pool.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A key pool with this name already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateKeyPoolBody, options?: CallOptions): ApiPromise<KeyPool>;

  /**
   * Delete a key pool and the keys that are not drawn.
   *
   * Licenses with drawn keys are unchanged. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/key-pools/{id}`
   *
   * @param id ID of the key pool.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteKeyPoolQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Import up to 1000 license keys into a pool.
   *
   * They are drawn in this order. Keys that are repeated, in a pool already, or that a license has or had are skipped and returned as duplicates. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/key-pools/{id}/keys`
   *
   * @param id ID of the key pool.
   * @returns The imported keys.
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
  importPooledKeys(id: string, body: ImportPooledKeysBody, options?: CallOptions): ApiPromise<ImportedKeys>;

  /**
   * Issue a license with the next key of a pool.
   *
   * With the `order_reference` of an earlier call, that call's license is returned with 200 instead of 201. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/key-pools/{id}/draw`
   *
   * @param id ID of the key pool.
   * @returns The drawn key. The drawn key.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Key pool or customer not found.
   * @throws 409: POOL_EMPTY: all keys are drawn; or the license of this order was deleted.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  drawPooledKey(id: string, body: DrawPooledKeyBody, options?: CallOptions): ApiPromise<DrawnKey>;
}
export class KeyPoolsApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
  importPooledKeys: 'POST ./{id}/keys',
  drawPooledKey: 'POST ./{id}/draw',
}, 'key-pools') {}
