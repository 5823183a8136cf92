/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, ListUpdateSigningKeysQuery, RevokeUpdateSigningKeyQuery, UpdateSigningKey } from '../index';

/** Keys that sign the manifests of updates. */
export interface UpdateSigningKeysApi {

  /**
   * List the public keys for verifying update signatures, newest first.
   *
   * The newest key signs new updates. Public: requires no credential.
   *
   * `GET /api/v1/update-signing-keys`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListUpdateSigningKeysQuery, options?: CallOptions): PagePromise<UpdateSigningKey>;

  /**
   * Rotate the update signing key.
   *
   * The previous key remains listed for verification, and its private key is deleted. Requires an access token or an API key with the permission `settings:write`.
   *
   * `POST /api/v1/update-signing-keys`
   *
   * @returns The new update signing key.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotate(body?: ChangeReason, options?: CallOptions): ApiPromise<UpdateSigningKey>;

  /**
   * Revoke an update signing key.
   *
   * It is no longer listed, and its signatures no longer verify. The active key is replaced immediately. Requires an access token or an API key with the permission `settings:write`.
   *
   * `DELETE /api/v1/update-signing-keys/{key_id}`
   *
   * @param keyId ID of the key.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  revoke(keyId: string, query?: RevokeUpdateSigningKeyQuery, options?: CallOptions): ApiPromise<void>;
}
export class UpdateSigningKeysApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  rotate: 'POST .',
  revoke: 'DELETE ./{key_id}',
}, 'update-signing-keys') {}
