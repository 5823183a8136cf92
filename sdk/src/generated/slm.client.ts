/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { SlmApi } from './slm/api';
import { profile } from './slm/profile';

/** The API of Software License Manager, a WordPress plugin by Tips and Tricks HQ, for existing programs. */
export class SlmClient extends SlmApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): SlmClient {
    return new SlmClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './slm';
export type * from './slm/api';
