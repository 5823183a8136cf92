/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { LicenseManagerApi } from './license-manager/api';
import { profile } from './license-manager/profile';

/** The API of License Manager and LicenseBox, for existing clients. */
export class LicenseManagerClient extends LicenseManagerApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): LicenseManagerClient {
    return new LicenseManagerClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './license-manager';
export type * from './license-manager/api';
