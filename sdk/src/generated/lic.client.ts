/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { LicApi } from './lic/api';
import { profile } from './lic/profile';

/** The API of the LIC license server, for existing clients. */
export class LicClient extends LicApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): LicClient {
    return new LicClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './lic';
export type * from './lic/api';
