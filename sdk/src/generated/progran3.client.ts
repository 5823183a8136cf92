/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Answer } from '../answer';
import type { CallOptions, ClientOptions } from '../client-options';
import type { Download } from '../download';
import { Connection } from '../http/connection';
import { requestOver } from '../http/http-request';
import { Progran3Api } from './progran3';
import { profile } from './progran3/profile';

/** The API of the ProGran3 license server, for existing clients. */
export class Progran3Client extends Progran3Api {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): Progran3Client {
    return new Progran3Client(this.#connection.with(options));
  }

  /** Returns the result of a call with the status and headers of its response. */
  answerOf<T>(call: (client: Progran3Client) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new Progran3Client(connection)));
  }

  /** Starts a download, to be read as a stream or as a whole. */
  download(call: (client: Progran3Client) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new Progran3Client(connection)));
  }
}

export type { Answer } from '../answer';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './progran3';
