/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ApplyCatalogBody, ApplyCatalogQuery, Catalog, CatalogPlan, DiffCatalogQuery } from '../index';

/** The catalog as one document: export it, compare it with a server, apply it. */
export interface CatalogApi {

  /**
   * Export products, shared policies, entitlements, meters, webhooks, texts of e-mails and roles, without what a new object has
   * by default, without secrets and without sections that the caller may not read.
   *
   * An API key that is restricted to some products exports only these products and their webhooks. Requires an access token or an API key with the permission `catalog:read`.
   *
   * `GET /api/v1/catalog`
   *
   * @returns The catalog.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: Several shared policies have one name.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  export(options?: CallOptions): ApiPromise<Catalog>;

  /**
   * Make the server equal to a catalog, in one transaction: all changes of a diff, or none.
   *
   * Requires the permissions to write what changes. Requires an access token or an API key with the permission `catalog:write`.
   *
   * `PUT /api/v1/catalog`
   *
   * @returns The catalog plan.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: The catalog of the server has changed since the diff, or IN_USE: what shall be deleted is in use.
   * @throws 413: The body is larger than 2 MB.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  apply(body: ApplyCatalogBody, query: ApplyCatalogQuery, options?: CallOptions): ApiPromise<CatalogPlan>;

  /**
   * Compare a catalog with the server, without a change.
   *
   * Requires the permissions to read what the catalog contains. Requires an access token or an API key with the permission `catalog:read`.
   *
   * `POST /api/v1/catalog/diff`
   *
   * @returns The catalog plan.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: Several shared policies have one name.
   * @throws 413: The body is larger than 2 MB.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  diff(body: Catalog, query?: DiffCatalogQuery, options?: CallOptions): ApiPromise<CatalogPlan>;
}
export class CatalogApi extends /* @__PURE__ */ resource({
  export: 'GET .',
  apply: 'PUT . body query keyed',
  diff: 'POST ./diff body query keyed',
}, 'catalog') {}
