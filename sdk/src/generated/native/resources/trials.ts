/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, ConvertTrialBody, DeleteTrialQuery, License, ListTrialsQuery, RequestTrial, RequestTrialByEmail, RequestedTrial, RequestedTrialByEmail, Trial } from '../index';

/** Trial licenses: requested by apps, verified and managed by admins. */
export interface TrialsApi {

  /**
   * Request a trial of a product and activate it on this device.
   *
   * Each device, e-mail and domain gets one. A device that asks again gets its trial again, with 200 instead of 201. Public: requires no credential.
   *
   * `POST /api/v1/trials`
   *
   * @returns The requested trial. The requested trial. The requested trial.
   * @throws 400: The request is invalid.
   * @throws 403: TRIAL_USED, TRIALS_NOT_OFFERED, or the reason why the trial license cannot be used.
   * @throws 404: Product not found.
   * @throws 409: SEATS_EXHAUSTED or USES_EXHAUSTED: the seat limit or the lifetime activation limit of the trial license is reached.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  request(body: RequestTrial, options?: CallOptions): ApiPromise<RequestedTrial>;

  /**
   * List trials, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/trials`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListTrialsQuery, options?: CallOptions): PagePromise<Trial>;

  /**
   * Request a trial of a product by e-mail: the address gets a link, good for 24 hours, that begins the trial.
   *
   * The answer is always the same. The trial policy of the product requires an e-mail and its verification, and `mail.trial_confirm.enabled` is on. A mailbox gets one trial of a product, whatever its spelling, and at most three links in a day. With `fingerprint`, the license is activated on that device, which has no other trial of the product. Without `language`, the e-mail has that of the setting `mail.language`. Public: requires no credential.
   *
   * `POST /api/v1/trials/by-email`
   *
   * @returns The requested trial by email.
   * @throws 400: The request is invalid.
   * @throws 403: TRIALS_NOT_OFFERED: not by e-mail, or not at all.
   * @throws 404: Product not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  requestByEmail(body: RequestTrialByEmail, options?: CallOptions): ApiPromise<RequestedTrialByEmail>;

  /**
   * Get a trial.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/trials/{id}`
   *
   * @param id ID of the trial.
   * @returns The trial.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Trial>;

  /**
   * Delete a trial, so that its device, e-mail and domain may have another.
   *
   * Its license is unchanged. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/trials/{id}`
   *
   * @param id ID of the trial.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteTrialQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Confirm that the e-mail or domain of a trial was verified: call this after your own verification, if Keyward sends no links.
   *
   * The device gets its license when it requests the trial again. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/trials/{id}/verify`
   *
   * @param id ID of the trial.
   * @returns The trial.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  verify(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Trial>;

  /**
   * Convert a trial license into a full license.
   *
   * Limits, features and, unless the request has a date, the term come from the policy, the term starts now; the key and the active devices stay. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/convert-trial`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: NOT_A_TRIAL: the license is not a trial.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  convert(id: string, body: ConvertTrialBody, options?: CallOptions): ApiPromise<License>;
}
export class TrialsApi extends /* @__PURE__ */ resource({
  request: 'POST .',
  list: 'GET . list',
  requestByEmail: 'POST ./by-email',
  get: 'GET ./{id}',
  delete: 'DELETE ./{id}',
  verify: 'POST ./{id}/verify',
  convert: 'POST licenses/{id}/convert-trial',
}, 'trials') {}
