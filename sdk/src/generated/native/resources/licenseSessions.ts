/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { LicenseSession, ListLicenseSessionsQuery, TerminateLicenseSessionQuery } from '../index';

/** Floating seats: concurrent sessions of a license. */
export class LicenseSessionsApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

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
  list(query: ListLicenseSessionsQuery = {}, options?: CallOptions): PagePromise<LicenseSession> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/license-sessions', query }, options);
  }

  /**
   * End a session, also a borrowed one.
   *
   * Its seat is free at once; the program learns of it at its next heartbeat. A session that has ended already stays as it is. Requires an access token or an API key with the permission `activations:write`.
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
  end(id: string, query: TerminateLicenseSessionQuery = {}, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/v1/license-sessions/{id}', path: [id], query, keyed: true, answer: 'none' }, options);
  }
}
