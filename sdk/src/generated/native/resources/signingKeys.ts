/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, JwkSet, ListSigningKeysQuery, RotateSigningKeyBody, SigningKey } from '../index';

/** Public keys that verify signed answers and license files. */
export interface SigningKeysApi {

  /**
   * List the public keys for verifying what this installation signs, such as answers and license keys, as a JSON Web Key Set.
   *
   * Public: requires no credential.
   *
   * `GET /.well-known/jwks.json`
   *
   * @returns The jwk set.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listPublicKeys(options?: CallOptions): ApiPromise<JwkSet>;

  /**
   * List the signing keys, newest first, including revoked ones.
   *
   * The newest key of each algorithm signs. Requires an access token or an API key with the permission `settings:read`.
   *
   * `GET /api/v1/signing-keys`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListSigningKeysQuery, options?: CallOptions): PagePromise<SigningKey>;

  /**
   * Rotate the signing key of an algorithm, or create the first one.
   *
   * Every node signs with the new key within a second. The previous key of the algorithm endorses the new one and verifies until it is revoked; its private key is deleted. Requires an access token or an API key with the permission `settings:write`.
   *
   * `POST /api/v1/signing-keys`
   *
   * @returns The new signing key.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotate(body?: RotateSigningKeyBody, options?: CallOptions): ApiPromise<SigningKey>;

  /**
   * Revoke a retired signing key, for example because it leaked.
   *
   * It is no longer published, and apps refuse what it signed, license keys of the format `signed` included. Requires an access token or an API key with the permission `settings:write`.
   *
   * `POST /api/v1/signing-keys/{kid}/revoke`
   *
   * @param kid ID of the signing key.
   * @returns The signing key.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: KEY_ACTIVE: the key signs. Rotate it first.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  revoke(kid: string, body?: ChangeReason, options?: CallOptions): ApiPromise<SigningKey>;
}
export class SigningKeysApi extends /* @__PURE__ */ resource({
  listPublicKeys: 'GET /.well-known/jwks.json',
  list: 'GET . list',
  rotate: 'POST .',
  revoke: 'POST ./{kid}/revoke',
}, 'signing-keys') {}
