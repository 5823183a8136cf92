/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ChangedVersion, CreateVersion, ListVersionsQuery, UpdateVersion, VersionAnswer, VersionList } from '../index';

/** Versions of a product and their files. */
export interface VersionsApi {

  /**
   * List the versions of a product, newest first.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/internal/products/{reference_id}/versions`
   *
   * @param referenceId Reference of the product.
   * @returns The version list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(referenceId: string, query?: ListVersionsQuery, options?: CallOptions): ApiPromise<VersionList>;

  /**
   * Publish a version of a product, as JSON or, with files, as a form.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/internal/products/{reference_id}/versions`
   *
   * @param referenceId Reference of the product.
   * @returns The changed version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: A file exceeds 2 GiB, or the rest of the form exceeds 1 MB.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid, or a version with this id already exists.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(referenceId: string, body: CreateVersion, options?: CallOptions): ApiPromise<ChangedVersion>;

  /**
   * Get a version of a product by its id or number.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/internal/products/{reference_id}/versions/{version_id}`
   *
   * @param referenceId Reference of the product.
   * @param versionId ID of the version.
   * @returns The version result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(referenceId: string, versionId: string, options?: CallOptions): ApiPromise<VersionAnswer>;

  /**
   * Update a version of a product, as JSON or as a form.
   *
   * Omitted fields and files are unchanged. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/internal/products/{reference_id}/versions/{version_id}`
   *
   * @param referenceId Reference of the product.
   * @param versionId ID of the version.
   * @returns The changed version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: A file exceeds 2 GiB, or the rest of the form exceeds 1 MB.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid, or a version with this id already exists.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(referenceId: string, versionId: string, body: UpdateVersion, options?: CallOptions): ApiPromise<ChangedVersion>;
}
export class VersionsApi extends /* @__PURE__ */ resource({
  list: 'GET /api/internal/products/{reference_id}/versions query',
  create: 'POST /api/internal/products/{reference_id}/versions form',
  get: 'GET /api/internal/products/{reference_id}/versions/{version_id}',
  update: 'POST /api/internal/products/{reference_id}/versions/{version_id} form',
}) {}
