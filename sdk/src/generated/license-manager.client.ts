/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Answer } from '../answer';
import type { CallOptions, ClientOptions } from '../client-options';
import type { Download } from '../download';
import { Connection } from '../http/connection';
import { requestOver } from '../http/http-request';
import { LicenseManagerApi } from './license-manager';
import { traits } from './license-manager/traits';

/** The API of License Manager and of LicenseBox, for products that speak it already. */
export class LicenseManagerClient extends LicenseManagerApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, traits);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** This client with other options; what they leave out stays as it is. */
  with(options: CallOptions): LicenseManagerClient {
    return new LicenseManagerClient(this.#connection.with(options));
  }

  /** A call's answer with its status and headers. */
  answerOf<T>(call: (client: LicenseManagerClient) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new LicenseManagerClient(connection)));
  }

  /** Starts a download, to be read as a stream or at once. */
  download(call: (client: LicenseManagerClient) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new LicenseManagerClient(connection)));
  }
}

export type { Answer } from '../answer';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export { KeywardError } from '../keyward-error';
export type * from './license-manager';
