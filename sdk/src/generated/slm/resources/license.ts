/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivationRequest, Answer, CheckAnswer, CheckLicenseQuery } from '../index';

/** Activate, check and deactivate a license on a domain. */
export interface LicenseApi {

  /**
   * Activate a license on a domain.
   *
   * A domain that is active already is an error, and stays active. For client programs: requires an API key.
   *
   * `POST /?slm_action=slm_activate`
   *
   * @returns The answer.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivationRequest, options?: CallOptions): ApiPromise<Answer>;

  /**
   * Deactivate a license on a domain.
   *
   * For client programs: requires an API key.
   *
   * `POST /?slm_action=slm_deactivate`
   *
   * @returns The answer.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(body: ActivationRequest, options?: CallOptions): ApiPromise<Answer>;

  /**
   * Get a license with its domains.
   *
   * For client programs: requires an API key.
   *
   * `GET /?slm_action=slm_check`
   *
   * @returns The check result.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  check(query?: CheckLicenseQuery, options?: CallOptions): ApiPromise<CheckAnswer>;
}
export class LicenseApi extends /* @__PURE__ */ resource({
  activate: 'POST /?slm_action=slm_activate body',
  deactivate: 'POST /?slm_action=slm_deactivate body',
  check: 'GET /?slm_action=slm_check query',
}) {}
