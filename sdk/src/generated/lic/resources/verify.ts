/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { VerifyAnswer, VerifyRequest } from '../index';

/** The call of client programs: verify a license and bind it to a machine. */
export interface VerifyApi {

  /**
   * Verify that a license may be used on a machine.
   *
   * The first machine that verifies is bound to the license. Public: requires no credential.
   *
   * `POST /api/verify`
   *
   * @returns The verify result.
   * @throws 400: The request is invalid.
   * @throws 403: INVALID_LICENSE, EXPIRED_LICENSE, DISABLED_LICENSE, MACHINE_MISMATCH or MACHINE_ALREADY_BOUND
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verifyLicense(body: VerifyRequest, options?: CallOptions): ApiPromise<VerifyAnswer>;
}
export class VerifyApi extends /* @__PURE__ */ resource({
  verifyLicense: 'POST /api/verify body',
}) {}
