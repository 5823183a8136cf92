/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivationAnswer, CheckAnswer, CheckLicenseQuery, DeactivationAnswer, LicenseRequest } from '../index';

/** Activate, check and deactivate a license at a site. */
export interface LicenseApi {

  /**
   * Activate a license at a site.
   *
   * A site that is already active does not change. Public: requires no credential.
   *
   * `POST /?edd_action=activate_license`
   *
   * @returns The activation result.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: LicenseRequest, options?: CallOptions): ApiPromise<ActivationAnswer>;

  /**
   * Deactivate a license at a site and release its activation.
   *
   * Public: requires no credential.
   *
   * `POST /?edd_action=deactivate_license`
   *
   * @returns The deactivation result.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(body: LicenseRequest, options?: CallOptions): ApiPromise<DeactivationAnswer>;

  /**
   * Check a license at a site.
   *
   * Public: requires no credential.
   *
   * `GET /?edd_action=check_license`
   *
   * @returns The check result.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  check(query?: CheckLicenseQuery, options?: CallOptions): ApiPromise<CheckAnswer>;
}
export class LicenseApi extends /* @__PURE__ */ resource({
  activate: 'POST /?edd_action=activate_license body',
  deactivate: 'POST /?edd_action=deactivate_license body',
  check: 'GET /?edd_action=check_license query',
}) {}
