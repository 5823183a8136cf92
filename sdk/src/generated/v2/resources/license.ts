/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivateAnswer, ActivateRequest, InfoAnswer, VerifyAnswer, VerifyRequest } from '../index';

/** Calls of client programs: activate, verify and look up a license. */
export interface LicenseApi {

  /**
   * Activate a license on a device.
   *
   * Repeating the call on the same device reuses the seat. For client programs: requires an API key.
   *
   * `POST /api/license/activate`
   *
   * @returns The activate result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 409: ACTIVATION_LIMIT_REACHED or DEVICE_BOUND_ELSEWHERE
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivateRequest, options?: CallOptions): ApiPromise<ActivateAnswer>;

  /**
   * Verify that a license may be used on a device.
   *
   * The status is 200 for invalid licenses too. For client programs: requires an API key.
   *
   * `POST /api/license/verify`
   *
   * @returns The verify result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verify(body: VerifyRequest, options?: CallOptions): ApiPromise<VerifyAnswer>;

  /**
   * Get a license with its devices.
   *
   * For client programs: requires an API key.
   *
   * `GET /api/license/info/{license_key}`
   *
   * @param licenseKey License key.
   * @returns The info result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getInfo(licenseKey: string, options?: CallOptions): ApiPromise<InfoAnswer>;
}
export class LicenseApi extends /* @__PURE__ */ resource({
  activate: 'POST /api/license/activate body',
  verify: 'POST /api/license/verify body',
  getInfo: 'GET /api/license/info/{license_key}',
}) {}
