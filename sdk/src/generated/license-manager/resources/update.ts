/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import { resource } from '../../../operations';
import type { CheckUpdateRequest, GetDownloadSizeQuery, LatestVersionAnswer, LatestVersionRequest, LicenseClaims, UpdateAnswer, VersionFileType } from '../index';

/** Updates for client programs. */
export interface UpdateApi {

  /**
   * Check for a newer version than the program's, and get its changelog.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/external/update/check`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The update result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product not found, or it has no version.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  check(body: CheckUpdateRequest, options?: CallOptions): ApiPromise<UpdateAnswer>;

  /**
   * Get the latest version of a product.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/external/update/latest`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The latest version result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product not found, or it has no version.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLatestVersion(body: LatestVersionRequest, options?: CallOptions): ApiPromise<LatestVersionAnswer>;

  /**
   * Download a file of a version; `Range` requests are supported.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/external/update/{version}/download/{type}`
   *
   * @param version Version ID of the update (`update_id`).
   * @param type Type of the file: `main` or `sql`.
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The file. `X-LM-Checksum-SHA256` is its checksum; `ETag` is the same value in quotes.
   * @throws 400: The request is invalid.
   * @throws 401: The API key is invalid, or the license is refused or no longer includes updates.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 416: The requested range is not satisfiable.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  download(version: string, type: VersionFileType, body: LicenseClaims, options?: CallOptions): Promise<Download>;

  /**
   * Get size and type of a file from the response headers.
   *
   * The answer to a `GET` has no body, and does not tell the size. For client programs: requires an API key.
   *
   * `HEAD /api/external/update/{version}/download/{type}/size`
   *
   * @param version Version ID of the update (`update_id`).
   * @param type Type of the file: `main` or `sql`.
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Version or file not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getDownloadSize(version: string, type: VersionFileType, query?: GetDownloadSizeQuery, options?: CallOptions): ApiPromise<void>;
}
export class UpdateApi extends /* @__PURE__ */ resource({
  check: 'POST /api/external/update/check body',
  getLatestVersion: 'POST /api/external/update/latest body',
  download: 'POST /api/external/update/{version}/download/{type} body binary',
  getDownloadSize: 'HEAD /api/external/update/{version}/download/{type}/size query none',
}) {}
