/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { CancelOrderBody, ExportOrdersQuery, GetRenewalsQuery, ListOrdersQuery, Order, OrderSummary, PlaceOrderBody, RefundOrderBody, Renewals, UpdateOrderBody } from '../index';

/** Sales, which give licenses to customers. */
export interface OrdersApi {

  /**
   * Place a paid order: finds or creates the customer, and issues the licenses.
   *
   * The response has the keys of the licenses. An order with an `external_id` that exists already is answered with 200 and unchanged. Requires an access token or an API key with the permission `orders:write`.
   *
   * `POST /api/v1/orders`
   *
   * @returns The order. The new order.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product, policy or customer not found.
   * @throws 409: The order exists already, and the API key cannot see it.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  place(body: PlaceOrderBody, options?: CallOptions): ApiPromise<Order>;

  /**
   * List orders, newest first unless `sort` says otherwise.
   *
   * API keys of some products see the orders all of whose lines are theirs. Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/orders`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListOrdersQuery, options?: CallOptions): PagePromise<OrderSummary>;

  /**
   * Download orders as CSV, newest first.
   *
   * Values that a spreadsheet would run as a formula are prefixed with an apostrophe. Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/orders/export`
   *
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  export(query?: ExportOrdersQuery, options?: CallOptions): Promise<Download>;

  /**
   * Get an order with its licenses.
   *
   * Their keys are null for callers who cannot read licenses. Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/orders/{id}`
   *
   * @param id ID of the order.
   * @returns The order.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Order>;

  /**
   * Update the metadata of an order.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `orders:write`.
   *
   * `PATCH /api/v1/orders/{id}`
   *
   * @param id ID of the order.
   * @returns The order.
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
  update(id: string, body: UpdateOrderBody, options?: CallOptions): ApiPromise<Order>;

  /**
   * Pay an order back, or some of its lines: their licenses are revoked.
   *
   * Requires an access token or an API key with the permission `orders:write`.
   *
   * `POST /api/v1/orders/{id}/refund`
   *
   * @param id ID of the order.
   * @returns The order.
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
  refund(id: string, body: RefundOrderBody, options?: CallOptions): ApiPromise<Order>;

  /**
   * Cancel an order.
   *
   * The licenses of the order expire at the end of the paid period, or are suspended immediately. Requires an access token or an API key with the permission `orders:write`.
   *
   * `POST /api/v1/orders/{id}/cancel`
   *
   * @param id ID of the order.
   * @returns The order.
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
  cancel(id: string, body: CancelOrderBody, options?: CallOptions): ApiPromise<Order>;

  /**
   * Count the licenses of a batch that a payment has continued, and those that end without one.
   *
   * Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/renewals`
   *
   * @returns The renewals.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getRenewals(query: GetRenewalsQuery, options?: CallOptions): ApiPromise<Renewals>;
}
export class OrdersApi extends /* @__PURE__ */ resource({
  place: 'POST .',
  list: 'GET . list',
  export: 'GET ./export query binary',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  refund: 'POST ./{id}/refund',
  cancel: 'POST ./{id}/cancel',
  getRenewals: 'GET renewals query',
}, 'orders') {}
