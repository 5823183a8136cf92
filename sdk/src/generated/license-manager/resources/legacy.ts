/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import { sendCall, sendDownload } from '../../../send-call';
import type { ActivateRequest, CheckUpdateRequest, GetMainUpdateSizeLegacyQuery, GetUpdateSizeLegacyQuery, LatestVersionRequest, LegacyActivationAnswer, LegacyAddProduct, LegacyAddedProduct, LegacyAnswer, LegacyCreateLicense, LegacyEditLicense, LegacyFoundProduct, LegacyLatestVersionAnswer, LegacyLicense, LegacyLicenseAnswer, LegacyLicenseCode, LegacyLicenses, LegacyProductId, LegacyProducts, LegacySavedLicense, LegacySearchLicense, LegacyUpdateAnswer, LicenseClaims } from '../index';

/** LicenseBox's calls, which its programs still use. */
export class LegacyApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Activate a license at the program's location.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/activate_license`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns The legacy activation result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activateLicense(body: ActivateRequest, options?: CallOptions): ApiPromise<LegacyActivationAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/activate_license', body }, options);
  }

  /**
   * Verify that a license may be used at the program's location.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/verify_license`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns The legacy license result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verifyLicense(body: LicenseClaims, options?: CallOptions): ApiPromise<LegacyLicenseAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/verify_license', body }, options);
  }

  /**
   * Deactivate a license at the program's location and release its seat.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/deactivate_license`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns The legacy license result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivateLicense(body: LicenseClaims, options?: CallOptions): ApiPromise<LegacyLicenseAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/deactivate_license', body }, options);
  }

  /**
   * Get the latest version of a product.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/latest_version`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns The legacy latest version result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLatestVersion(body: LatestVersionRequest, options?: CallOptions): ApiPromise<LegacyLatestVersionAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/latest_version', body }, options);
  }

  /**
   * Check for a newer version than the program's.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/check_update`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns The legacy update result.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkUpdate(body: CheckUpdateRequest, options?: CallOptions): ApiPromise<LegacyUpdateAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/check_update', body }, options);
  }

  /**
   * Download a file of a version; `Range` requests are supported.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/download_update/{type}/{version}`
   *
   * @param type Type of the file: `main` or `sql`.
   * @param version Version ID of the update (`update_id`).
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
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
  downloadUpdate(type: "main" | "sql", version: string, body: LicenseClaims, options?: CallOptions): Promise<Download> {
    return sendDownload(this.#connection, { method: 'POST', url: '/api/download_update/{type}/{version}', path: [type, version], body, answer: 'binary' }, options);
  }

  /**
   * Get size and type of a file from the response headers.
   *
   * The response has no body. For client programs: requires an API key.
   *
   * `HEAD /api/get_update_size/{type}/{version}`
   *
   * @param type Type of the file: `main` or `sql`.
   * @param version Version ID of the update (`update_id`).
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found. The response has no body.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getUpdateSize(type: "main" | "sql", version: string, query: GetUpdateSizeLegacyQuery = {}, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'HEAD', url: '/api/get_update_size/{type}/{version}', path: [type, version], query, answer: 'none' }, options);
  }

  /**
   * Get size and type of the main file, for programs that send no type.
   *
   * For client programs: requires an API key.
   *
   * `HEAD /api/get_update_size/{version}`
   *
   * @param version Version ID of the update (`update_id`).
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found. The response has no body.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getMainUpdateSize(version: string, query: GetMainUpdateSizeLegacyQuery = {}, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'HEAD', url: '/api/get_update_size/{version}', path: [version], query, answer: 'none' }, options);
  }

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
  createLicense(body: LegacyCreateLicense, options?: CallOptions): ApiPromise<LegacySavedLicense> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/create_license', body }, options);
  }

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
  editLicense(body: LegacyEditLicense, options?: CallOptions): ApiPromise<LegacySavedLicense> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/edit_license', body }, options);
  }

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
  getLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyLicense> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/get_license', body }, options);
  }

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
  searchLicenses(body: LegacySearchLicense, options?: CallOptions): ApiPromise<LegacyLicenses> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/search_license', body }, options);
  }

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
  deleteLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/delete_license', body }, options);
  }

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
  blockLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/block_license', body }, options);
  }

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
  unblockLicense(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/unblock_license', body }, options);
  }

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
  deactivateActivations(body: LegacyLicenseCode, options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/deactivate_license_activations', body }, options);
  }

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
  addProduct(body: LegacyAddProduct, options?: CallOptions): ApiPromise<LegacyAddedProduct> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/add_product', body }, options);
  }

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
  getProduct(body: LegacyProductId, options?: CallOptions): ApiPromise<LegacyFoundProduct> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/get_product', body }, options);
  }

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
  getProducts(options?: CallOptions): ApiPromise<LegacyProducts> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/get_products' }, options);
  }

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
  markProductActive(body: LegacyProductId, options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/mark_product_active', body }, options);
  }

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
  markProductInactive(body: LegacyProductId, options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/mark_product_inactive', body }, options);
  }
}
