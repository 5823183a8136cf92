/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ChangedProduct, CreateProduct, ListProductsQuery, ProductAnswer, ProductList, UpdateProduct } from '../index';

/** Products and their state. */
export interface ProductsApi {

  /**
   * Activate a product, which allows activations of its licenses and downloads of its updates.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/internal/activated-products/{reference_id}`
   *
   * @param referenceId Reference of the product.
   * @returns The changed product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(referenceId: string, options?: CallOptions): ApiPromise<ChangedProduct>;

  /**
   * Deactivate a product, which stops new activations of its licenses; existing activations remain valid.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/internal/activated-products/{reference_id}`
   *
   * @param referenceId Reference of the product.
   * @returns The changed product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(referenceId: string, options?: CallOptions): ApiPromise<ChangedProduct>;

  /**
   * List products, newest first.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/internal/products`
   *
   * @returns The product list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListProductsQuery, options?: CallOptions): ApiPromise<ProductList>;

  /**
   * Create a product.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/internal/products`
   *
   * @returns The changed product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid, or the reference already exists.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateProduct, options?: CallOptions): ApiPromise<ChangedProduct>;

  /**
   * Get a product by its reference or number.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/internal/products/{reference_id}`
   *
   * @param referenceId Reference of the product.
   * @returns The product result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(referenceId: string, options?: CallOptions): ApiPromise<ProductAnswer>;

  /**
   * Update a product.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `products:write`.
   *
   * `PUT /api/internal/products/{reference_id}`
   *
   * @param referenceId Reference of the product.
   * @returns The changed product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid, or the reference already exists.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(referenceId: string, body: UpdateProduct, options?: CallOptions): ApiPromise<ChangedProduct>;
}
export class ProductsApi extends /* @__PURE__ */ resource({
  activate: 'POST /api/internal/activated-products/{reference_id} json',
  deactivate: 'DELETE /api/internal/activated-products/{reference_id} json',
  list: 'GET /api/internal/products query',
  create: 'POST /api/internal/products body',
  get: 'GET /api/internal/products/{reference_id}',
  update: 'PUT /api/internal/products/{reference_id} body',
}) {}
