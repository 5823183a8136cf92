/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { Activation, ChangeReason, IssueLicenseFileBody, IssuedLicenseFile, LicenseFile, ListLicenseFilesQuery, ReleaseOfflineDeviceBody } from '../index';

/** Signed license files for apps without network, and release codes of their devices. */
export interface LicenseFilesApi {

  /**
   * Issue a signed license file, with which an app runs without the server: for a device, for the device of an air-gap
   * request, or for any device.
   *
   * Each call issues another file; a device that is active keeps its seat. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/files`
   *
   * @param id UUID, key or former key of the license.
   * @returns The issued license file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The license cannot be used, or not on this device; the code gives the reason.
   * @throws 404: Not found.
   * @throws 409: The seat limit or the lifetime activation limit is reached.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: OFFLINE_NOT_ALLOWED: the policy allows no files, or none for so long. INVALID_CODE: the request is of another license. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  issue(id: string, body: IssueLicenseFileBody, options?: CallOptions): ApiPromise<IssuedLicenseFile>;

  /**
   * List the files that were issued for a license, newest first, without their text.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/files`
   *
   * @param id UUID, key or former key of the license.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(id: string, query?: ListLicenseFilesQuery, options?: CallOptions): PagePromise<LicenseFile>;

  /**
   * Revoke a license file.
   *
   * An app is told when it next validates or sends a heartbeat; an app without a connection keeps running until the file expires. The device keeps its seat. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/files/{file_id}/revoke`
   *
   * @param id UUID, key or former key of the license.
   * @param fileId ID of the file.
   * @returns The license file.
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
  revoke(id: string, fileId: string, body?: ChangeReason, options?: CallOptions): ApiPromise<LicenseFile>;

  /**
   * Release the seat of a device without network by the code that its app shows, and revoke its file.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/releases`
   *
   * @param id UUID, key or former key of the license.
   * @returns The new activation.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: ALREADY_RELEASED: the code was used before, or the seat was released in another way.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: INVALID_CODE: the code is of another license or of no file of this one. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  releaseOfflineDevice(id: string, body: ReleaseOfflineDeviceBody, options?: CallOptions): ApiPromise<Activation>;
}
export class LicenseFilesApi extends /* @__PURE__ */ resource({
  issue: 'POST ./{id}/files body',
  list: 'GET ./{id}/files list',
  revoke: 'POST ./{id}/files/{file_id}/revoke',
  releaseOfflineDevice: 'POST ./{id}/releases',
}, 'licenses') {}
