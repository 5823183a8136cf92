/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { BulkAnswer, BulkDeleteAnswer, GeneratedLicenseKey, LicenseIds, MessageAnswer, QuickEditRequest, ToggleAnswer } from '../index';

/** Change licenses, one or many. */
export interface LicenseAdminApi {

  /**
   * Enable a disabled license, or disable an enabled one.
   *
   * Requires an access token.
   *
   * `POST /api/license/{license_id}/toggle`
   *
   * @param licenseId Number of the license.
   * @returns The toggle result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 409: CONFLICT: the license is blocked or revoked
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  toggleLicense(licenseId: number, options?: CallOptions): ApiPromise<ToggleAnswer>;

  /**
   * Enable licenses, all or none.
   *
   * Licenses that are already enabled stay so. Requires an access token.
   *
   * `POST /api/licenses/bulk-activate`
   *
   * @returns The bulk result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND: `details.ids` lists the unknown ids
   * @throws 409: CONFLICT: `details.ids` lists the blocked and revoked licenses
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activateLicenses(body: LicenseIds, options?: CallOptions): ApiPromise<BulkAnswer>;

  /**
   * Disable licenses, all or none.
   *
   * Licenses that are already disabled stay so. Requires an access token.
   *
   * `POST /api/licenses/bulk-deactivate`
   *
   * @returns The bulk result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND: `details.ids` lists the unknown ids
   * @throws 409: CONFLICT: `details.ids` lists the blocked and revoked licenses
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivateLicenses(body: LicenseIds, options?: CallOptions): ApiPromise<BulkAnswer>;

  /**
   * Delete licenses with their devices, all or none.
   *
   * Requires an access token.
   *
   * `POST /api/licenses/bulk-delete`
   *
   * @returns The bulk delete result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND: `details.ids` lists the unknown ids
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteLicenses(body: LicenseIds, options?: CallOptions): ApiPromise<BulkDeleteAnswer>;

  /**
   * Change the expiration date and the limits of a license.
   *
   * Devices that exceed a lower limit stay active. Requires an access token.
   *
   * `POST /api/license/{license_id}/quick-edit`
   *
   * @param licenseId Number of the license.
   * @returns The message result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  editLicense(licenseId: number, body: QuickEditRequest, options?: CallOptions): ApiPromise<MessageAnswer>;

  /**
   * Generate a license key that no license has.
   *
   * It is not reserved: issue a license with it. Requires an access token.
   *
   * `POST /api/generate-license-key`
   *
   * @returns The generated license key.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the product `v2-default` was deleted
   * @throws 409: CONFLICT: the key space of the policy is exhausted
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  generateLicenseKey(options?: CallOptions): ApiPromise<GeneratedLicenseKey>;
}
export class LicenseAdminApi extends /* @__PURE__ */ resource({
  toggleLicense: 'POST /api/license/{license_id}/toggle json',
  activateLicenses: 'POST /api/licenses/bulk-activate body',
  deactivateLicenses: 'POST /api/licenses/bulk-deactivate body',
  deleteLicenses: 'POST /api/licenses/bulk-delete body',
  editLicense: 'POST /api/license/{license_id}/quick-edit body',
  generateLicenseKey: 'POST /api/generate-license-key json',
}) {}
