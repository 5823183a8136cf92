/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { ApiKey, ApiKeyWithSecret, CreateApiKey, ListApiKeysQuery } from '../index';

export class ApiKeysApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Create an API key, or import an existing one. The key is returned only in this response.
   *
   * `POST /api/v1/api-keys`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product not found.
   * @throws 409: An API key with this value already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateApiKey, options?: CallOptions): ApiPromise<ApiKeyWithSecret> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/api-keys', body, mediaType: 'application/json' }, options);
  }

  /**
   * List API keys, including revoked ones.
   *
   * `GET /api/v1/api-keys`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query: ListApiKeysQuery = {}, options?: CallOptions): PagePromise<ApiKey> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/api-keys', query }, options);
  }

  /**
   * Get an API key.
   *
   * `GET /api/v1/api-keys/{id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<ApiKey> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/api-keys/{id}', path: { 'id': id } }, options);
  }

  /**
   * Revoke an API key immediately.
   *
   * `DELETE /api/v1/api-keys/{id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  revoke(id: string, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/v1/api-keys/{id}', path: { 'id': id } }, options);
  }

  /**
   * Rotate an API key. The old value stops working immediately; the new one is returned only in this response.
   *
   * `POST /api/v1/api-keys/{id}/rotate`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The key was revoked.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotate(id: string, options?: CallOptions): ApiPromise<ApiKeyWithSecret> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/api-keys/{id}/rotate', path: { 'id': id } }, options);
  }
}
