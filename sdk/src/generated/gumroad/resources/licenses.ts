/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { LicenseAnswer, LicenseRequest, VerifyLicenseRequest } from '../index';

/** Verify license keys and count their uses; enable, disable and rotate them. */
export interface LicensesApi {

  /**
   * Verify that a license may be used, and count the use.
   *
   * Public: requires no credential.
   *
   * `POST /v2/licenses/verify`
   *
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 404: The license is unknown, disabled or expired.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verify(body: VerifyLicenseRequest, options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Enable a disabled license.
   *
   * A revoked one is refused with 402. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PUT /v2/licenses/enable`
   *
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 402: The license was revoked.
   * @throws 403: The permission is missing.
   * @throws 404: No license of the product has this key.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  enable(body: LicenseRequest, options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Disable a license until it is enabled again.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PUT /v2/licenses/disable`
   *
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: No license of the product has this key.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  disable(body: LicenseRequest, options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Decrease the number of uses by one, to no less than zero.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PUT /v2/licenses/decrement_uses_count`
   *
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: No license of the product has this key.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  decrementUsesCount(body: LicenseRequest, options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Replace the key of a license, in the format of its policy.
   *
   * The former key is unknown at once. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PUT /v2/licenses/rotate`
   *
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: No license of the product has this key.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotate(body: LicenseRequest, options?: CallOptions): ApiPromise<LicenseAnswer>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  verify: 'POST /v2/licenses/verify body',
  enable: 'PUT /v2/licenses/enable body',
  disable: 'PUT /v2/licenses/disable body',
  decrementUsesCount: 'PUT /v2/licenses/decrement_uses_count body',
  rotate: 'PUT /v2/licenses/rotate body',
}) {}
