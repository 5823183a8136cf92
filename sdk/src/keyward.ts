import type { Answer } from './answer';
import type { CallOptions, ClientOptions } from './client-options';
import type { Download } from './download';
import {
  type AccessToken,
  type ActivateLicense,
  type ActivationResult,
  type DeactivateLicense,
  type DeactivationResult,
  type HeartbeatResult,
  type SendHeartbeat,
  NativeApi,
  type ValidateLicense,
  type ValidationResult,
} from './generated/native';
import { profile } from './generated/native/profile';
import { Connection } from './http/connection';
import { requestOver } from './http/http-request';
import type { ApiProfile } from './http/api-profile';

const NATIVE: ApiProfile = {
  ...profile,
  // The most frequent calls: the server need not store their responses.
  retryable: ['POST /api/v1/validate', 'POST /api/v1/heartbeat'],
};

/** Client of the native API: resources by name, and the most frequent calls as methods. */
export class Keyward extends NativeApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, NATIVE);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** Logs an admin in. This client, and those bound to it, then use the admin's token. */
  async logIn(username: string, password: string): Promise<AccessToken> {
    const token = await this.auth.logIn({ requestBody: { username, password } });
    this.#connection.token = token.access_token;
    return token;
  }

  /** Ends the admin's session on the server and discards its token. */
  async logOut(): Promise<void> {
    await this.auth.logOut();
    this.#connection.token = undefined;
  }

  /** Activates the license on this device. A device that is already active keeps its seat. */
  activate(call: ActivateLicense): Promise<ActivationResult> {
    return this.client.activate({ requestBody: call });
  }

  /** Checks whether this program may run: `valid` and the reason. An invalid license is not an error. */
  validate(call: ValidateLicense): Promise<ValidationResult> {
    return this.client.validate({ requestBody: call });
  }

  /** Reports that the program is running on this device. */
  heartbeat(call: SendHeartbeat): Promise<HeartbeatResult> {
    return this.client.heartbeat({ requestBody: call });
  }

  /** Deactivates the license on this device and releases its seat. */
  deactivate(call: DeactivateLicense): Promise<DeactivationResult> {
    return this.client.deactivate({ requestBody: call });
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): Keyward {
    return new Keyward(this.#connection.with(options));
  }

  /** Returns the result of a call with the status and headers of its response. */
  answerOf<T>(call: (client: Keyward) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new Keyward(connection)));
  }

  /** Starts a download, to be read as a stream or as a whole. */
  download(call: (client: Keyward) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new Keyward(connection)));
  }
}
