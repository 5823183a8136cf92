import { setTimeout as pause } from 'node:timers/promises';
import { HttpListener } from '../../src/testkit/http-listener';
import { MailListener } from '../../src/testkit/mail-listener';
import type { Cleanup } from '../cleanup';
import type { Random } from './part';
import { shopEventHeaders } from './shop-event';
import { type Admin, WrongAnswer } from './soak-all-admin';
import { firstRow } from './soak-all-samples';

const BURST = 20;
const BUYERS = 500;
/** The queue looks for events that a node has left each minute. */
const APPLIED_LIMIT_MS = 150_000;
const PAUSE_MS = 250;
const ANSWER_LIMIT_MS = 60_000;
/** Shops repeat for days. */
const MOST_TRIES = 10;
const RETRY_MS = 1_000;
const REFUNDED_SHARE = 5;
const REPEATED_SHARE = 5;

interface Event {
  readonly id: string;
  readonly body: string;
}

/** A shop of its own, whose sales give licenses, e-mails and webhooks. */
export class Sales {
  sold = 0;
  refunded = 0;
  /** Answers that ask to send an event again. */
  refused = 0;
  private stored = 0;
  mails = 0;
  deliveries = 0;

  private constructor(
    private readonly admin: Admin,
    private readonly random: Random,
    private readonly shop: string,
    private readonly secret: string,
    private readonly mailbox: MailListener,
    private readonly hook: HttpListener,
  ) {}

  static async start(admin: Admin, random: Random, cleanup: Cleanup): Promise<Sales> {
    const [mailbox, hook] = [await MailListener.start(), await HttpListener.start()];
    cleanup.add(() => mailbox.stop());
    cleanup.add(() => hook.stop());
    await admin.call('PATCH', '/api/v1/settings', 'preparing', {
      'mail.smtp_url': mailbox.url,
      'mail.from': 'Soak <soak@example.com>',
      'mail.license_issued.enabled': true,
    });
    await admin.call('POST', '/api/v1/webhooks', 'preparing', {
      url: hook.urlOf(),
      events: ['order.*', 'license.issued', 'license.revoked'],
    });
    const shop = await admin.call('POST', '/api/v1/shops', 'preparing', { kind: 'generic', name: 'soak' });
    const { id, secret } = { id: String(shop?.id), secret: String(shop?.secret) };
    return new Sales(admin, random, id, secret, mailbox, hook);
  }

  /** Many at once; some are sent twice, and some are refunded in the next moment. */
  async burst(): Promise<void> {
    const numbers = Array.from({ length: BURST }, () => ++this.sold);
    await Promise.all(numbers.map((number) => this.send(this.paid(number))));
    const refunds = numbers.filter((number) => number % REFUNDED_SHARE === 0);
    this.refunded += refunds.length;
    await Promise.all(refunds.map((number) => this.send(refundOf(number))));
    await this.awaitApplied();
    this.takeReceived();
  }

  /** Every sale must have given one order with one license, however often its event was sent. */
  async check(): Promise<void> {
    const counts = await firstRow(this.admin.nodes.keyward.pool, COUNTS);
    const wanted = {
      events: this.stored,
      done: this.stored,
      orders: this.sold,
      refunded: this.refunded,
      licenses: this.sold,
    };
    const found = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]));
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      this.admin.fail('sale', `the database has ${JSON.stringify(found)}, wanted: ${JSON.stringify(wanted)}`);
    }
  }

  /** Whether each sale has given an e-mail and two events, and each refund two events. */
  get hasArrived(): boolean {
    this.takeReceived();
    return this.mails >= this.sold && this.deliveries >= 2 * (this.sold + this.refunded);
  }

  /** What has arrived is counted and not kept. */
  takeReceived(): void {
    this.mails += this.mailbox.received.length;
    this.deliveries += this.hook.received.length;
    this.mailbox.received.length = 0;
    this.hook.received.length = 0;
  }

  private paid(number: number): Event {
    const email = `buyer-${this.random.below(BUYERS)}@example.com`;
    const order = {
      external_id: `soak-${number}`,
      customer: { email, name: 'Soak Buyer' },
      lines: [{ product: 'v2-default', price: 4_900, currency: 'EUR' }],
    };
    return { id: `paid-${number}`, body: JSON.stringify({ type: 'order.paid', timestamp: new Date(), order }) };
  }

  private async send(event: Event): Promise<void> {
    this.stored += 1;
    for (let tries = 0; tries < MOST_TRIES && !(await this.deliver(event, tries === 0)); tries++) {
      this.refused += 1;
      await pause(RETRY_MS);
    }
    if (this.random.below(REPEATED_SHARE) === 0) {
      await this.deliver(event, false);
    }
  }

  /** @returns false if the server asks for it again */
  private async deliver({ id, body }: Event, isFirst: boolean): Promise<boolean> {
    const headers = { ...shopEventHeaders(id, body, this.secret), 'content-type': 'application/json' };
    const isKept = await this.admin.timed('shop event', `the event ${id} ${body}`, async ({ client }) => {
      const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
      const url = `${client.url}/api/v1/shops/${this.shop}/events`;
      const answer = await fetch(url, { method: 'POST', headers, body, signal });
      const text = await answer.text();
      if (answer.status !== 200 && !text.includes('"UNAVAILABLE"')) {
        throw new WrongAnswer(`${answer.status} ${text}`);
      }
      if (answer.status !== 200 && isFirst && (await this.isStored(id))) {
        throw new WrongAnswer(`${text}, which says that nothing was changed, and the event is stored`);
      }
      return answer.status === 200;
    });
    return isKept ?? false;
  }

  private async isStored(id: string): Promise<boolean> {
    const statement = `SELECT count(*) AS count FROM shop_events WHERE external_id = '${id}'`;
    return (await firstRow(this.admin.nodes.keyward.pool, statement)).count !== '0';
  }

  private async awaitApplied(): Promise<void> {
    const begun = performance.now();
    for (;;) {
      const { pending } = await firstRow(this.admin.nodes.keyward.pool, PENDING);
      const waited = performance.now() - begun;
      if (Number(pending) === 0) {
        this.admin.tally.answered('sales of a burst applied', waited);
        return;
      }
      if (waited > APPLIED_LIMIT_MS) {
        this.admin.fail('sale', `${pending} events are pending ${APPLIED_LIMIT_MS / 1_000} s after they were stored`);
        return;
      }
      await pause(PAUSE_MS);
      if (performance.now() > this.admin.deadline) {
        return;
      }
    }
  }
}

function refundOf(number: number): Event {
  const order = { external_id: `soak-${number}` };
  return { id: `refund-${number}`, body: JSON.stringify({ type: 'order.refunded', timestamp: new Date(), order }) };
}

const PENDING = `SELECT count(*) AS pending FROM shop_events WHERE state = 'pending'`;

const COUNTS = `
  SELECT (SELECT count(*) FROM shop_events) AS events,
         (SELECT count(*) FROM shop_events WHERE state = 'done') AS done,
         (SELECT count(*) FROM orders WHERE shop = 'soak') AS orders,
         (SELECT count(*) FROM orders WHERE shop = 'soak' AND state = 'refunded') AS refunded,
         (SELECT count(*) FROM order_licenses) AS licenses
`;
