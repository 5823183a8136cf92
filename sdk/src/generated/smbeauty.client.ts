/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { SmbeautyApi } from './smbeauty/api';
import { profile } from './smbeauty/profile';

/** The license API of SMBeautyEngine, for existing apps. */
export class SmbeautyClient extends SmbeautyApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): SmbeautyClient {
    return new SmbeautyClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './smbeauty';
export type * from './smbeauty/api';
