import { setTimeout as pause } from 'node:timers/promises';
import { type Failures, Random } from './part';
import { shopEventHeaders } from './shop-event';
import type { Fate, Kind, Ledger } from './kills-ledger';
import type { Reply } from './node-client';
import { PRODUCT, type Site } from './kills-site';

/** Longest pause of a client between two requests. */
const PAUSE_MS = 120;
const AWAY_PAUSE_MS = 200;
/** Of a change that is repeated until it is answered. */
const REPEATED_FOR_MS = 240_000;
const STEPS = 14;
const SHOPS_SHARE = 4;

interface Request {
  readonly kind: Kind;
  readonly id: string;
  readonly path: string;
  readonly body: object;
  readonly headers?: () => Record<string, string>;
  readonly isRight?: (reply: Reply) => boolean;
}

interface License {
  readonly key: string;
  readonly device: string;
}

/** Clients of every kind: programs, a script that issues and revokes, and a shop. */
export class Load {
  private isStopping = false;
  private clients: Promise<void>[] = [];
  private count = 0;

  constructor(
    private readonly site: Site,
    private readonly random: Random,
    private readonly ledger: Ledger,
    private readonly failures: Failures,
    /** Begins the IDs of all its changes. */
    private readonly prefix: string,
  ) {}

  start(clients: number): void {
    this.clients = Array.from({ length: clients }, (_none, index) => {
      const random = new Random(this.random.below(2 ** 31));
      return index % SHOPS_SHARE === SHOPS_SHARE - 1 ? this.shop(random) : this.vendor(random);
    });
  }

  /** Resolves when all have their last answers. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.clients);
  }

  /** Issues a license after the other, and uses each. */
  private async vendor(random: Random): Promise<void> {
    while (!this.isStopping) {
      const key = this.id('L');
      const idempotency = random.next() < 0.5 ? { 'idempotency-key': `issue-${key}` } : undefined;
      const issued = await this.make(
        {
          kind: 'issue',
          id: key,
          path: '/api/v1/licenses',
          body: { product: PRODUCT, key },
          headers: () => ({ ...this.asScript, ...idempotency }),
        },
        idempotency !== undefined,
      );
      if (issued) {
        await this.use(key, random);
      }
      await this.rest(random);
    }
  }

  private async use(key: string, random: Random): Promise<void> {
    const license = { key, device: this.id('D') };
    // Activating a device twice gives back its first seat.
    if (!(await this.activate(license, true))) {
      return;
    }
    const ways: readonly (() => Promise<unknown>)[] = [
      () => this.check(license),
      () => this.check(license),
      () => this.session(license, random),
      () => this.make({ kind: 'usage', ...usageOf(license, random, this.id('U')) }),
      () => this.useWithKey(license, random),
      () => this.moreDevices(license, random),
    ];
    for (let step = 0; step < STEPS && !this.isStopping; step += 1) {
      await this.rest(random);
      await random.pick(ways)();
    }
    if (random.next() < 0.4) {
      const path = `/api/v1/licenses/${key}/revoke`;
      await this.make({ kind: 'revocation', id: key, path, body: {}, headers: () => this.asScript });
    }
  }

  private activate({ key, device }: License, isRepeated: boolean): Promise<Reply | undefined> {
    const body = { license_key: key, hardware_id: device, app_version: device };
    return this.make({ kind: 'activation', id: device, path: '/api/v1/activate', body }, isRepeated);
  }

  private async check({ key, device }: License): Promise<void> {
    const id = this.id('C');
    const body = { license_key: key, hardware_id: device, app_version: id };
    const isRight = (reply: Reply) => reply.body?.valid === true;
    await this.make({ kind: 'check', id, path: '/api/v1/validate', body, isRight });
  }

  private async session({ key, device }: License, random: Random): Promise<void> {
    const id = this.id('S');
    const body = { license_key: key, hardware_id: device, app_version: id };
    const started = await this.make({ kind: 'session', id, path: '/api/v1/license-sessions', body });
    const token = started?.body?.session_token;
    if (token !== undefined) {
      await this.rest(random);
      const end = { session_token: token };
      await this.make({ kind: 'end of a session', id, path: '/api/v1/license-sessions/end', body: end });
    }
  }

  private useWithKey(license: License, random: Random): Promise<unknown> {
    const usage = usageOf(license, random, this.id('U'));
    return this.make({ kind: 'usage with a key', ...usage, headers: () => ({ 'idempotency-key': usage.id }) }, true);
  }

  private async moreDevices({ key }: License, random: Random): Promise<void> {
    const device = this.id('D');
    if (await this.activate({ key, device }, false)) {
      await this.rest(random);
      const body = { license_key: key, hardware_id: device, app_version: device };
      await this.make({ kind: 'deactivation', id: device, path: '/api/v1/deactivate', body });
    }
  }

  /** Sells, and pays some back; repeats each event until it is answered, and some that were. */
  private async shop(random: Random): Promise<void> {
    while (!this.isStopping) {
      const id = this.id('O');
      const lines = [{ product: PRODUCT, quantity: 1 + random.below(3) }];
      const customer = { email: `${id.toLowerCase()}@example.com` };
      await this.send('order', id, 'order.paid', { customer, lines });
      if (random.next() < 0.4) {
        await this.rest(random);
        await this.send('refund', id, 'order.refunded');
      }
      await this.rest(random);
      await this.rest(random);
    }
  }

  private async send(kind: 'order' | 'refund', id: string, type: string, fields: object = {}): Promise<void> {
    const body = { type, timestamp: new Date().toISOString(), order: { external_id: id, ...fields } };
    const { shopId, shopSecret } = this.site.access;
    const headers = () => shopEventHeaders(`msg_${kind}_${id}`, JSON.stringify(body), shopSecret);
    await this.make({ kind, id, path: `/api/v1/shops/${shopId}/events`, body, headers }, true);
  }

  /** The answer that it is done. A repeated change is tried until it is. */
  private async make(request: Request, isRepeated = false): Promise<Reply | undefined> {
    const begun = performance.now();
    for (;;) {
      const { fate, reply } = await this.attempt(request);
      if (fate === 'answered' || !isRepeated || fate === 'wrong') {
        return fate === 'answered' ? reply : undefined;
      }
      if (performance.now() - begun > REPEATED_FOR_MS) {
        this.failures.add(`${request.kind} ${request.id} was not answered within ${REPEATED_FOR_MS / 1_000} s`);
        return undefined;
      }
      await pause(AWAY_PAUSE_MS);
    }
  }

  private async attempt(request: Request): Promise<{ fate: Fate | 'wrong'; reply?: Reply }> {
    const { kind, id, path, body, headers, isRight } = request;
    const nodes = this.site.nodesUp;
    const node = nodes[this.count++ % Math.max(1, nodes.length)];
    if (node === undefined) {
      await pause(AWAY_PAUSE_MS);
      return { fate: 'refused' };
    }
    const reply = await node.client.call('POST', path, body, headers?.()).catch((error: unknown) => String(error));
    const said = typeof reply === 'string' ? reply : `${reply.status} ${reply.text.slice(0, 300)}`;
    const fate = typeof reply === 'string' ? 'unknown' : fateOf(reply, isRight);
    if (fate === 'wrong') {
      this.failures.add(`${kind} ${id} (POST ${path}) was answered ${said}`);
      return { fate };
    }
    this.ledger.note(kind, id, fate, said);
    return { fate, ...(typeof reply !== 'string' && { reply }) };
  }

  private get asScript(): Record<string, string> {
    return { 'x-api-key': this.site.access.apiKey };
  }

  private id(letter: string): string {
    return `${this.prefix}${letter}${(this.count += 1)}`;
  }

  private rest(random: Random): Promise<void> {
    return pause(random.below(PAUSE_MS));
  }
}

/** Its ID tells the amount to the statement that sums the log. */
function usageOf({ key, device }: License, random: Random, name: string) {
  const amount = 1 + random.below(9);
  const id = `${name}#${amount}`;
  const body = { license_key: key, hardware_id: device, app_version: id, meter: 'exports', amount };
  return { id, path: '/api/v1/usage', body };
}

/** Only an unavailable database, and an earlier attempt that still runs, may stand in the way. */
function fateOf(reply: Reply, isRight: (reply: Reply) => boolean = () => true): Fate | 'wrong' {
  const { status, headers } = reply;
  if (status < 300) {
    return isRight(reply) ? 'answered' : 'wrong';
  }
  const code = codeOf(reply);
  if (status === 409 && code === 'IDEMPOTENCY_KEY_IN_USE') {
    return 'unknown';
  }
  if (status !== 503 || headers['retry-after'] === undefined) {
    return 'wrong';
  }
  return code === 'UNAVAILABLE' ? 'refused' : 'unknown';
}

function codeOf({ body }: Reply): unknown {
  const error = body?.error;
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
