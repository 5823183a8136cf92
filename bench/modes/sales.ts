import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { wholeTimeOf } from '../cpu';
import type { Database } from '../database';
import { median, rounded } from '../figures';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import type { Bench } from './mode';

/** Events of one shop are applied one after the other. */
const SHOPS = 4;
const SENDERS = 16;
const SAMPLE_MS = 50;
const PRODUCT = 'bench-sales';

interface Shop {
  readonly id: string;
  readonly secret: string;
}

/** Of one round. */
interface Round {
  readonly perSecond: number;
  /** Processor time for each sale. */
  readonly serverMs: number;
  readonly databaseMs: number;
}

/** Paid orders that shops send, each with a new customer and a license, until the last one is applied. */
export async function sales({ options, database, cleanup, report }: Bench): Promise<void> {
  const versions = [{ version: 'now', server: await SalesServer.start(await Keyward.start(database, 'now', cleanup)) }];
  if (options.before !== undefined) {
    const former = await Keyward.start(database, 'before', cleanup, { project: options.before });
    versions.push({ version: 'before', server: await SalesServer.start(former) });
  }
  const events = Math.ceil(options.requests / SHOPS);
  const measured = versions.map((one) => ({ ...one, rounds: [] as Round[] }));
  for (const { server } of measured) {
    await server.sell(Math.ceil(events / 10));
  }
  for (let number = 1; number <= options.rounds; number++) {
    for (const { version, server, rounds } of measured) {
      const round = await measureRound(server, database, events);
      rounds.push(round);
      console.log(`  round ${number}  ${version}: ${Math.round(round.perSecond)} sales/s`);
    }
  }
  const rows = measured.map(({ version, rounds }) => {
    const middle = (value: (round: Round) => number): number => rounded(median(rounds.map(value)));
    return {
      version,
      sales_per_second: middle(({ perSecond }) => perSecond),
      server_cpu_ms: middle(({ serverMs }) => serverMs),
      postgresql_cpu_ms: middle(({ databaseMs }) => databaseMs),
    };
  });
  printTable(rows);
  report.write({ sales: { ...report.conditions, events: events * SHOPS, shops: SHOPS, by_version: rows } });
}

async function measureRound(server: SalesServer, database: Database, events: number): Promise<Round> {
  const count = events * SHOPS;
  const [serverCpu, databaseCpu, begun] = [server.cpu, wholeTimeOf(database.cpu), performance.now()];
  await server.sell(events);
  return {
    perSecond: (1_000 * count) / (performance.now() - begun),
    serverMs: (1_000 * (server.cpu - serverCpu)) / count,
    databaseMs: (1_000 * (wholeTimeOf(database.cpu) - databaseCpu)) / count,
  };
}

/** A server with shops that sell a product. */
class SalesServer {
  private sold = 0;

  private constructor(
    private readonly keyward: Keyward,
    private readonly shops: readonly Shop[],
  ) {}

  static async start(keyward: Keyward): Promise<SalesServer> {
    const token = await keyward.logIn();
    const create = async <T>(path: string, body: object): Promise<T> => {
      const headers = { authorization: `Bearer ${token}` };
      return (await answerOf(`${keyward.url}/api/v1/${path}`, body, headers)) as T;
    };
    await create('products', { reference: PRODUCT, name: 'Sold by shops' });
    const shops: Shop[] = [];
    for (let number = 1; number <= SHOPS; number++) {
      shops.push(await create<Shop>('shops', { kind: 'generic', name: `shop-${number}` }));
    }
    return new SalesServer(keyward, shops);
  }

  /** Processor seconds so far. */
  get cpu(): number {
    return wholeTimeOf(this.keyward.process.cpu);
  }

  /** Sends this many sales of each shop, and waits until all are applied. */
  async sell(count: number): Promise<void> {
    const first = this.sold;
    this.sold += count;
    const waiting = this.shops.flatMap((shop) =>
      Array.from({ length: count }, (_, index) => ({ shop, number: first + index })),
    );
    const send = async (): Promise<void> => {
      for (let sale = waiting.pop(); sale; sale = waiting.pop()) {
        await this.send(sale.shop, sale.number);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, send));
    while ((await this.count(`state = 'pending'`)) > 0) {
      await pause(SAMPLE_MS);
    }
    const done = await this.count(`state = 'done'`);
    if (done !== this.sold * SHOPS) {
      throw new Error(`${done} of ${this.sold * SHOPS} sales were applied`);
    }
  }

  private async send({ id, secret }: Shop, number: number): Promise<void> {
    const message = `sale-${number}`;
    const at = new Date();
    const customer = { email: `${id}-${number}@example.com`, name: 'Ada Lovelace' };
    const lines = [{ product: PRODUCT, price: 4_900, currency: 'EUR' }];
    const order = { external_id: `${id}-${number}`, customer, lines };
    const body = JSON.stringify({ type: 'order.paid', timestamp: at.toISOString(), order });
    await answerOf(`${this.keyward.url}/api/v1/shops/${id}/events`, body, {
      'webhook-id': message,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(message, at, body),
    });
  }

  private async count(condition: string): Promise<number> {
    const { rows } = await this.keyward.pool.query<{ count: string }>(
      `SELECT count(*) FROM shop_events WHERE ${condition}`,
    );
    return Number(rows[0]?.count);
  }
}

async function answerOf(url: string, body: object | string, headers: Record<string, string>): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`POST ${url}: ${answer.status} ${text}`);
  }
  return text === '' ? undefined : JSON.parse(text);
}
