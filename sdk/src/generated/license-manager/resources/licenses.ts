/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ChangedProductLicense, CreateProductLicense, ListLicensesQuery, ProductLicenseAnswer, ProductLicenseList, UpdateProductLicense } from '../index';

/** Licenses of products, and blocked ones. */
export interface LicensesApi {

  /**
   * Block a license until it is unblocked.
   *
   * A blocked license refuses activations and verifications. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/internal/blocked-product-licenses/{id}`
   *
   * @param id Number or license code of the license.
   * @returns The changed product license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  block(id: string, options?: CallOptions): ApiPromise<ChangedProductLicense>;

  /**
   * Unblock a license.
   *
   * A disabled or expired license remains so; a revoked one is refused with 422. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/internal/blocked-product-licenses/{id}`
   *
   * @param id Number or license code of the license.
   * @returns The changed product license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  unblock(id: string, options?: CallOptions): ApiPromise<ChangedProductLicense>;

  /**
   * List licenses, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/internal/product-licenses`
   *
   * @returns The product license list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListLicensesQuery, options?: CallOptions): ApiPromise<ProductLicenseList>;

  /**
   * Create a license.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/internal/product-licenses`
   *
   * @returns The changed product license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid, the product was not found, or the license code already exists.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateProductLicense, options?: CallOptions): ApiPromise<ChangedProductLicense>;

  /**
   * Get a license by its code or number.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/internal/product-licenses/{id}`
   *
   * @param id Number or license code of the license.
   * @returns The product license result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<ProductLicenseAnswer>;

  /**
   * Update a license.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PUT /api/internal/product-licenses/{id}`
   *
   * @param id Number or license code of the license.
   * @returns The changed product license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid, the product was not found, or the license code already exists.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateProductLicense, options?: CallOptions): ApiPromise<ChangedProductLicense>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  block: 'POST /api/internal/blocked-product-licenses/{id} json',
  unblock: 'DELETE /api/internal/blocked-product-licenses/{id} json',
  list: 'GET /api/internal/product-licenses query',
  create: 'POST /api/internal/product-licenses body',
  get: 'GET /api/internal/product-licenses/{id}',
  update: 'PUT /api/internal/product-licenses/{id} body',
}) {}
