import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { CpuTime } from '../cpu';
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
  const versions = [
    { name: 'now', server: await SalesServer.start(await Keyward.start(database, 'keyward', cleanup)) },
    ...(options.before === undefined
      ? []
      : [
          {
            name: 'before',
            server: await SalesServer.start(
              await Keyward.start(database, 'before', cleanup, { project: options.before }),
            ),
          },
        ]),
  ].map((version) => ({ ...version, rounds: [] as Round[] }));
  const events = Math.ceil(options.requests / SHOPS);
  for (const { server } of versions) {
    await server.sell(Math.ceil(events / 10));
  }
  for (let round = 1; round <= options.rounds; round++) {
    for (const { name, server, rounds } of versions) {
      const before = [server.cpu, wholeOf(database.cpu)] as const;
      const begun = performance.now();
      await server.sell(events);
      const seconds = (performance.now() - begun) / 1_000;
      const count = events * SHOPS;
      const each = (after: number, start: number): number => (1_000 * (after - start)) / count;
      rounds.push({
        perSecond: count / seconds,
        serverMs: each(server.cpu, before[0]),
        databaseMs: each(wholeOf(database.cpu), before[1]),
      });
      console.log(`  round ${round}  ${name}: ${Math.round(count / seconds)} sales/s`);
    }
  }
  const rows = versions.map(({ name, rounds }) => {
    const middle = (value: (round: Round) => number): number => rounded(median(rounds.map(value)));
    return {
      version: name,
      sales_per_second: middle(({ perSecond }) => perSecond),
      server_cpu_ms: middle(({ serverMs }) => serverMs),
      postgresql_cpu_ms: middle(({ databaseMs }) => databaseMs),
    };
  });
  printTable(rows);
  report.write({ sales: { ...report.conditions, events: events * SHOPS, shops: SHOPS, by_version: rows } });
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
    return wholeOf(this.keyward.process.cpu);
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

function wholeOf(cpu: CpuTime | undefined): number {
  return cpu ? cpu.own + cpu.descendants : NaN;
}
