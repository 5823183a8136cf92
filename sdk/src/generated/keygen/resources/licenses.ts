/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { EntitlementsAnswer, KeyValidationRequest, LicenseAnswer, ListEntitlementsQuery, ListMachinesQuery, MachinesAnswer, ValidationAnswer, ValidationRequest } from '../index';

/** Validate licenses and read them with their entitlements and machines. */
export interface LicensesApi {

  /**
   * Validate a license by its key.
   *
   * The answer has the status 200 for a license that may not be used, too: `meta.code` says why. Public: requires no credential.
   *
   * `POST /v1/licenses/actions/validate-key`
   *
   * @returns The validation result.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  validateKey(body: KeyValidationRequest, options?: CallOptions): ApiPromise<ValidationAnswer>;

  /**
   * Validate the license of the request.
   *
   * The answer has the status 200 for a license that may not be used, too. Public: requires no credential.
   *
   * `POST /v1/licenses/{id}/actions/validate`
   *
   * @param id ID of the license.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The validation result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has another ID and key.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  validate(id: string, body: ValidationRequest, options?: CallOptions): ApiPromise<ValidationAnswer>;

  /**
   * Validate the license of the request without requirements.
   *
   * Public: requires no credential.
   *
   * `GET /v1/licenses/{id}/actions/validate`
   *
   * @param id ID of the license.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The validation result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has another ID and key.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  quickValidate(id: string, options?: CallOptions): ApiPromise<ValidationAnswer>;

  /**
   * Get the license of the request by its ID or key.
   *
   * Public: requires no credential.
   *
   * `GET /v1/licenses/{id}`
   *
   * @param id ID of the license.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has another ID and key.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Get the license of the request.
   *
   * Public: requires no credential.
   *
   * `GET /v1/me`
   *
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getCurrent(options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Get the license of the request: an older name of `me`.
   *
   * Public: requires no credential.
   *
   * `GET /v1/profile`
   *
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getProfile(options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * List the machines of the license of the request.
   *
   * Public: requires no credential.
   *
   * `GET /v1/licenses/{id}/machines`
   *
   * @param id ID of the license.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The machines result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has another ID and key.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listMachines(id: string, query?: ListMachinesQuery, options?: CallOptions): ApiPromise<MachinesAnswer>;

  /**
   * List the entitlements that the license of the request has now.
   *
   * Public: requires no credential.
   *
   * `GET /v1/licenses/{id}/entitlements`
   *
   * @param id ID of the license.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The entitlements result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has another ID and key.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEntitlements(id: string, query?: ListEntitlementsQuery, options?: CallOptions): ApiPromise<EntitlementsAnswer>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  validateKey: 'POST /v1/licenses/actions/validate-key body',
  validate: 'POST /v1/licenses/{id}/actions/validate body',
  quickValidate: 'GET /v1/licenses/{id}/actions/validate',
  get: 'GET /v1/licenses/{id}',
  getCurrent: 'GET /v1/me',
  getProfile: 'GET /v1/profile',
  listMachines: 'GET /v1/licenses/{id}/machines query',
  listEntitlements: 'GET /v1/licenses/{id}/entitlements query',
}) {}
