/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { BulkAnswer, BulkDeleteAnswer, GeneratedLicenseKey, LicenseIds, MessageAnswer, QuickEditRequest, ToggleAnswer } from '../index';

export class LicenseAdminApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Enable a disabled license, or disable an enabled one.
   *
   * `POST /api/license/{license_id}/toggle`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 409: CONFLICT: the license is blocked or revoked
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  toggleLicense(licenseId: number, options?: CallOptions): ApiPromise<ToggleAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/license/{license_id}/toggle', path: { 'license_id': licenseId } }, options);
  }

  /**
   * Enable licenses, all or none. Licenses that are already enabled stay so.
   *
   * `POST /api/licenses/bulk-activate`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND: `details.ids` lists the unknown ids
   * @throws 409: CONFLICT: `details.ids` lists the blocked and revoked licenses
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activateLicenses(body: LicenseIds, options?: CallOptions): ApiPromise<BulkAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/licenses/bulk-activate', body, mediaType: 'application/json' }, options);
  }

  /**
   * Disable licenses, all or none. Licenses that are already disabled stay so.
   *
   * `POST /api/licenses/bulk-deactivate`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND: `details.ids` lists the unknown ids
   * @throws 409: CONFLICT: `details.ids` lists the blocked and revoked licenses
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivateLicenses(body: LicenseIds, options?: CallOptions): ApiPromise<BulkAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/licenses/bulk-deactivate', body, mediaType: 'application/json' }, options);
  }

  /**
   * Delete licenses with their devices, all or none.
   *
   * `POST /api/licenses/bulk-delete`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND: `details.ids` lists the unknown ids
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteLicenses(body: LicenseIds, options?: CallOptions): ApiPromise<BulkDeleteAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/licenses/bulk-delete', body, mediaType: 'application/json' }, options);
  }

  /**
   * Change the expiration date and the limits of a license. Devices that exceed a lower limit stay active.
   *
   * `POST /api/license/{license_id}/quick-edit`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  editLicense(licenseId: number, body: QuickEditRequest, options?: CallOptions): ApiPromise<MessageAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/license/{license_id}/quick-edit', path: { 'license_id': licenseId }, body, mediaType: 'application/json' }, options);
  }

  /**
   * Generate a license key that no license has. It is not reserved: issue a license with it.
   *
   * `POST /api/generate-license-key`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the product `v2-default` was deleted
   * @throws 409: CONFLICT: the key space of the policy is exhausted
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  generateLicenseKey(options?: CallOptions): ApiPromise<GeneratedLicenseKey> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/generate-license-key' }, options);
  }
}
