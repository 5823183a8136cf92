import type { License } from '../../sdk/src/generated/native';
import { ShadowingService } from '../../src/plugins/migration/shadowing/shadowing.service';
import { percentileOf } from '../../src/plugins/migration/shadowing/requested-key';
import { TestServer } from '../testkit/server';

type Settings = Record<string, string | number>;

/** A server in front of an old one, which is another server with a state of its own. */
export class ShadowPair {
  private keys = 0;

  private constructor(
    readonly old: TestServer,
    readonly server: TestServer,
    readonly oldUrl: string,
  ) {}

  /** @param environment settings of both servers; without any, other spec files use them before and after */
  static async start(environment?: Record<string, string>): Promise<ShadowPair> {
    const old = environment ? await TestServer.start(environment) : await TestServer.shared();
    const server = environment ? await TestServer.start(environment) : await TestServer.shared();
    return new ShadowPair(old, server, await old.listen());
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.old.stop();
  }

  /** Sets the settings of the API, by default with the address of the old server. */
  async shadow(api: string, settings: Settings): Promise<void> {
    await this.server.sdk.settings.update(
      Object.fromEntries(
        Object.entries({ url: this.oldUrl, ...settings }).map(([name, value]) => [`shadow.${api}.${name}`, value]),
      ),
    );
  }

  /** This server alone answers. */
  endShadow(api: string): Promise<void> {
    return this.shadow(api, { url: '', percent: 0, learn: '' });
  }

  /** Resolves when all comparisons are made. */
  settled(): Promise<void> {
    return this.server.app.get(ShadowingService).settled();
  }

  /** Counts by operation and outcome, without zeros. */
  async agreement(api: string): Promise<Record<string, Record<string, number>>> {
    await this.settled();
    const { items } = (await this.server.asAdmin('GET', `/api/v1/shadows/${api}/agreement`)).body;
    return Object.fromEntries(
      items.map(({ operation, ...counts }: Record<string, number>) => [
        operation,
        Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
      ]),
    );
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read bodies
  async differences(api: string): Promise<any[]> {
    return (await this.server.asAdmin('GET', `/api/v1/shadows/${api}/differences`)).body.items;
  }

  /** The licenses with this key in front of the old server. */
  async here(key: string): Promise<License[]> {
    await this.settled();
    return (await this.server.asAdmin('GET', '/api/v1/licenses', { query: { key } })).body.items;
  }

  async emptyTables(): Promise<void> {
    await this.settled();
    await this.server.emptyTables('licenses', 'customers', 'shadow_counts', 'shadow_differences', 'verifications');
  }

  /** A key that is answered here at 50 %, or is not. */
  aKey(isOurs?: boolean): string {
    return this.aText('SHAD-OW00', isOurs);
  }

  /** A text that counts as a key which is answered here at 50 %, or is not. */
  aText(prefix: string, isOurs?: boolean, suffix = ''): string {
    for (;;) {
      const text = `${prefix}-KEYS-${String(++this.keys).padStart(4, '0')}${suffix}`;
      if (isOurs === undefined || percentileOf(text) < 50 === isOurs) {
        return text;
      }
    }
  }
}
