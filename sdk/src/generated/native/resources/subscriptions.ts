/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ListSubscriptionChangesQuery, ListSubscriptionsQuery, Subscription, SubscriptionChange, SubscriptionSummary } from '../index';

/** Orders whose shop renews them. */
export interface SubscriptionsApi {

  /**
   * List subscriptions, newest first.
   *
   * Each is an order with a `subscription_id`. Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/subscriptions`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListSubscriptionsQuery, options?: CallOptions): PagePromise<SubscriptionSummary>;

  /**
   * Get a subscription with the IDs of its licenses.
   *
   * Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/subscriptions/{id}`
   *
   * @param id ID of the subscription.
   * @returns The subscription.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Subscription>;

  /**
   * List the changes of a subscription, newest first, with the events that made them, as far as the audit log keeps them.
   *
   * Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/subscriptions/{id}/log`
   *
   * @param id ID of the subscription.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listChanges(id: string, query?: ListSubscriptionChangesQuery, options?: CallOptions): PagePromise<SubscriptionChange>;
}
export class SubscriptionsApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  get: 'GET ./{id}',
  listChanges: 'GET ./{id}/log list',
}, 'subscriptions') {}
