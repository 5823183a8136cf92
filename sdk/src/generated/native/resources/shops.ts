/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, CreateShopBody, CreateShopMappingBody, DeleteShopMappingQuery, DeleteShopQuery, ListShopEventsQuery, ListShopMappingsQuery, ListShopsQuery, ReplayShopEventBody, ReplayedShopEvents, RotateShopSecretBody, Shop, ShopEvent, ShopMapping, ShopWithSecret, UpdateShopBody, UpdateShopMappingBody } from '../index';

/** Connections of shops, whose payments give licenses. */
export interface ShopsApi {

  /**
   * Connect a shop.
   *
   * Enter `events_url` in the shop as the address of a webhook. The secret is returned only in this response. Requires an access token or an API key with the permission `shops:write`.
   *
   * `POST /api/v1/shops`
   *
   * @returns The new shop with secret.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: Another shop has the name, or there are 100 shops already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateShopBody, options?: CallOptions): ApiPromise<ShopWithSecret>;

  /**
   * List shops, newest first.
   *
   * Requires an access token or an API key with the permission `shops:read`.
   *
   * `GET /api/v1/shops`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListShopsQuery, options?: CallOptions): PagePromise<Shop>;

  /**
   * Get a shop.
   *
   * Requires an access token or an API key with the permission `shops:read`.
   *
   * `GET /api/v1/shops/{id}`
   *
   * @param id ID of the shop.
   * @returns The shop.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Shop>;

  /**
   * Update the settings of a shop.
   *
   * Omitted settings are unchanged. They apply to events that are not applied yet. Requires an access token or an API key with the permission `shops:write`.
   *
   * `PATCH /api/v1/shops/{id}`
   *
   * @param id ID of the shop.
   * @returns The shop.
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
  update(id: string, body: UpdateShopBody, options?: CallOptions): ApiPromise<Shop>;

  /**
   * Disconnect a shop.
   *
   * Its events and mappings are deleted; its orders and licenses stay. Requires an access token or an API key with the permission `shops:write`.
   *
   * `DELETE /api/v1/shops/{id}`
   *
   * @param id ID of the shop.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteShopQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Replace the secret.
   *
   * Events that are signed with the former one are accepted until the overlap ends. The secret is returned only in this response. Requires an access token or an API key with the permission `shops:write`.
   *
   * `POST /api/v1/shops/{id}/rotate-secret`
   *
   * @param id ID of the shop.
   * @returns The new shop with secret.
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
  rotateSecret(id: string, body: RotateShopSecretBody, options?: CallOptions): ApiPromise<ShopWithSecret>;

  /**
   * Map a price, variant or product of a shop to the licenses that it gives.
   *
   * Events that could not be applied because this mapping was missing are applied by `replayShopEvents`. Requires an access token or an API key with the permission `shops:write`.
   *
   * `POST /api/v1/shops/{id}/mappings`
   *
   * @param id ID of the shop.
   * @returns The new shop mapping.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The ID is mapped already, or there are 1,000 mappings.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createMapping(id: string, body: CreateShopMappingBody, options?: CallOptions): ApiPromise<ShopMapping>;

  /**
   * List the mappings of a shop, newest first.
   *
   * Requires an access token or an API key with the permission `shops:read`.
   *
   * `GET /api/v1/shops/{id}/mappings`
   *
   * @param id ID of the shop.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listMappings(id: string, query?: ListShopMappingsQuery, options?: CallOptions): PagePromise<ShopMapping>;

  /**
   * Get a mapping.
   *
   * Requires an access token or an API key with the permission `shops:read`.
   *
   * `GET /api/v1/shops/{id}/mappings/{mapping_id}`
   *
   * @param id ID of the shop.
   * @param mappingId ID of the mapping.
   * @returns The shop mapping.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getMapping(id: string, mappingId: string, options?: CallOptions): ApiPromise<ShopMapping>;

  /**
   * Update a mapping.
   *
   * Omitted fields are unchanged. Licenses that were given already keep their policy. Requires an access token or an API key with the permission `shops:write`.
   *
   * `PATCH /api/v1/shops/{id}/mappings/{mapping_id}`
   *
   * @param id ID of the shop.
   * @param mappingId ID of the mapping.
   * @returns The shop mapping.
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
  updateMapping(id: string, mappingId: string, body: UpdateShopMappingBody, options?: CallOptions): ApiPromise<ShopMapping>;

  /**
   * Delete a mapping.
   *
   * Licenses that were given already stay. Requires an access token or an API key with the permission `shops:write`.
   *
   * `DELETE /api/v1/shops/{id}/mappings/{mapping_id}`
   *
   * @param id ID of the shop.
   * @param mappingId ID of the mapping.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteMapping(id: string, mappingId: string, query?: DeleteShopMappingQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the events of a shop, newest first.
   *
   * Those that are `unmapped` or `failed` need attention. Requires an access token or an API key with the permission `shops:read`.
   *
   * `GET /api/v1/shops/{id}/events`
   *
   * @param id ID of the shop.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEvents(id: string, query?: ListShopEventsQuery, options?: CallOptions): PagePromise<ShopEvent>;

  /**
   * Apply an event again, for example after its mapping was added.
   *
   * An event that was applied is never applied twice. For a sale that could continue a license, `license` or `new_license` decides. Requires an access token or an API key with the permission `shops:write`.
   *
   * `POST /api/v1/shops/{id}/events/{event_id}/replay`
   *
   * @param id ID of the shop.
   * @param eventId ID of the event.
   * @returns The shop event.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The sale of the event has an order already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  replayEvent(id: string, eventId: string, body: ReplayShopEventBody, options?: CallOptions): ApiPromise<ShopEvent>;

  /**
   * Apply all events of a shop again that are unmapped or have failed.
   *
   * Requires an access token or an API key with the permission `shops:write`.
   *
   * `POST /api/v1/shops/{id}/replay`
   *
   * @param id ID of the shop.
   * @returns The replayed shop events.
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
  replayEvents(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<ReplayedShopEvents>;
}
export class ShopsApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
  rotateSecret: 'POST ./{id}/rotate-secret',
  createMapping: 'POST ./{id}/mappings',
  listMappings: 'GET ./{id}/mappings list',
  getMapping: 'GET ./{id}/mappings/{mapping_id}',
  updateMapping: 'PATCH ./{id}/mappings/{mapping_id}',
  deleteMapping: 'DELETE ./{id}/mappings/{mapping_id}',
  listEvents: 'GET ./{id}/events list',
  replayEvent: 'POST ./{id}/events/{event_id}/replay',
  replayEvents: 'POST ./{id}/replay',
}, 'shops') {}
