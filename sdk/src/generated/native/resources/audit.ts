/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { PagePromise } from '../../../page-promise';
import { sendList } from '../../../send-call';
import type { AuditEntry, Event, ListAuditEntriesQuery, ListEventsQuery } from '../index';

export class AuditApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List audit entries, newest first.
   *
   * `GET /api/v1/audit`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEntries(query: ListAuditEntriesQuery = {}, options?: CallOptions): PagePromise<AuditEntry> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/audit', query }, options);
  }

  /**
   * List events, newest first by default. In the order `oldest`, programs can follow the events and wait for new ones.
   *
   * `GET /api/v1/events`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEvents(query: ListEventsQuery = {}, options?: CallOptions): PagePromise<Event> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/events', query }, options);
  }
}
