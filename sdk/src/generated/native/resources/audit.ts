/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AuditEntry, Event, ListAuditEntriesQuery, ListEventsQuery, ListRequestsQuery, RequestLogEntry } from '../index';

/** Who changed what, and the events that changes cause. */
export interface AuditApi {

  /**
   * List the requests of all APIs, newest first: those of apps about licenses, and those that users and API keys made to read
   * or change something, in the console too.
   *
   * The latter appear some seconds after they were answered. An API key that is restricted to some products sees requests about their licenses. Requires an access token or an API key with the permission `audit:read`.
   *
   * `GET /api/v1/requests`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listRequests(query?: ListRequestsQuery, options?: CallOptions): PagePromise<RequestLogEntry>;

  /**
   * List audit entries, newest first.
   *
   * An API key that is restricted to some products sees the entries whose event has one of these products as `product`. Requires an access token or an API key with the permission `audit:read`.
   *
   * `GET /api/v1/audit`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEntries(query?: ListAuditEntriesQuery, options?: CallOptions): PagePromise<AuditEntry>;

  /**
   * List events, newest first by default.
   *
   * In the order `oldest`, apps can follow the events and wait for new ones. An API key that is restricted to some products sees the events whose `data.product` is one of them. Requires an access token or an API key with the permission `events:read`.
   *
   * `GET /api/v1/events`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEvents(query?: ListEventsQuery, options?: CallOptions): PagePromise<Event>;
}
export class AuditApi extends /* @__PURE__ */ resource({
  listRequests: 'GET requests list',
  listEntries: 'GET audit list',
  listEvents: 'GET events list',
}) {}
