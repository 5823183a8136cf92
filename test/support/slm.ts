import { keyOf } from '../testkit/callers';
import type { Answer, TestServer } from '../testkit/server';

/** The API of Software License Manager, with its two secret keys. */
export class SoftwareLicenseManager {
  constructor(
    private readonly server: TestServer,
    readonly verificationKey: string,
    readonly creationKey: string,
  ) {}

  static async on(server: TestServer): Promise<SoftwareLicenseManager> {
    const verification = await keyOf(server, 'external');
    const creation = await keyOf(server, 'internal');
    return new SoftwareLicenseManager(server, verification.key, creation.key);
  }

  /** Sends a call with its fields in the query, as the plugin's sample program does. */
  send(action: string, fields: Record<string, string> = {}): Promise<Answer> {
    const secret_key = action === 'slm_create_new' ? this.creationKey : this.verificationKey;
    return this.server.call('GET', '/', { query: { slm_action: action, secret_key, ...fields } });
  }
}
