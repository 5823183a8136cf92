/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, CreateWebhookBody, DeleteWebhookQuery, ListWebhookDeliveriesQuery, ListWebhooksQuery, RotateWebhookSecretBody, UpdateWebhookBody, Webhook, WebhookDelivery, WebhookWithSecret } from '../index';

/** Events sent to other systems. */
export interface WebhooksApi {

  /**
   * Create a webhook: from now on, the events of these names are posted to the URL.
   *
   * The secret is returned only in this response. Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `POST /api/v1/webhooks`
   *
   * @returns The new webhook with secret.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: LIMIT_REACHED: there are 100 webhooks already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateWebhookBody, options?: CallOptions): ApiPromise<WebhookWithSecret>;

  /**
   * List webhooks, newest first.
   *
   * Requires an access token or an API key with the permission `webhooks:read`.
   *
   * `GET /api/v1/webhooks`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListWebhooksQuery, options?: CallOptions): PagePromise<Webhook>;

  /**
   * Get a webhook.
   *
   * Requires an access token or an API key with the permission `webhooks:read`.
   *
   * `GET /api/v1/webhooks/{id}`
   *
   * @param id ID of the webhook.
   * @returns The webhook.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Webhook>;

  /**
   * Update a webhook.
   *
   * Omitted fields are unchanged. Pending deliveries use the new values. Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `PATCH /api/v1/webhooks/{id}`
   *
   * @param id ID of the webhook.
   * @returns The webhook.
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
  update(id: string, body: UpdateWebhookBody, options?: CallOptions): ApiPromise<Webhook>;

  /**
   * Delete a webhook with its deliveries.
   *
   * Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `DELETE /api/v1/webhooks/{id}`
   *
   * @param id ID of the webhook.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteWebhookQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Replace the secret.
   *
   * Deliveries are signed with both secrets until the overlap ends. The secret is returned only in this response. Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `POST /api/v1/webhooks/{id}/rotate-secret`
   *
   * @param id ID of the webhook.
   * @returns The new webhook with secret.
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
  rotateSecret(id: string, body: RotateWebhookSecretBody, options?: CallOptions): ApiPromise<WebhookWithSecret>;

  /**
   * Enable a disabled webhook.
   *
   * Its pending deliveries continue; events recorded while it was disabled are not delivered. Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `POST /api/v1/webhooks/{id}/enable`
   *
   * @param id ID of the webhook.
   * @returns The webhook.
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
  enable(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Webhook>;

  /**
   * Disable a webhook.
   *
   * Its pending deliveries wait. Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `POST /api/v1/webhooks/{id}/disable`
   *
   * @param id ID of the webhook.
   * @returns The webhook.
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
  disable(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Webhook>;

  /**
   * Send the event `webhook_endpoint.tested` to this webhook alone.
   *
   * Its delivery shows whether it arrived. Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `POST /api/v1/webhooks/{id}/test`
   *
   * @param id ID of the webhook.
   * @returns The new webhook delivery.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: DISABLED: the webhook is disabled.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  test(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<WebhookDelivery>;

  /**
   * List the deliveries of a webhook with all tries, newest first.
   *
   * Deliveries are deleted after 30 days. Requires an access token or an API key with the permission `webhooks:read`.
   *
   * `GET /api/v1/webhooks/{id}/deliveries`
   *
   * @param id ID of the webhook.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listDeliveries(id: string, query?: ListWebhookDeliveriesQuery, options?: CallOptions): PagePromise<WebhookDelivery>;

  /**
   * Deliver an event again, as a new delivery with the same message ID.
   *
   * Requires an access token or an API key with the permission `webhooks:write`.
   *
   * `POST /api/v1/webhooks/{id}/deliveries/{delivery_id}/replay`
   *
   * @param id ID of the webhook.
   * @param deliveryId ID of the delivery.
   * @returns The new webhook delivery.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: DISABLED: the webhook is disabled. EVENT_DELETED: the event is no longer stored.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  replayDelivery(id: string, deliveryId: string, body?: ChangeReason, options?: CallOptions): ApiPromise<WebhookDelivery>;
}
export class WebhooksApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
  rotateSecret: 'POST ./{id}/rotate-secret',
  enable: 'POST ./{id}/enable',
  disable: 'POST ./{id}/disable',
  test: 'POST ./{id}/test',
  listDeliveries: 'GET ./{id}/deliveries list',
  replayDelivery: 'POST ./{id}/deliveries/{delivery_id}/replay',
}, 'webhooks') {}
