/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { Activation, DeactivateActivationQuery, ListActivationsQuery, UpdateActivationBody } from '../index';

/** Devices on which licenses are activated. */
export interface ActivationsApi {

  /**
   * List activations, including inactive ones, newest first.
   *
   * Requires an access token or an API key with the permission `activations:read`.
   *
   * `GET /api/v1/activations`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListActivationsQuery, options?: CallOptions): PagePromise<Activation>;

  /**
   * Get an activation.
   *
   * Requires an access token or an API key with the permission `activations:read`.
   *
   * `GET /api/v1/activations/{id}`
   *
   * @param id ID of the activation.
   * @returns The activation.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Activation>;

  /**
   * Set the device name, which null clears, or fields of its metadata.
   *
   * Requires an access token or an API key with the permission `activations:write`.
   *
   * `PATCH /api/v1/activations/{id}`
   *
   * @param id ID of the activation.
   * @returns The activation.
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
  update(id: string, body: UpdateActivationBody, options?: CallOptions): ApiPromise<Activation>;

  /**
   * Release a device's seat.
   *
   * The record is kept, and the device can activate again. Requires an access token or an API key with the permission `activations:write`.
   *
   * `DELETE /api/v1/activations/{id}`
   *
   * @param id ID of the activation.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(id: string, query?: DeactivateActivationQuery, options?: CallOptions): ApiPromise<void>;
}
export class ActivationsApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  deactivate: 'DELETE ./{id}',
}, 'activations') {}
