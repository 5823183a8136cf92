/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { EddApi } from './edd/api';
import { profile } from './edd/profile';

/** The API of Software Licensing, an extension of Easy Digital Downloads, for existing plugins and programs. */
export class EddClient extends EddApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): EddClient {
    return new EddClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './edd';
export type * from './edd/api';
