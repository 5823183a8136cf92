/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ListSettingsQuery, SettingPage, UpdateSettingsBody } from '../index';

/** Settings that admins change at run time. */
export interface SettingsApi {

  /**
   * List settings with their values.
   *
   * Requires an access token or an API key with the permission `settings:read`.
   *
   * `GET /api/v1/settings`
   *
   * @returns A page of the list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListSettingsQuery, options?: CallOptions): ApiPromise<SettingPage>;

  /**
   * Update settings by name.
   *
   * If one value is invalid, none is changed; null resets a setting to its default. Changes reach every node within ten seconds. Requires an access token or an API key with the permission `settings:write`.
   *
   * `PATCH /api/v1/settings`
   *
   * @returns A page of the list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(body: UpdateSettingsBody, options?: CallOptions): ApiPromise<SettingPage>;
}
export class SettingsApi extends /* @__PURE__ */ resource({
  list: 'GET . query',
  update: 'PATCH .',
}, 'settings') {}
