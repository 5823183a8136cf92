import { setTimeout as pause } from 'node:timers/promises';
import { verifyCall } from '../calls';
import { rounded } from '../figures';
import { load } from '../load';
import { someNumbers } from '../sample';
import { seed, seedMeters, settle } from '../seed';
import { Failures, type Ground, type Outcome, type Part } from './part';
import { Admin } from './soak-all-admin';
import { lastingFindings } from './doctor';
import { environmentOf, LogAudit } from './soak-all-audit';
import { callRows, quantityRows, risingQuantities } from './soak-all-figures';
import { SteadyLoad } from './soak-all-load';
import { Nodes } from './soak-all-nodes';
import { Sales } from './soak-all-sales';
import { firstRow, QUEUES, Sampler } from './soak-all-samples';
import { Tally } from './soak-all-tally';
import { Turns } from './soak-all-turns';

const SEATS = 5;
const CONNECTIONS = 16;
const CALLS = 2_000;
const SHORT_RUN_S = 1_200;
/** A node may be alone with all requests for a moment, and the machine has other work. */
const SHARE = 0.5;
const POLL_MS = 500;
const SETTLE_MS = 3_000;
/** Halvings of the rate. */
const MOST_TRIES = 5;
/** Alerts of a node that has stopped end after two minutes, those of delays after 15 seconds. */
const ALERTS_END_S = 170;

export const soakAll: Part = {
  name: 'soak',
  share: 1,
  wanted: 'Use of all kinds at half of the capacity: latency, memory, tables and files stay flat.',
  run: (ground) => new Soak(ground).run(),
};

class Soak {
  private readonly failures = new Failures();
  private readonly tally = new Tally();
  private readonly leftOut: string[] = [];
  private readonly begun = performance.now();
  private readonly licenses: number;
  private readonly isShort: boolean;
  /** Seconds for the queues to empty, alerts to end and the doctor to look. */
  private readonly reserve: number;

  constructor(private readonly ground: Ground) {
    this.isShort = ground.seconds < SHORT_RUN_S;
    this.licenses = this.isShort ? 20_000 : 100_000;
    this.reserve = Math.min(240, Math.max(20, ground.seconds * 0.15));
  }

  async run(): Promise<Outcome> {
    const nodes = await Nodes.start(this.ground, 'soak_all');
    await seed(nodes.keyward.pool, { licenses: this.licenses, seats: SEATS });
    await seedMeters(nodes.keyward.pool);
    await settle(nodes.keyward.pool);
    const capacity = await this.capacity(nodes);
    // What was on its way when the measurement ended is in the log before the first comparison begins.
    await pause(SETTLE_MS);
    const rate = Math.max(10, Math.floor(capacity * SHARE));
    this.ground.say(`${this.licenses} licenses, ${Math.round(capacity)} checks a second, of which ${rate} are sent`);

    const { failures, tally, ground } = this;
    const steady = new SteadyLoad(nodes, tally, failures, ground.random, this.licenses, rate);
    const audit = new LogAudit(nodes, steady, tally, failures);
    const sampler = new Sampler(nodes, ground.database, tally, failures, this.isShort ? 4_000 : 10_000);
    const admin = new Admin(nodes, tally, failures, this.end);
    const sales = await Sales.start(admin, ground.random, ground.cleanup);

    const end = new AbortController();
    const background = Promise.all([steady.run(), sampler.run(end.signal)]);
    ground.cleanup.add(() => this.stop(steady, end));
    const { licenses, isShort } = this;
    await this.findRate(steady);
    await new Turns(ground, { nodes, admin, sales, audit, licenses, isShort, until: this.end }).run();
    await audit.run();
    await this.stop(steady, end);
    await background;
    const parts = { nodes, steady, audit, sampler, sales };
    await this.judge(parts);
    return this.outcome(capacity, parts);
  }

  /** Checks a second of both nodes together. */
  private async capacity({ keyward, all }: Nodes): Promise<number> {
    const calls = () => someNumbers(CALLS, this.licenses).map((number) => verifyCall(keyward.systemKey, number));
    const both = (seconds: number) =>
      Promise.all(all.map(({ client: { url } }) => load({ url, connections: CONNECTIONS, seconds, calls })));
    await both(3);
    const outcomes = await both(this.isShort ? 5 : 20);
    for (const { wrong, failures, firstWrong } of outcomes) {
      if (wrong + failures > 0) {
        this.failures.add(`Capacity: ${wrong} answers were wrong and ${failures} missing: ${firstWrong}`);
      }
    }
    return outcomes.reduce((sum, { perSecond }) => sum + perSecond, 0);
  }

  /** A machine with other work, or a slow disk, may not carry half of what it carried before. */
  private async findRate(steady: SteadyLoad): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      await pause(this.isShort ? SETTLE_MS : 10 * SETTLE_MS);
      if (!steady.isCongested) {
        return;
      }
      this.leftOut.push(`${steady.rate} steps a second: answers took longer than a second.`);
      steady.rate = Math.max(10, Math.floor(steady.rate / 2));
      this.ground.say(`${steady.rate} steps a second: more are not answered in time`);
      await steady.paused(() => Promise.resolve());
    }
  }

  private stop(steady: SteadyLoad, end: AbortController): Promise<void> {
    steady.end();
    end.abort();
    return Promise.resolve();
  }

  /** Of the load. */
  private get end(): number {
    return this.begun + (this.ground.seconds - this.reserve) * 1_000;
  }

  private async judge({ nodes, steady, sales, sampler }: Parts): Promise<void> {
    const deadline = this.begun + this.ground.seconds * 1_000;
    if (await this.areQueuesEmpty(nodes, deadline)) {
      await sales.check();
      await this.awaitArrival(sales, deadline);
    }
    for (const sentence of risingQuantities(sampler.series)) {
      this.failures.add(sentence);
    }
    if (steady.heldBack > 0) {
      this.leftOut.push(`The rate: ${steady.heldBack} steps were not sent, because 2,000 waited for an answer.`);
    }
    const seconds = (deadline - performance.now()) / 1_000;
    for (const finding of await lastingFindings(environmentOf(nodes), seconds)) {
      const sentence = `keyward doctor finds after the load: ${finding}`;
      if (finding.startsWith('alerts:')) {
        this.note(sentence);
      } else {
        this.failures.add(sentence);
      }
    }
  }

  /** Events reach their readers a moment after the queue of shop events is empty. */
  private async awaitArrival(sales: Sales, deadline: number): Promise<void> {
    while (!sales.hasArrived && performance.now() < deadline) {
      await pause(POLL_MS);
    }
    if (!sales.hasArrived) {
      const { sold, refunded, mails, deliveries } = sales;
      const numbers = JSON.stringify({ sold, refunded, mails, deliveries });
      this.note(`E-mails or webhooks of sales are missing at the end: ${numbers}`);
    }
  }

  /** A failure of a run whose end is long enough to wait for it. */
  private note(sentence: string): void {
    if (this.reserve < ALERTS_END_S) {
      this.leftOut.push(`${sentence} This run was too short to wait ${ALERTS_END_S} s.`);
    } else {
      this.failures.add(sentence);
    }
  }

  private async areQueuesEmpty({ keyward: { pool } }: Nodes, deadline: number): Promise<boolean> {
    let left = await firstRow(pool, QUEUES);
    const isEmpty = (): boolean => Object.values(left).every((count) => Number(count) === 0);
    while (!isEmpty() && performance.now() < deadline) {
      await pause(POLL_MS);
      left = await firstRow(pool, QUEUES);
    }
    if (!isEmpty()) {
      this.note(`After the load, the queues do not become empty in time: ${JSON.stringify(left)}.`);
    }
    return isEmpty();
  }

  private outcome(capacity: number, { nodes, steady, audit, sampler, sales }: Parts): Outcome {
    const facts = {
      'capacity, checks a second': Math.round(capacity),
      'steps sent a second': steady.rate,
      'steps held back': steady.heldBack,
      'steps sent late by this process, p99 ms': rounded(steady.late.percentile(0.99)),
      restarts: nodes.restarts,
      'longest stop of a node, ms': nodes.longestStopMs,
      'comparisons of the log': audit.audits,
      'rows of the log compared': audit.rows,
      'log of checks emptied': audit.emptied,
      'log of a million checks, MB': Math.round(audit.bytesPerMillion / 1024 ** 2),
      'sales, refunds': `${sales.sold}, ${sales.refunded}`,
      'shop events refused with 503, and sent again': sales.refused,
      'e-mails received': sales.mails,
      'webhook deliveries received': sales.deliveries,
    };
    return {
      rows: [
        ...Object.entries(facts).map(([kind, count]) => ({ kind, count })),
        ...callRows(this.tally),
        ...quantityRows(sampler.series),
      ],
      failures: this.failures.all,
      leftOut: this.leftOut,
    };
  }
}

interface Parts {
  readonly nodes: Nodes;
  readonly steady: SteadyLoad;
  readonly audit: LogAudit;
  readonly sampler: Sampler;
  readonly sales: Sales;
}
