/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ActivateRequest, ActivationAnswer, CheckLicenseRequest, ExternalAnswer, LicenseClaims, VerificationAnswer } from '../index';

/** Calls of client programs: activate, verify, check and deactivate a license. */
export interface LicenseApi {

  /**
   * Activate a license at the program's location.
   *
   * Repeating the call at the same location reuses the seat. For client programs: requires an API key.
   *
   * `POST /api/external/license/activate`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The activation result.
   * @throws 400: The license is refused; see the message.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivateRequest, options?: CallOptions): ApiPromise<ActivationAnswer>;

  /**
   * Verify that a license may be used at the program's location.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/external/license/verify`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The verification result.
   * @throws 400: The license is refused; see the message.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verify(body: LicenseClaims, options?: CallOptions): ApiPromise<VerificationAnswer>;

  /**
   * Deactivate a license at the program's location and release its seat.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/external/license/deactivate`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The external result.
   * @throws 400: The license is refused; see the message.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(body: LicenseClaims, options?: CallOptions): ApiPromise<ExternalAnswer>;

  /**
   * Check whether a license is usable, without activating it.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/external/license/check`
   *
   * @param options `headers['X-API-URL']`: Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too. `headers['X-API-IP']`: Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too. `headers['X-API-LANGUAGE']`: Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.
   * @returns The external result.
   * @throws 400: License not found.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  check(body: CheckLicenseRequest, options?: CallOptions): ApiPromise<ExternalAnswer>;
}
export class LicenseApi extends /* @__PURE__ */ resource({
  activate: 'POST /api/external/license/activate body',
  verify: 'POST /api/external/license/verify body',
  deactivate: 'POST /api/external/license/deactivate body',
  check: 'POST /api/external/license/check body',
}) {}
