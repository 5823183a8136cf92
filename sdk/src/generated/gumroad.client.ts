/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { GumroadApi } from './gumroad/api';
import { profile } from './gumroad/profile';

/** The license calls of the Gumroad API, for existing programs. */
export class GumroadClient extends GumroadApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): GumroadClient {
    return new GumroadClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './gumroad';
export type * from './gumroad/api';
