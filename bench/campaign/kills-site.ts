import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Child } from '../child';
import { Cleanup } from '../cleanup';
import type { Database } from '../database';
import { Keyward } from '../keyward';
import { NodeClient, type Reply } from './node-client';

const NAME = 'kills';
export const PRODUCT = 'killed';
const METER = 'exports';
const PROBE_PAUSE_MS = 25;
const START_TRIES = 3;

/** With it, `keyward doctor` has nothing to say of a new installation. */
const ENVIRONMENT = {
  SECRETS_KEY: `base64:${randomBytes(32).toString('base64')}`,
  WEBHOOK_ALLOW_PRIVATE: '1',
};

/** A node, which is another process after each kill. */
export interface Node {
  readonly name: string;
  child: Child;
  client: NodeClient;
  isUp: boolean;
  cleanup: Cleanup;
  starting?: Promise<void>;
}

/** What the load needs to know. */
export interface Access {
  readonly apiKey: string;
  readonly shopId: string;
  readonly shopSecret: string;
}

/** Nodes on one database, which can be killed and started again. */
export class Site {
  private isClosed = false;

  private constructor(
    private readonly keyward: Keyward,
    readonly nodes: readonly Node[],
    readonly access: Access,
    private readonly probeKey: string,
  ) {}

  /** @param hook URL to which events of licenses are sent */
  static async open(database: Database, cleanup: Cleanup, count: number, hook?: string): Promise<Site> {
    const keyward = await Keyward.start(database, NAME, cleanup, { environment: ENVIRONMENT });
    const first = nodeOf('node 1', keyward.process, new Cleanup());
    const { access, probeKey } = await prepare(keyward, first.client, hook);
    const nodes = [first];
    const site = new Site(keyward, nodes, access, probeKey);
    cleanup.add(() => site.close());
    for (let number = 2; number <= count; number += 1) {
      const own = new Cleanup();
      nodes.push(nodeOf(`node ${number}`, await site.start(own), own));
    }
    return site;
  }

  /** Starts a node on a copy of a database that had a site. */
  static async startOn(copy: Database, cleanup: Cleanup): Promise<{ pool: Pool; client: NodeClient }> {
    const { pool, process } = await Keyward.start(copy, NAME, cleanup, { environment: ENVIRONMENT });
    const client = new NodeClient(process.url, 2);
    cleanup.add(() => client.close());
    return { pool, client };
  }

  get pool(): Pool {
    return this.keyward.pool;
  }

  /** Settings of the nodes, for commands on their database. */
  get environment(): Record<string, string> {
    return { ...ENVIRONMENT, DATABASE_URL: this.keyward.databaseUrl, RATE_LIMIT_FACTOR: '1000000' };
  }

  get nodesUp(): readonly Node[] {
    return this.nodes.filter(({ isUp }) => isUp);
  }

  async kill(node: Node): Promise<void> {
    node.isUp = false;
    await node.child.kill();
    await node.client.close();
    await node.cleanup.run();
  }

  /** As a service manager does: several times, since its database may be away. */
  startAgain(node: Node): Promise<void> {
    node.starting ??= this.tryToStart(node).finally(() => {
      node.starting = undefined;
    });
    return node.starting;
  }

  private async tryToStart(node: Node): Promise<void> {
    for (let tries = 1; !node.isUp && !this.isClosed; tries += 1) {
      const own = new Cleanup();
      node.cleanup = own;
      try {
        node.child = await this.start(own);
        node.client = new NodeClient(node.child.url);
        node.isUp = true;
      } catch (error) {
        await own.run();
        if (tries === START_TRIES) {
          throw error;
        }
      }
    }
  }

  /** Whether all these nodes answer a check, and record it, before the limit. */
  async servesWithin(limitMs: number, nodes: () => readonly Pick<Node, 'client'>[]): Promise<boolean> {
    const begun = performance.now();
    while (performance.now() - begun < limitMs && !this.isClosed) {
      const answers = await Promise.all(nodes().map(({ client }) => this.isServed(client)));
      if (answers.length > 0 && answers.every(Boolean)) {
        return true;
      }
      await pause(PROBE_PAUSE_MS);
    }
    return false;
  }

  private async isServed(client: NodeClient): Promise<boolean> {
    const body = { license_key: this.probeKey, app_version: 'probe' };
    const reply = await client.call('POST', '/api/v1/validate', body).catch(() => undefined);
    return reply?.status === 200 && reply.body?.valid === true;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(
      this.nodes.map(async ({ client, cleanup }) => {
        await client.close();
        await cleanup.run();
      }),
    );
  }

  private start(own: Cleanup): Promise<Child> {
    return this.keyward.startSecond(own, { environment: ENVIRONMENT });
  }
}

function nodeOf(name: string, child: Child, cleanup: Cleanup): Node {
  return { name, child, client: new NodeClient(child.url), isUp: true, cleanup };
}

/** A product with a meter, a key of a script, a shop, and a license to ask for. */
async function prepare(keyward: Keyward, client: NodeClient, hook?: string) {
  const headers = { authorization: `Bearer ${await keyward.logIn()}` };
  const call = async (method: 'POST' | 'PUT' | 'PATCH', path: string, body: object) =>
    made(await client.call(method, `/api/v1/${path}`, body, headers));
  const { policy } = await call('POST', 'products', { reference: PRODUCT, name: 'Killed' });
  await call('PUT', `products/${PRODUCT}/meters/${METER}`, { name: 'Exports', unit: 'files', kind: 'consumed' });
  await call('PATCH', `policies/${String(policy)}`, { meters: { [METER]: { limit: 1_000_000_000, period: 'none' } } });
  const { key: apiKey } = await call('POST', 'api-keys', { name: 'Kills', kind: 'internal' });
  const { id: shopId, secret } = await call('POST', 'shops', { kind: 'generic', name: 'web' });
  if (hook !== undefined) {
    await call('POST', 'webhooks', { url: hook, events: ['license.issued', 'license.revoked', 'order.*'] });
  }
  const probeKey = 'KILLS-PROBE';
  await call('POST', 'licenses', { product: PRODUCT, key: probeKey });
  return {
    access: { apiKey: String(apiKey), shopId: String(shopId), shopSecret: String(secret) },
    probeKey,
  };
}

function made({ status, body, text }: Reply): Readonly<Record<string, unknown>> {
  if (status >= 300 || body === undefined) {
    throw new Error(`A call that prepares the load was answered ${status}: ${text}`);
  }
  return body;
}
