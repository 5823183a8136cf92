/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { Activation, ListActivationsQuery, UpdateActivation } from '../index';

export class ActivationsApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List activations, including inactive ones, newest first.
   *
   * `GET /api/v1/activations`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query: ListActivationsQuery = {}, options?: CallOptions): PagePromise<Activation> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/activations', query }, options);
  }

  /**
   * Get an activation.
   *
   * `GET /api/v1/activations/{id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Activation> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/v1/activations/{id}', path: { 'id': id } }, options);
  }

  /**
   * Set the device name; null clears it.
   *
   * `PATCH /api/v1/activations/{id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateActivation, options?: CallOptions): ApiPromise<Activation> {
    return sendCall(this.#connection, { method: 'PATCH', url: '/api/v1/activations/{id}', path: { 'id': id }, body, mediaType: 'application/json' }, options);
  }

  /**
   * Release a device's seat. The record is kept, and the device can activate again.
   *
   * `DELETE /api/v1/activations/{id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(id: string, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/v1/activations/{id}', path: { 'id': id } }, options);
  }
}
