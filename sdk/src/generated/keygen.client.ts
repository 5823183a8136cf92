/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { KeygenApi } from './keygen/api';
import { profile } from './keygen/profile';

/** The calls of programs in the API of Keygen, for existing programs. Each path is also available below `/v1/accounts/{account}` instead of `/v1`. Bodies are JSON:API documents, of the type `application/vnd.api+json` unless the request accepts only `application/json`, and are signed. */
export class KeygenClient extends KeygenApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): KeygenClient {
    return new KeygenClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './keygen';
export type * from './keygen/api';
