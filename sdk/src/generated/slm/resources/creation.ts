/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { CreationAnswer, CreationRequest } from '../index';

/** Create a license. */
export interface CreationApi {

  /**
   * Create a license.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /?slm_action=slm_create_new`
   *
   * @returns The creation result.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createLicense(body: CreationRequest, options?: CallOptions): ApiPromise<CreationAnswer>;
}
export class CreationApi extends /* @__PURE__ */ resource({
  createLicense: 'POST /?slm_action=slm_create_new body',
}) {}
