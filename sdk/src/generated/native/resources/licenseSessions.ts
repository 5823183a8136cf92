/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { PagePromise } from '../../../page-promise';
import { sendList } from '../../../send-call';
import type { LicenseSession, ListLicenseSessionsQuery } from '../index';

export class LicenseSessionsApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List license sessions, including ended ones, newest first.
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
}
