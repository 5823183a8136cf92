/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Answer } from '../answer';
import type { CallOptions, ClientOptions } from '../client-options';
import type { Download } from '../download';
import { Connection } from '../http/connection';
import { requestOver } from '../http/http-request';
import { SmbeautyApi } from './smbeauty';
import { profile } from './smbeauty/profile';

/** The license API of SMBeautyEngine, for existing apps. */
export class SmbeautyClient extends SmbeautyApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): SmbeautyClient {
    return new SmbeautyClient(this.#connection.with(options));
  }

  /** Returns the result of a call with the status and headers of its response. */
  answerOf<T>(call: (client: SmbeautyClient) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new SmbeautyClient(connection)));
  }

  /** Starts a download, to be read as a stream or as a whole. */
  download(call: (client: SmbeautyClient) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new SmbeautyClient(connection)));
  }
}

export type { Answer } from '../answer';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './smbeauty';
