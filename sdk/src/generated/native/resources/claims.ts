/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, Claim, ClaimImport, ImportClaimsBody, ListClaimsQuery } from '../index';

/** Licenses that customers claim in the customer portal. */
export interface ClaimsApi {

  /**
   * List the claims of licenses, newest first.
   *
   * Those that moved a license at once are `approved`. Requires an access token or an API key with the permission `claims:read`.
   *
   * `GET /api/v1/claims`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListClaimsQuery, options?: CallOptions): PagePromise<Claim>;

  /**
   * Get a claim.
   *
   * Requires an access token or an API key with the permission `claims:read`.
   *
   * `GET /api/v1/claims/{id}`
   *
   * @param id ID of the claim.
   * @returns The claim.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Claim>;

  /**
   * Move licenses to customers by key and e-mail address, as approved claims do.
   *
   * Each is moved on its own: a repeated request answers `owned` for those that were moved before. Requires an access token or an API key with the permission `claims:write`.
   *
   * `POST /api/v1/claims/import`
   *
   * @returns The claim import.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  import(body: ImportClaimsBody, options?: CallOptions): ApiPromise<ClaimImport>;

  /**
   * Move the license to the customer who claims it.
   *
   * Other pending claims of the license are refused. Requires an access token or an API key with the permission `claims:write`.
   *
   * `POST /api/v1/claims/{id}/approve`
   *
   * @param id ID of the claim.
   * @returns The claim.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The claim was decided already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  approve(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Claim>;

  /**
   * Leave the license with its customer.
   *
   * Requires an access token or an API key with the permission `claims:write`.
   *
   * `POST /api/v1/claims/{id}/refuse`
   *
   * @param id ID of the claim.
   * @returns The claim.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The claim was decided already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  refuse(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Claim>;
}
export class ClaimsApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  get: 'GET ./{id}',
  import: 'POST ./import',
  approve: 'POST ./{id}/approve',
  refuse: 'POST ./{id}/refuse',
}, 'claims') {}
