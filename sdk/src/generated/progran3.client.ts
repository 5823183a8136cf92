/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Answer } from '../answer';
import type { CallOptions, ClientOptions } from '../client-options';
import type { Download } from '../download';
import { Connection } from '../http/connection';
import { requestOver } from '../http/http-request';
import { Progran3Api } from './progran3';
import { traits } from './progran3/traits';

/** The API of the ProGran3 license server, for programs that speak it already. */
export class Progran3Client extends Progran3Api {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, traits);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** This client with other options; what they leave out stays as it is. */
  with(options: CallOptions): Progran3Client {
    return new Progran3Client(this.#connection.with(options));
  }

  /** A call's answer with its status and headers. */
  answerOf<T>(call: (client: Progran3Client) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new Progran3Client(connection)));
  }

  /** Starts a download, to be read as a stream or at once. */
  download(call: (client: Progran3Client) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new Progran3Client(connection)));
  }
}

export type { Answer } from '../answer';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './progran3';
