/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivateLicenseRequest, ActivatedAnswer, DeactivateLicenseRequest, DeactivatedAnswer, ValidateLicenseRequest, ValidatedAnswer } from '../index';

/** Calls of programs: activate, validate and deactivate instances of a license. */
export interface LicensesApi {

  /**
   * Activate a license for a new instance, which takes a seat.
   *
   * Public: requires no credential.
   *
   * `POST /v1/licenses/activate`
   *
   * @returns The activated result.
   * @throws 400: The license cannot be activated; `error` says why.
   * @throws 404: The license key is unknown.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is missing or invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivateLicenseRequest, options?: CallOptions): ApiPromise<ActivatedAnswer>;

  /**
   * Validate a license or one of its instances.
   *
   * Public: requires no credential.
   *
   * `POST /v1/licenses/validate`
   *
   * @returns The validated result.
   * @throws 400: The license is not valid; `error` says why.
   * @throws 404: The license key or the instance is unknown.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is missing or invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  validate(body: ValidateLicenseRequest, options?: CallOptions): ApiPromise<ValidatedAnswer>;

  /**
   * Deactivate an instance of a license, also of one that is no longer valid.
   *
   * Public: requires no credential.
   *
   * `POST /v1/licenses/deactivate`
   *
   * @returns The deactivated result.
   * @throws 400: The policy of the license allows no more deactivations now.
   * @throws 404: The license key or the instance is unknown.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is missing or invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(body: DeactivateLicenseRequest, options?: CallOptions): ApiPromise<DeactivatedAnswer>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  activate: 'POST /v1/licenses/activate body',
  validate: 'POST /v1/licenses/validate body',
  deactivate: 'POST /v1/licenses/deactivate body',
}) {}
