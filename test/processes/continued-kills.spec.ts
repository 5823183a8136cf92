import fc from 'fast-check';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { running } from '../testkit/leftovers';
import { cases, IS_DEEP } from '../testkit/sample';
import { generic } from '../support/sample-shops/generic';
import { until } from '../testkit/until';
import { Program } from './program';

/** Payments of a license; those of each other license. A deep run has about 10,000 events and 200 kills. */
const SIZE = IS_DEEP ? { licenses: 600, payments: 12, kills: 200 } : { licenses: 8, payments: 6, kills: 3 };
const TERM_DAYS = 30;
const SEATS = 3;
const FIRST_END = Date.parse('2040-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const AT = '2026-01-10T10:00:00Z';
/** Looks into the database delay the node. */
const PATIENCE = { limitMs: IS_DEEP ? 3_600_000 : 300_000, pauseMs: 100 };
/** Kills between two lines of progress of a deep run. */
const KILLS_PER_LINE = 10;

/** What the shop sells for a license that exists, and whether it pays it back. */
interface Payment {
  readonly id: string;
  readonly license: number;
  readonly seats: number | null;
  readonly isRefunded: boolean;
}

const COUNT = SIZE.licenses * SIZE.payments;

const exactly = (length: number) => ({ minLength: length, maxLength: length });

/** Payments, ranks of their events in the order in which these arrive, and shares of a batch that is answered before a kill. */
const [PLAN] = fc.sample(
  fc.record({
    payments: fc.array(fc.record({ seats: fc.constantFrom(null, 1, 4), isRefunded: fc.boolean() }), exactly(COUNT)),
    ranks: fc.array(fc.nat(), exactly(2 * COUNT)),
    moments: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), exactly(SIZE.kills)),
  }),
  cases(1),
);
const PAYMENTS = (PLAN?.payments ?? []).map((payment, index): Payment => ({
  ...payment,
  id: `payment-${index}`,
  license: index % SIZE.licenses,
}));

// Ends a run that hangs: far more than it takes on two free cores.
jest.setTimeout(IS_DEEP ? 43_200_000 : 900_000);

const say = (line: string) => IS_DEEP && process.stderr.write(`${line}\n`);

beforeAll(() => Program.build());
afterAll(() => Program.endAll());

/** A shop whose node is killed again and again, and its database. */
class Site {
  private constructor(
    private readonly databaseUrl: string,
    readonly client: Client,
    private node: Program,
    private readonly shopId: string,
    readonly keys: readonly string[],
  ) {}

  static async open(): Promise<Site> {
    const databaseUrl = await freshDatabase('continued');
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    running.add({ stop: () => client.end() });
    const node = await Program.start({ DATABASE_URL: databaseUrl });
    const admin = await node.logIn(ADMIN_PASSWORD);
    const call = async (method: string, path: string, body: object) => {
      const answer = await node.call(method, `/api/v1/${path}`, body, admin);
      expect([answer.status < 300, answer.body.error]).toEqual([true, undefined]);
      return answer.body;
    };
    const product = await call('POST', 'products', { reference: 'paint', name: 'Paint' });
    await call('PATCH', `policies/${product.policy}`, { duration_days: TERM_DAYS, max_activations: SEATS });
    const license = { product: 'paint', expires_at: new Date(FIRST_END).toISOString() };
    const keys: string[] = [];
    for (let index = 0; index < SIZE.licenses; index += 1) {
      keys.push((await call('POST', 'licenses', license)).key);
    }
    const { id } = await call('POST', 'shops', { kind: generic.kind, name: 'web', secret: generic.secret });
    return new Site(databaseUrl, client, node, id, keys);
  }

  /** Sends the events at once and kills the node after so many answers; the shop repeats to the next node what has none. */
  async sendAndKillAfter(answers: number, bodies: readonly string[]): Promise<void> {
    const { node } = this;
    const unanswered: string[] = [];
    let answered = 0;
    const killed = answers === 0 ? node.end('SIGKILL') : undefined;
    await Promise.all(
      bodies.map(async (body) => {
        const isAnswered = await this.send(body);
        unanswered.push(...(isAnswered ? [] : [body]));
        answered += Number(isAnswered);
        if (answered === answers && isAnswered) {
          await node.end('SIGKILL');
        }
      }),
    );
    await (killed ?? node.end('SIGKILL'));
    this.node = await Program.start({ DATABASE_URL: this.databaseUrl });
    // Shops repeat what was not answered until it is, and sometimes what was.
    let left = [...unanswered, ...bodies.slice(0, 2)];
    const areAnswered = async () => {
      const answers = await Promise.all(left.map(async (body) => ({ body, isAnswered: await this.send(body) })));
      left = answers.filter(({ isAnswered }) => !isAnswered).map(({ body }) => body);
      return left.length === 0;
    };
    await until('every event is answered', areAnswered, PATIENCE);
  }

  async allDone(): Promise<void> {
    const isDone = async () => (await this.client.query(LEFT)).rows[0].left === 0;
    await until('every event of the shop is applied', isDone, PATIENCE);
  }

  async close(): Promise<void> {
    expect(await this.node.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }

  private async send(body: string): Promise<boolean> {
    const { headers } = generic.deliver(body, new Date());
    const answer = await fetch(`${this.node.url}/api/v1/shops/${this.shopId}/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    }).catch(() => null);
    // A node that has much to do asks to try again later.
    expect([200, 503, undefined]).toContain(answer?.status);
    return answer?.status === 200;
  }
}

const LEFT = `SELECT count(*)::integer AS left FROM shop_events WHERE state IN ('pending', 'waiting')`;

function bodiesOf({ id, license, seats, isRefunded }: Payment, keys: readonly string[]): string[] {
  const event = (type: string, order: object) =>
    JSON.stringify({ type, timestamp: AT, order: { external_id: id, ...order } });
  const action = seats === null ? { action: 'renew' } : { action: 'add_seats', seats };
  const lines = [{ license: keys[license], ...action }];
  const paid = event('order.paid', { customer: { email: `buyer-${license}@example.com` }, lines });
  return [paid, ...(isRefunded ? [event('order.refunded', {})] : [])];
}

/** The end and the seats of a license after its payments that were kept. */
function termsOf(index: number): { expires_at: string; max_activations: number } {
  const kept = PAYMENTS.filter(({ license, isRefunded }) => license === index && !isRefunded);
  const renewals = kept.filter(({ seats }) => seats === null).length;
  return {
    expires_at: new Date(FIRST_END + renewals * TERM_DAYS * DAY_MS).toISOString(),
    max_activations: kept.reduce((sum, { seats }) => sum + (seats ?? 0), SEATS),
  };
}

it(`gives each license what its payments were for, once, at ${SIZE.kills} kills`, async () => {
  const site = await Site.open();
  const events = PAYMENTS.flatMap((payment) => bodiesOf(payment, site.keys));
  const ranked = events.map((body, index) => ({ body, rank: PLAN?.ranks[index] ?? 0 }));
  const arriving = ranked.sort((one, other) => one.rank - other.rank).map(({ body }) => body);
  const size = Math.ceil(arriving.length / SIZE.kills);
  for (const [index, share] of (PLAN?.moments ?? []).entries()) {
    const batch = arriving.slice(index * size, (index + 1) * size);
    await site.sendAndKillAfter(Math.floor(share * batch.length), batch);
    if ((index + 1) % KILLS_PER_LINE === 0) {
      say(`${index + 1} of ${SIZE.kills} kills, ${Math.min((index + 1) * size, arriving.length)} events answered`);
    }
  }
  await site.allDone();
  const { rows: licenses } = await site.client.query('SELECT key, expires_at, max_activations FROM licenses');
  const terms = licenses.map(({ key, expires_at, max_activations }) => [
    key,
    { expires_at: expires_at.toISOString(), max_activations },
  ]);
  expect(Object.fromEntries(terms)).toEqual(Object.fromEntries(site.keys.map((key, index) => [key, termsOf(index)])));
  const { rows: orders } = await site.client.query('SELECT count(*)::integer AS count FROM orders');
  const { rows: states } = await site.client.query('SELECT DISTINCT state FROM shop_events');
  expect([orders, states]).toEqual([[{ count: PAYMENTS.length }], [{ state: 'done' }]]);
  say(`${arriving.length} events, ${SIZE.kills} kills, ${licenses.length} licenses, ${PAYMENTS.length} orders: exact`);
  await site.close();
});
