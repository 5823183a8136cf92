/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import { resource } from '../../../operations';
import type { ActivateRequest, CheckUpdateRequest, GetMainUpdateSizeLegacyQuery, GetUpdateSizeLegacyQuery, LatestVersionRequest, LegacyActivationAnswer, LegacyAddProduct, LegacyAddedProduct, LegacyAnswer, LegacyCreateLicense, LegacyEditLicense, LegacyFoundProduct, LegacyLatestVersionAnswer, LegacyLicense, LegacyLicenseAnswer, LegacyLicenseCode, LegacyLicenses, LegacyProductId, LegacyProducts, LegacySavedLicense, LegacySearchLicense, LegacyUpdateAnswer, LicenseClaims, VersionFileType } from '../index';

/** LicenseBox's calls, which its programs still use. */
export interface LegacyApi {

  /**
   * Activate a license at the program's location.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/activate_license`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The legacy activation result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activateLicense(body: ActivateRequest, options?: CallOptions): ApiPromise<LegacyActivationAnswer>;

  /**
   * Verify that a license may be used at the program's location.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/verify_license`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The legacy license result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verifyLicense(body: LicenseClaims, options?: CallOptions): ApiPromise<LegacyLicenseAnswer>;

  /**
   * Deactivate a license at the program's location and release its seat.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/deactivate_license`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The legacy license result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivateLicense(body: LicenseClaims, options?: CallOptions): ApiPromise<LegacyLicenseAnswer>;

  /**
   * Get the latest version of a product.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/latest_version`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The legacy latest version result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLatestVersion(body: LatestVersionRequest, options?: CallOptions): ApiPromise<LegacyLatestVersionAnswer>;

  /**
   * Check for a newer version than the program's.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/check_update`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The legacy update result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkUpdate(body: CheckUpdateRequest, options?: CallOptions): ApiPromise<LegacyUpdateAnswer>;

  /**
   * Download a file of a version; `Range` requests are supported.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/download_update/{type}/{version}`
   *
   * @param type Type of the file: `main` or `sql`.
   * @param version Version ID of the update (`update_id`).
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The license is refused. The response has no body.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found. The response has no body.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 416: The requested range is not satisfiable. The response has no body.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadUpdate(type: VersionFileType, version: string, body: LicenseClaims, options?: CallOptions): Promise<Download>;

  /**
   * Get size and type of a file from the response headers.
   *
   * The response has no body. For client programs: requires an API key.
   *
   * `HEAD /api/get_update_size/{type}/{version}`
   *
   * @param type Type of the file: `main` or `sql`.
   * @param version Version ID of the update (`update_id`).
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found. The response has no body.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getUpdateSize(type: VersionFileType, version: string, query?: GetUpdateSizeLegacyQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Get size and type of the main file, for programs that send no type.
   *
   * For client programs: requires an API key.
   *
   * `HEAD /api/get_update_size/{version}`
   *
   * @param version Version ID of the update (`update_id`).
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found. The response has no body.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getMainUpdateSize(version: string, query?: GetMainUpdateSizeLegacyQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Create a license.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/create_license`
   *
   * @returns The legacy saved license.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createLicense(body: LegacyCreateLicense, options?: CallOptions): ApiPromise<LegacySavedLicense>;

  /**
   * Update a license.
   *
   * Null leaves a field unchanged, an empty text clears it. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/edit_license`
   *
   * @returns The legacy saved license.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  editLicense(body: LegacyEditLicense, options?: CallOptions): ApiPromise<LegacySavedLicense>;

  /**
   * Get a license.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `POST /api/get_license`
   *
   * @returns The legacy license.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyLicense>;

  /**
   * Search licenses by part of their code or of their client's email.
   *
   * Returns the newest 100. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `POST /api/search_license`
   *
   * @returns The legacy licenses.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  searchLicenses(body: LegacySearchLicense, options?: CallOptions): ApiPromise<LegacyLicenses>;

  /**
   * Delete a license and its activations.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/delete_license`
   *
   * @returns The legacy result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer>;

  /**
   * Block a license until it is unblocked.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/block_license`
   *
   * @returns The legacy result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  blockLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer>;

  /**
   * Unblock a license.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/unblock_license`
   *
   * @returns The legacy result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  unblockLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer>;

  /**
   * Deactivate all activations of a license.
   *
   * Requires an access token or an API key with the permission `activations:write`.
   *
   * `POST /api/deactivate_license_activations`
   *
   * @returns The legacy result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivateActivations(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer>;

  /**
   * Add a product.
   *
   * An id is generated if none is sent. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/add_product`
   *
   * @returns The legacy added product.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  addProduct(body: LegacyAddProduct, options?: CallOptions): ApiPromise<LegacyAddedProduct>;

  /**
   * Get a product with its latest version.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `POST /api/get_product`
   *
   * @returns The legacy found product.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getProduct(body: LegacyProductId, options?: CallOptions): ApiPromise<LegacyFoundProduct>;

  /**
   * List the newest 1,000 products, each with its latest version.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `POST /api/get_products`
   *
   * @returns The legacy products.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getProducts(options?: CallOptions): ApiPromise<LegacyProducts>;

  /**
   * Activate a product, which allows activations of its licenses and downloads of its updates.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/mark_product_active`
   *
   * @returns The legacy result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  markProductActive(body: LegacyProductId, options?: CallOptions): ApiPromise<LegacyAnswer>;

  /**
   * Deactivate a product, which stops new activations of its licenses; existing activations remain valid.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/mark_product_inactive`
   *
   * @returns The legacy result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  markProductInactive(body: LegacyProductId, options?: CallOptions): ApiPromise<LegacyAnswer>;
}
export class LegacyApi extends /* @__PURE__ */ resource({
  activateLicense: 'POST /api/activate_license body',
  verifyLicense: 'POST /api/verify_license body',
  deactivateLicense: 'POST /api/deactivate_license body',
  getLatestVersion: 'POST /api/latest_version body',
  checkUpdate: 'POST /api/check_update body',
  downloadUpdate: 'POST /api/download_update/{type}/{version} body binary',
  getUpdateSize: 'HEAD /api/get_update_size/{type}/{version} query none',
  getMainUpdateSize: 'HEAD /api/get_update_size/{version} query none',
  createLicense: 'POST /api/create_license body',
  editLicense: 'POST /api/edit_license body',
  getLicense: 'POST /api/get_license body',
  searchLicenses: 'POST /api/search_license body',
  deleteLicense: 'POST /api/delete_license body',
  blockLicense: 'POST /api/block_license body',
  unblockLicense: 'POST /api/unblock_license body',
  deactivateActivations: 'POST /api/deactivate_license_activations body',
  addProduct: 'POST /api/add_product body',
  getProduct: 'POST /api/get_product body',
  getProducts: 'POST /api/get_products json',
  markProductActive: 'POST /api/mark_product_active body',
  markProductInactive: 'POST /api/mark_product_inactive body',
}) {}
