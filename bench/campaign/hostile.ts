import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../report';
import { doctorFindings } from './doctor';
import { Callers } from './hostile-callers';
import { BytesRequests } from './hostile-bytes';
import { type Attempt, Judge, quoted, shortened } from './hostile-judge';
import { Known } from './hostile-known';
import { ServerLog } from './hostile-log';
import { activityOf, environmentOf, type HostileNode, repaired, startHostileNode } from './hostile-node';
import { type Operation, readOperations } from './hostile-operations';
import { PageRequests } from './hostile-pages';
import { ShopRequests } from './hostile-shops';
import { SKIPPED, StructureRequests } from './hostile-structure';
import { HostileValues } from './hostile-values';
import { Bystander, MemoryWatch } from './hostile-watch';
import { Failures, type Ground, type Outcome, type Part } from './part';

const CONNECTIONS = 32;
const BYTES_CONNECTIONS = 6;
const RENEW_EVERY_MS = 3_000;
const LEARN_EVERY_MS = 30_000;
const WALK_EVERY_MS = 600_000;
const SAY_EVERY_MS = 30_000;

/** A busy node, webhooks to receivers that do not exist, and such a mail server. */
const MADE_BY_REQUESTS = ['alerts', 'webhook-targets', 'smtp'];

const checkOf = (finding: string): string => finding.slice(0, finding.indexOf(':'));

export const hostile: Part = {
  name: 'hostile',
  share: 1,
  wanted:
    'Hostile requests to every route, form, header, reader of files and webhook, by structure and by bytes: no answer of 5xx, other callers are served meanwhile, and the memory stays flat.',
  run: async (ground) => {
    const failures = new Failures();
    const host = await startHostileNode(ground.database, ground.cleanup);
    const known = [...MADE_BY_REQUESTS, ...(await doctorFindings(environmentOf(host))).map(checkOf)];
    const rows = await new HostileRun(ground, host, failures).run();
    const found = (await doctorFindings(environmentOf(host))).filter((finding) => !known.includes(checkOf(finding)));
    found.forEach((finding) => failures.add(`After the requests, keyward doctor finds ${finding}`));
    return { rows, failures: failures.all, leftOut: leftOut() } satisfies Outcome;
  },
};

/** One run against one node. */
class HostileRun {
  private readonly known: Known;
  private readonly callers: Callers;
  private readonly judge: Judge;
  private readonly log = ServerLog.ofLastChild();
  private readonly operations: readonly Operation[] = readOperations();
  private readonly structure: StructureRequests;
  private readonly pages: PageRequests;
  private readonly shops: ShopRequests;
  private readonly bytes: BytesRequests;

  constructor(
    private readonly ground: Ground,
    private readonly host: HostileNode,
    private readonly failures: Failures,
  ) {
    const { random } = ground;
    const { node, client, adminToken, keyward, customerEmail } = host;
    const values = new HostileValues(random);
    this.known = new Known(random);
    this.known.protect(...host.kept);
    this.callers = new Callers(client, random, this.known, adminToken, keyward.systemKey, customerEmail);
    this.judge = new Judge(
      node.url,
      failures,
      this.log,
      () => this.callers.secrets,
      () => activityOf(host).catch(String),
    );
    this.pages = new PageRequests(random, values, this.known, this.callers);
    this.shops = new ShopRequests(random, values, client);
    this.bytes = new BytesRequests(new URL(node.url), random, () => ground.hasTime());
    this.structure = new StructureRequests(random, values, this.known, this.callers, this.operations);
  }

  async run(): Promise<Row[]> {
    const { ground, host, judge, log } = this;
    ground.cleanup.add(stepOf(() => log.stop()));
    ground.cleanup.add(() => judge.close());
    await this.renew();
    await this.prepare();
    const memory = new MemoryWatch(host.node);
    const bystander = new Bystander(host.node.url, host.bystanderKey, this.failures, () => repaired(host));
    ground.cleanup.add(() => bystander.stop());
    ground.cleanup.add(stepOf(() => memory.stop()));
    bystander.start();
    await Promise.all([
      ...Array.from({ length: CONNECTIONS }, () => this.send()),
      ...Array.from({ length: BYTES_CONNECTIONS }, () => this.sendBytes()),
      this.tend(),
      this.walk(),
      this.tell(),
    ]);
    await bystander.stop();
    memory.stop();
    await judge.close();
    this.reportLog();
    return [...judge.rows, bystander.row, memory.row(ground)];
  }

  /** Something of each kind, and the ids of it all. */
  private async prepare(): Promise<void> {
    for (const attempt of this.structure.examples()) {
      await this.judge.send(attempt);
    }
    await this.learn();
    this.ground.say(`${this.operations.length} operations; known: ${this.known.counts}`);
  }

  private async send(): Promise<void> {
    while (this.ground.hasTime()) {
      const attempt = this.next();
      if (attempt !== undefined && this.isAllowed(attempt)) {
        await this.judge.send(attempt);
      }
    }
  }

  /** Undefined if none could be made: a defect of the campaign, which must not end it. */
  private next(): Attempt | undefined {
    try {
      const kind = this.ground.random.below(100);
      const other =
        kind < 22
          ? this.pages.next()
          : kind < 34
            ? this.shops.next()
            : kind < 40
              ? this.structure.nextFile()
              : undefined;
      return other ?? this.structure.next();
    } catch (error) {
      this.judge.fail('campaign', String(error), `A request could not be made: ${(error as Error).stack ?? ''}`);
      return undefined;
    }
  }

  private async sendBytes(): Promise<void> {
    const way = 'bytes';
    while (this.ground.hasTime()) {
      const { bytes, statuses, failure } = await this.bytes.next();
      this.judge.note(way, statuses[0]);
      if (failure !== undefined) {
        const text = quoted(shortened(bytes.toString('latin1'), 1_500));
        const key = `Bytes: ${failure.slice(0, 120)}`;
        this.judge.fail(
          way,
          key,
          `Bytes were answered with ${failure}. Repeat: printf '%b' ${text} | nc 127.0.0.1 PORT`,
        );
      }
    }
  }

  /** The pages again and again, as their forms change and what they show. */
  private async walk(): Promise<void> {
    const { ground, pages } = this;
    while (ground.hasTime()) {
      await pages.walk(this.judge, () => ground.hasTime());
      ground.say(`${pages.counts}, ${this.shops.count} shops`);
      await pauseWhile(WALK_EVERY_MS, () => ground.hasTime());
    }
  }

  private isAllowed({ path, body }: Attempt): boolean {
    return !this.known.isProtected(path) && !(typeof body === 'string' && this.known.isProtected(body));
  }

  /** Makes callers again that a request has ended, and learns what there is. */
  private async tend(): Promise<void> {
    let learnAt = performance.now() + LEARN_EVERY_MS;
    while (this.ground.hasTime()) {
      await pauseWhile(RENEW_EVERY_MS, () => this.ground.hasTime());
      await this.renew().catch((error: unknown) => this.ground.say(`renewing: ${String(error)}`));
      if (performance.now() > learnAt) {
        await this.learn();
        learnAt = performance.now() + LEARN_EVERY_MS;
      }
      this.reportLog();
    }
  }

  private async renew(): Promise<void> {
    await this.callers.renew();
    await this.shops.connect(this.host.adminToken);
  }

  private async learn(): Promise<void> {
    const lists = this.operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    for (const { document, id, path, prefixes } of lists) {
      const route = `${document} GET ${id}`;
      const attempt = {
        way: 'lists',
        route,
        method: 'GET',
        path: `${prefixes[0] ?? ''}${path}`,
        headers: this.callers.strongest(),
      };
      const answer = await this.judge.send(attempt, true);
      if (answer?.status === 200 && answer.text.startsWith('{')) {
        this.known.learn(path, JSON.parse(answer.text));
      }
    }
  }

  private reportLog(): void {
    for (const { headline, text } of this.log.takeOthers()) {
      this.judge.fail('log', `Error in the log: ${headline}`, `Error in the log that no answer shows: ${text}`);
    }
  }

  private async tell(): Promise<void> {
    while (this.ground.hasTime()) {
      await pauseWhile(SAY_EVERY_MS, () => this.ground.hasTime());
      const { total, failed } = this.judge;
      this.ground.say(`${total} requests, ${failed} kinds of failures`);
    }
  }
}

/** Ends early with the time of the part. */
async function pauseWhile(milliseconds: number, hasTime: () => boolean): Promise<void> {
  const end = performance.now() + milliseconds;
  while (hasTime() && performance.now() < end) {
    await pause(250);
  }
}

function stepOf(stop: () => void): () => Promise<void> {
  return () => {
    stop();
    return Promise.resolve();
  };
}

function leftOut(): string[] {
  return [
    ...Object.entries(SKIPPED).map(([id, reason]) => `${id}: ${reason}`),
    'Changes of settings of sign-in, maintenance, limits, OpenID and shadowing, by which the run would end for all callers.',
    'Requests that name the admin, the owner that sends requests, the license that is checked all the time, or the customer of the portal.',
  ];
}
