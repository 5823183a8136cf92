import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { running } from '../testkit/leftovers';
import { tally } from '../testkit/records';
import { sampleOf } from '../testkit/sample';
import { genericEvent, generic } from '../support/sample-shops/generic';
import { paddle, paddleCustomer, paddleEvent, paddleTransaction } from '../support/sample-shops/paddle';
import { type SampleShop, TIMES } from '../testkit/sample-shop';
import { stripe, stripeInvoice } from '../support/sample-shops/stripe';
import { stripeEvent } from '../testkit/shops';
import { MailListener } from '../testkit/smtp';
import { until } from '../testkit/until';
import { KILL_MOMENTS, type KillMoment, StatementTrap } from './kill-moments';
import { Program } from './program';

/** Sales that arrive together before each kill. */
const SALES = 2;
/** Licenses of each sale. */
const LICENSES = 2;
/** Looks into the database delay the nodes. */
const PATIENCE = { pauseMs: 50 };
const VENDOR = 'vendor@example.com';

interface Seller {
  readonly shop: SampleShop;
  /** Bodies of the events of a sale. */
  eventsOf(sale: string, email: string): string[];
}

const SELLERS: readonly Seller[] = [
  {
    shop: stripe,
    eventsOf: (sale, email) => {
      const change = { customer_email: email, parent: null } as const;
      const invoice = stripeInvoice(sale, 'manual', TIMES.firstEnd, change);
      return [stripeEvent('invoice.paid', new Date(TIMES.bought), invoice).body];
    },
  },
  {
    shop: paddle,
    // The payment waits for the address.
    eventsOf: (sale, email) => {
      const single = { subscription_id: null, billing_period: null, customer_id: `ctm_${sale}` };
      const payment = paddleTransaction({ id: `txn_${sale}`, ...single });
      const customer = { ...paddleCustomer(), id: `ctm_${sale}`, email };
      return [
        paddleEvent('transaction.completed', TIMES.bought, payment),
        paddleEvent('customer.created', TIMES.bought, customer),
      ];
    },
  },
  {
    shop: generic,
    eventsOf: (sale, email) => {
      const lines = [{ product: 'v2-default', quantity: LICENSES, price: 1190, currency: 'EUR' }];
      return [
        genericEvent('order.paid', TIMES.bought, {
          external_id: sale,
          subscription_id: null,
          customer: { email },
          lines,
        }),
      ];
    },
  },
];

beforeAll(() => Program.build());
beforeAll(async () => {
  // Writes the cache of compiled code at its end, which a killed process does not.
  const program = await Program.start({ DATABASE_URL: await freshDatabase('sales') });
  await program.end('SIGTERM');
});
afterAll(() => Program.endAll());

/** A sample of every third moment for each shop; the one after an e-mail was accepted is always among them. */
const MOMENTS = SELLERS.map((_seller, lane) => {
  const own = KILL_MOMENTS.filter((_moment, index) => index % SELLERS.length === lane);
  const sample = sampleOf(own, 2, `sales-kills ${lane}`);
  return own.filter((moment) => sample.includes(moment) || ('smtp' in moment && moment.smtp === 'end of DATA'));
});

/** A shop, its database and its SMTP server, with one node at a time. */
class Site {
  readonly sales: string[] = [];
  private readonly trap: StatementTrap;

  private constructor(
    private readonly seller: Seller,
    private readonly databaseUrl: string,
    readonly client: Client,
    readonly smtp: MailListener,
    private node: Program,
    private readonly shopId: string,
  ) {
    this.trap = new StatementTrap(client);
  }

  static async open(seller: Seller): Promise<Site> {
    const databaseUrl = await freshDatabase('sales');
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    running.add({ stop: () => client.end() });
    const [smtp, node] = await Promise.all([MailListener.start(), Program.start({ DATABASE_URL: databaseUrl })]);
    const admin = await node.logIn(ADMIN_PASSWORD);
    const call = async (method: string, path: string, body: object) => {
      const answer = await node.call(method, `/api/v1/${path}`, body, admin);
      expect([answer.status < 400, answer.body]).toEqual([true, expect.anything()]);
      return answer.body;
    };
    await call('PATCH', 'settings', {
      'mail.smtp_url': smtp.url,
      'mail.from': 'Example <sales@example.com>',
      'mail.vendor_to': [VENDOR],
      'mail.license_issued.enabled': true,
      'mail.vendor_sold.enabled': true,
    });
    const { kind, secret, plans } = seller.shop;
    const { id } = await call('POST', 'shops', { kind, name: kind, secret });
    await call('POST', `shops/${id}/mappings`, { external_id: plans.basic, product: 'v2-default' });
    return new Site(seller, databaseUrl, client, smtp, node, id);
  }

  /** Sells, kills the node at this moment, and starts another, to which the shop repeats what was not answered. */
  async sellAndKillAt(moment: KillMoment): Promise<void> {
    if ('table' in moment) {
      await this.trap.set(moment);
    }
    this.smtp.fallSilentAt('smtp' in moment ? moment.smtp : null);
    const bodies = Array.from({ length: SALES }, () => this.newSale()).flat();
    const { node } = this;
    const answers = Promise.all(bodies.map((body) => this.send(node, body)));
    await this.reached(moment, answers);
    await node.end('SIGKILL');
    const unanswered = (await answers).filter(({ isAnswered }) => !isAnswered).map(({ body }) => body);
    if ('table' in moment) {
      await this.trap.release(moment);
    } else {
      await this.trap.noStatementsLeft();
    }
    this.smtp.fallSilentAt(null);
    // As if the lease of the node had ended since, and the shop had waited before it repeats.
    await this.client.query(`UPDATE mails SET due_at = now() WHERE state = 'queued'`);
    this.node = await Program.start({ DATABASE_URL: this.databaseUrl });
    const repeated = await Promise.all(unanswered.map((body) => this.send(this.node, body)));
    expect(repeated.filter(({ isAnswered }) => !isAnswered)).toEqual([]);
    const name = `all is applied and sent after a kill at ${JSON.stringify(moment)}`;
    await until(name, () => this.isDone(), PATIENCE);
  }

  async close(): Promise<void> {
    expect(await this.node.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }

  /** @param answers to the events of the sales */
  private async reached(moment: KillMoment, answers: Promise<unknown>): Promise<void> {
    const mails = this.smtp.received.length;
    if ('table' in moment) {
      await this.trap.reached();
    } else if ('smtp' in moment) {
      await this.smtp.fellSilent();
    } else {
      if (moment.received === 'answers') {
        await answers;
      } else {
        await this.smtp.arrived(mails + 1);
      }
    }
  }

  private newSale(): string[] {
    const sale = `${this.seller.shop.kind}${this.sales.length + 1}`;
    this.sales.push(sale);
    return this.seller.eventsOf(sale, `${sale}@example.com`);
  }

  private async send(node: Program, body: string): Promise<{ body: string; isAnswered: boolean }> {
    const { headers } = this.seller.shop.deliver(body, new Date());
    const answer = await fetch(`${node.url}/api/v1/shops/${this.shopId}/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    }).catch(() => null);
    return { body, isAnswered: answer?.status === 200 };
  }

  private async isDone(): Promise<boolean> {
    const { rows } = await this.client.query(LEFT);
    return rows[0].orders >= this.sales.length && rows[0].left === 0;
  }
}

const LEFT = `
  SELECT (SELECT count(*)::integer FROM orders) AS orders,
    (SELECT count(*)::integer FROM shop_events WHERE state IN ('pending', 'waiting'))
      + (SELECT count(*)::integer FROM events WHERE sequence = 0)
      + (SELECT count(*)::integer FROM mails WHERE state = 'queued') AS left`;

const ORDERS = `
  SELECT customer.email, count(DISTINCT sale.id)::integer AS orders, count(license.id)::integer AS licenses
  FROM orders AS sale JOIN customers AS customer ON customer.id = sale.customer_id
  LEFT JOIN licenses AS license ON license.order_id = sale.uid
  GROUP BY customer.email`;

/** Exactly one order with its licenses for each sale, and nothing besides. */
async function expectOneOrderEach({ client, sales }: Site): Promise<void> {
  const { rows } = await client.query(ORDERS);
  const byEmail = Object.fromEntries(rows.map(({ email, ...counts }) => [email, counts]));
  const expected = sales.map((sale) => [`${sale}@example.com`, { orders: 1, licenses: LICENSES }]);
  expect(byEmail).toEqual(Object.fromEntries(expected));
  const { rows: all } = await client.query('SELECT count(*)::integer AS licenses FROM licenses');
  expect(all).toEqual([{ licenses: sales.length * LICENSES }]);
}

/** The buyer has one e-mail with all licenses. Each e-mail arrived at least once and at most twice, with its Message-ID. Returns how many arrived twice. */
async function expectMailsOnceOrTwice({ client, sales, smtp }: Site): Promise<number> {
  const { rows } = await client.query('SELECT to_address AS address, message_id AS id, state FROM mails');
  const recipients = sales.flatMap((sale) => [`${sale}@example.com`, VENDOR]);
  expect(tally(rows.map(({ address }) => address))).toEqual(tally(recipients));
  expect(rows.filter(({ state }) => state !== 'sent')).toEqual([]);
  const arrived = tally(smtp.received.map(({ messageId = '' }) => messageId));
  expect(Object.keys(arrived).sort()).toEqual(rows.map(({ id }) => id).sort());
  const counts = Object.values(arrived);
  expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  return counts.filter((count) => count === 2).length;
}

it(`gives one order with its licenses for each sale, and tells of it, at ${MOMENTS.flat().length} kills`, async () => {
  const repeated = await Promise.all(
    SELLERS.map(async (seller, lane) => {
      const site = await Site.open(seller);
      for (const moment of MOMENTS[lane] ?? []) {
        await site.sellAndKillAt(moment);
      }
      await expectOneOrderEach(site);
      const twice = await expectMailsOnceOrTwice(site);
      await site.close();
      return twice;
    }),
  );
  // Of a node that died after an e-mail was accepted, the outcome is unknown.
  expect(repeated.reduce((sum, count) => sum + count)).toBeGreaterThan(0);
});
