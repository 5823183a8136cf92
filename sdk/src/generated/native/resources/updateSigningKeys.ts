/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { sendCall, sendList } from '../../../send-call';
import type { ListUpdateSigningKeysQuery, UpdateSigningKey } from '../index';

export class UpdateSigningKeysApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List the public keys for verifying update signatures, newest first. The newest key signs new updates.
   *
   * `GET /api/v1/update-signing-keys`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query: ListUpdateSigningKeysQuery = {}, options?: CallOptions): PagePromise<UpdateSigningKey> {
    return sendList(this.#connection, { method: 'GET', url: '/api/v1/update-signing-keys', query }, options);
  }

  /**
   * Rotate the update signing key. The previous key remains listed for verification, and its private key is deleted.
   *
   * `POST /api/v1/update-signing-keys`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotate(options?: CallOptions): ApiPromise<UpdateSigningKey> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/update-signing-keys' }, options);
  }

  /**
   * Revoke an update signing key. It is no longer listed, and its signatures no longer verify. The active key is replaced at once.
   *
   * `DELETE /api/v1/update-signing-keys/{key_id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  revoke(keyId: string, options?: CallOptions): ApiPromise<void> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/v1/update-signing-keys/{key_id}', path: { 'key_id': keyId } }, options);
  }
}
