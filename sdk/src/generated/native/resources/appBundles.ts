/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AppBundle, CreateAppBundleBody, DeleteAppBundleQuery, ListAppBundlesQuery, UpdateAppBundleBody } from '../index';

/** Apps whose license is a file or a state of the app. */
export interface AppBundlesApi {

  /**
   * Create an app bundle.
   *
   * Requires an access token or an API key with the permission `app-bundles:write`.
   *
   * `POST /api/v1/app-bundles`
   *
   * @returns The new app bundle.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: An app bundle with this app_bundle_id already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateAppBundleBody, options?: CallOptions): ApiPromise<AppBundle>;

  /**
   * List app bundles, newest first.
   *
   * Requires an access token or an API key with the permission `app-bundles:read`.
   *
   * `GET /api/v1/app-bundles`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListAppBundlesQuery, options?: CallOptions): PagePromise<AppBundle>;

  /**
   * Get an app bundle.
   *
   * Requires an access token or an API key with the permission `app-bundles:read`.
   *
   * `GET /api/v1/app-bundles/{id}`
   *
   * @param id UUID or app_bundle_id of the app bundle.
   * @returns The app bundle.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<AppBundle>;

  /**
   * Update an app bundle.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `app-bundles:write`.
   *
   * `PATCH /api/v1/app-bundles/{id}`
   *
   * @param id UUID or app_bundle_id of the app bundle.
   * @returns The app bundle.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: An app bundle with this app_bundle_id already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateAppBundleBody, options?: CallOptions): ApiPromise<AppBundle>;

  /**
   * Delete an app bundle and its license file.
   *
   * Requires an access token or an API key with the permission `app-bundles:write`.
   *
   * `DELETE /api/v1/app-bundles/{id}`
   *
   * @param id UUID or app_bundle_id of the app bundle.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteAppBundleQuery, options?: CallOptions): ApiPromise<void>;
}
export class AppBundlesApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
}, 'app-bundles') {}
