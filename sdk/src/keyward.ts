import type { CallOptions, ClientOptions } from './client-options';
import type { AccessToken } from './generated/native';
import { NativeApi } from './generated/native/api';
import { profile } from './generated/native/profile';
import type { ApiProfile } from './http/api-profile';
import { Connection } from './http/connection';
import { Webhooks } from './webhooks';

const NATIVE: ApiProfile = {
  ...profile,
  // The most frequent calls: the server need not store their responses.
  retryable: ['POST /api/v1/validate', 'POST /api/v1/heartbeat'],
};

export interface LogInOptions extends CallOptions {
  code?: string | undefined;
}

/** Client of the native API: calls of client programs are its methods, all others stand in a resource, such as `licenses`. */
export class Keyward extends NativeApi {
  override readonly webhooks: Webhooks;
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, NATIVE);
    super(connection);
    this.webhooks = new Webhooks(connection);
    this.#connection = connection;
  }

  /**
   * Logs an admin in. This client, and those bound to it, then use the admin's token.
   * @param options with the `code` of the authenticator app, or a recovery code, if the admin has a second factor
   */
  async logIn(username: string, password: string, { code, ...options }: LogInOptions = {}): Promise<AccessToken> {
    const token = await this.auth.logIn({ username, password, code }, options);
    this.#connection.token = token.access_token;
    return token;
  }

  /** Ends the admin's session on the server and discards its token. */
  async logOut(options?: CallOptions): Promise<void> {
    await this.auth.logOut(options);
    this.#connection.token = undefined;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): Keyward {
    return new Keyward(this.#connection.with(options));
  }
}
