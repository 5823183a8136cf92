/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivationList, ChangedActivation, ListActivationsQuery } from '../index';

/** Activations of licenses on domains. */
export interface ActivationsApi {

  /**
   * List activations, including deactivated ones, newest first.
   *
   * Requires an access token or an API key with the permission `activations:read`.
   *
   * `GET /api/internal/product-activations`
   *
   * @returns The activation list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListActivationsQuery, options?: CallOptions): ApiPromise<ActivationList>;

  /**
   * Reactivate a deactivated activation, under the rules that apply to new activations of its domain.
   *
   * Requires an access token or an API key with the permission `reactivations:write`.
   *
   * `POST /api/internal/activated-product-activations/{id}`
   *
   * @param id Number of the activation.
   * @returns The changed activation.
   * @throws 400: The license does not allow the activation.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  reactivate(id: number, options?: CallOptions): ApiPromise<ChangedActivation>;

  /**
   * Deactivate an activation and release its seat.
   *
   * The record is kept. Requires an access token or an API key with the permission `activations:write`.
   *
   * `DELETE /api/internal/activated-product-activations/{id}`
   *
   * @param id Number of the activation.
   * @returns The changed activation.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(id: number, options?: CallOptions): ApiPromise<ChangedActivation>;
}
export class ActivationsApi extends /* @__PURE__ */ resource({
  list: 'GET /api/internal/product-activations query',
  reactivate: 'POST /api/internal/activated-product-activations/{id} json',
  deactivate: 'DELETE /api/internal/activated-product-activations/{id} json',
}) {}
