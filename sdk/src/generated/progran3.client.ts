/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { Progran3Api } from './progran3/api';
import { profile } from './progran3/profile';

/** The API of the ProGran3 license server, for existing clients. */
export class Progran3Client extends Progran3Api {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): Progran3Client {
    return new Progran3Client(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './progran3';
export type * from './progran3/api';
