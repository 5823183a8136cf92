/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivateAnswer, ActivateRequest, ChangedLicense, CreateLicense, DeletedLicense, GenerateAnswer, GenerateLicense, LicenseAnswer, LicenseList, ListLicensesQuery, UpdateLicense, ValidateAnswer, ValidateRequest } from '../index';

/** Activate and validate licenses; generate, list and change them. */
export interface LicensesApi {

  /**
   * List licenses.
   *
   * Requires an access token or an API key with the permission `licenses:read`; none if OPEN_DIALECTS lists this API.
   *
   * `GET /api/licenses`
   *
   * @returns The license list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListLicensesQuery, options?: CallOptions): ApiPromise<LicenseList>;

  /**
   * Create a license with a custom key.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/licenses`
   *
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: The license key already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateLicense, options?: CallOptions): ApiPromise<ChangedLicense>;

  /**
   * Update a license.
   *
   * The duration counts from the first activation; a new status replaces the previous one. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PUT /api/licenses/{id}`
   *
   * @param id ID of the license.
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateLicense, options?: CallOptions): ApiPromise<ChangedLicense>;

  /**
   * Delete a license, its activations and its systems.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/licenses/{id}`
   *
   * @param id ID of the license.
   * @returns The deleted license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, options?: CallOptions): ApiPromise<DeletedLicense>;

  /**
   * Get a license.
   *
   * Requires an access token or an API key with the permission `licenses:read`; none if OPEN_DIALECTS lists this API.
   *
   * `GET /api/licenses/{id}`
   *
   * @param id ID of the license.
   * @returns The license result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<LicenseAnswer>;

  /**
   * Generate a license.
   *
   * Its duration starts with the first activation. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/licenses/generate`
   *
   * @returns The new generate result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  generate(body: GenerateLicense, options?: CallOptions): ApiPromise<GenerateAnswer>;

  /**
   * Activate a license for a user on a system.
   *
   * Repeating the call for the same user and system has no effect. Public: requires no credential.
   *
   * `POST /api/licenses/activate`
   *
   * @returns The activate result.
   * @throws 400: The request is invalid.
   * @throws 403: FORBIDDEN or EMAIL_MISMATCH
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivateRequest, options?: CallOptions): ApiPromise<ActivateAnswer>;

  /**
   * Validate that a license may be used on a system.
   *
   * Public: requires no credential.
   *
   * `POST /api/licenses/validate`
   *
   * @returns The validate result.
   * @throws 400: The request is invalid.
   * @throws 403: FORBIDDEN: not active, expired, or bound to another system
   * @throws 404: NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  validate(body: ValidateRequest, options?: CallOptions): ApiPromise<ValidateAnswer>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  list: 'GET /api/licenses query',
  create: 'POST /api/licenses body',
  update: 'PUT /api/licenses/{id} body',
  delete: 'DELETE /api/licenses/{id} json',
  get: 'GET /api/licenses/{id}',
  generate: 'POST /api/licenses/generate body',
  activate: 'POST /api/licenses/activate body',
  validate: 'POST /api/licenses/validate body',
}) {}
