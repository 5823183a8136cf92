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
import { traits } from './generated/native/traits';
import { Connection } from './http/connection';
import { requestOver } from './http/http-request';
import type { Traits } from './http/traits';

const NATIVE: Traits = {
  ...traits,
  // What programs do all day: the server need not remember each of these answers.
  harmless: ['POST /api/v1/validate', 'POST /api/v1/heartbeat'],
};

/** The client of the native API: its resources by name, and what programs and admins do all day at hand. */
export class Keyward extends NativeApi {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, NATIVE);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** Logs an admin in. From then on this client, and those bound to it, speak for that admin. */
  async logIn(username: string, password: string): Promise<AccessToken> {
    const token = await this.auth.logIn({ requestBody: { username, password } });
    this.#connection.token = token.access_token;
    return token;
  }

  /** Ends the admin's session on the server and forgets its token. */
  async logOut(): Promise<void> {
    await this.auth.logOut();
    this.#connection.token = undefined;
  }

  /** Takes a seat of the license for this device; the seat it has already, if it has one. */
  activate(call: ActivateLicense): Promise<ActivationResult> {
    return this.client.activate({ requestBody: call });
  }

  /** May this program run? The answer is `valid` and why; a license that is not valid is no error. */
  validate(call: ValidateLicense): Promise<ValidationResult> {
    return this.client.validate({ requestBody: call });
  }

  /** Says that the program is still running on this device. */
  heartbeat(call: SendHeartbeat): Promise<HeartbeatResult> {
    return this.client.heartbeat({ requestBody: call });
  }

  /** Gives the device's seat back. */
  deactivate(call: DeactivateLicense): Promise<DeactivationResult> {
    return this.client.deactivate({ requestBody: call });
  }

  /** This client with other options; what they leave out stays as it is. */
  with(options: CallOptions): Keyward {
    return new Keyward(this.#connection.with(options));
  }

  /** A call's answer with its status and headers. */
  answerOf<T>(call: (client: Keyward) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new Keyward(connection)));
  }

  /** Starts a download, to be read as a stream or at once. */
  download(call: (client: Keyward) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new Keyward(connection)));
  }
}
