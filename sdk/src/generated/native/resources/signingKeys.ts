/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { JwkSet } from '../index';

export class SigningKeysApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * List the public keys for verifying what this installation signs, such as license keys, as a JSON Web Key Set.
   *
   * `GET /.well-known/jwks.json`
   *
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listPublicKeys(options?: CallOptions): ApiPromise<JwkSet> {
    return sendCall(this.#connection, { method: 'GET', url: '/.well-known/jwks.json' }, options);
  }
}
