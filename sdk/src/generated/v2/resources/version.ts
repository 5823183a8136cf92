/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { LatestVersion, VersionCheckAnswer, VersionCheckRequest } from '../index';

/** Updates for client programs. */
export interface VersionApi {

  /**
   * Check for a newer version than the program's.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/version/check`
   *
   * @returns The version check result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  check(body: VersionCheckRequest, options?: CallOptions): ApiPromise<VersionCheckAnswer>;

  /**
   * Get the latest version of the API key's product.
   *
   * For client programs: requires an API key.
   *
   * `GET /api/version/latest`
   *
   * @returns The latest version.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: no version is published
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLatest(options?: CallOptions): ApiPromise<LatestVersion>;
}
export class VersionApi extends /* @__PURE__ */ resource({
  check: 'POST /api/version/check body',
  getLatest: 'GET /api/version/latest',
}) {}
