/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { LemonSqueezyApi } from './lemon-squeezy/api';
import { profile } from './lemon-squeezy/profile';

/** The license API of Lemon Squeezy, for existing programs. */
export class LemonSqueezyClient extends LemonSqueezyApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): LemonSqueezyClient {
    return new LemonSqueezyClient(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './lemon-squeezy';
export type * from './lemon-squeezy/api';
