/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { V2Api } from './v2/api';
import { profile } from './v2/profile';

/** The API of the V2 license server, for existing clients. */
export class V2Client extends V2Api {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): V2Client {
    return new V2Client(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './v2';
export type * from './v2/api';
