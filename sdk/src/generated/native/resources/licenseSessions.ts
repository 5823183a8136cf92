/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { LicenseSession, ListLicenseSessionsQuery, TerminateLicenseSessionQuery } from '../index';

/** Floating seats: concurrent sessions of a license. */
export interface LicenseSessionsApi {

  /**
   * List license sessions, including ended ones, newest first.
   *
   * Requires an access token or an API key with the permission `activations:read`.
   *
   * `GET /api/v1/license-sessions`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListLicenseSessionsQuery, options?: CallOptions): PagePromise<LicenseSession>;

  /**
   * End a session, also a borrowed one.
   *
   * Its seat is released immediately; the app learns of it at its next heartbeat. A session that has already ended does not change. Requires an access token or an API key with the permission `activations:write`.
   *
   * `DELETE /api/v1/license-sessions/{id}`
   *
   * @param id ID of the license session.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  end(id: string, query?: TerminateLicenseSessionQuery, options?: CallOptions): ApiPromise<void>;
}
export class LicenseSessionsApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  end: 'DELETE ./{id}',
}, 'license-sessions') {}
