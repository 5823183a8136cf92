import { setTimeout as pause } from 'node:timers/promises';
import type { Program, Reply } from '../processes/program';

const RETRY_MS = 50;
const PROBE_INTERVAL_MS = 100;
const PROBE_LIMIT_MS = 10_000;
/** Repetitions of a call that is answered from old data, until the answer counts as wrong. */
const MAX_OUTDATED = 100;
/** Also while another request with this Idempotency-Key is in progress. */
const IS_TEMPORARY = (reply: Reply): boolean =>
  reply.status === 503 || reply.body?.error?.code === 'IDEMPOTENCY_KEY_IN_USE';

/** Final state of a license, as its client knows it from answers. */
export interface KnownLicense {
  readonly key: string;
  readonly devices: readonly string[];
  readonly isRevoked: boolean;
}

/** A verdict on a license that is valid throughout. Times as of `performance.now()`. */
interface Probe {
  readonly node: Program;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** An answer that ignores an earlier one. */
interface Outdated {
  /** As of `performance.now()`. */
  readonly at: number;
  readonly answer: string;
}

/**
 * Customers who issue, activate, check, deactivate and revoke, each call at the next node, and repeat a call that was not
 * served until it is; and checks of one license at each node, several times a second.
 */
export class LoadOnPair {
  readonly licenses: KnownLicense[] = [];
  /** IDs of answered checks. */
  readonly checks: string[] = [];
  /** Answers that no caller may get, such as wrong verdicts. */
  readonly wrong: string[] = [];
  /** Other answers than verdicts that came from a former primary. */
  readonly outdated: Outdated[] = [];
  readonly verdicts: Probe[] = [];
  /** When the probes of each node were sent, as of `performance.now()`. */
  private readonly probed = new Map<Program, number[]>();
  private calls = 0;
  private isStopped = false;
  private isAbandoned = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly nodes: readonly Program[],
    private readonly admin: { authorization: string },
  ) {}

  async start(customers: number): Promise<void> {
    await this.call('/api/v1/licenses', { product: 'v2-default', key: 'PROBED', max_activations: 1 }, [201]);
    await this.call('/api/v1/activate', { license_key: 'PROBED', hardware_id: 'desk' }, [201]);
    const shopping = Array.from({ length: customers }, (_, index) => this.shop(index));
    this.running = Promise.all([...shopping, ...this.nodes.map((node) => this.probe(node))]);
  }

  /** Resolves when every customer is served. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  /** Lets calls that are repeated fail. */
  async abandon(): Promise<void> {
    this.isAbandoned = true;
    await this.stop().catch(() => undefined);
  }

  /** The first verdict of a node that was asked for after the instant. */
  firstVerdict(node: Program, after: number): Probe | undefined {
    return this.verdicts
      .filter((verdict) => verdict.node === node && verdict.sentAt > after)
      .sort((a, b) => a.answeredAt - b.answeredAt)[0];
  }

  /** Probes sent to a node in this time: on a busy machine, fewer. */
  probesBetween(node: Program, begun: number, ended: number): number {
    return (this.probed.get(node) ?? []).filter((sentAt) => sentAt > begun && sentAt < ended).length;
  }

  private async shop(customer: number): Promise<void> {
    for (let visit = 1; !this.isStopped; visit++) {
      const key = `CUSTOMER-${customer}-${visit}`;
      const { id } = (await this.call('/api/v1/licenses', { product: 'v2-default', key, max_activations: 2 }, [201]))
        .body;
      await this.call(`/api/v1/licenses/${id}`, undefined, [200]);
      const device = (name: string) => ({ license_key: key, hardware_id: `${key} ${name}` });
      await this.call('/api/v1/activate', device('laptop'), [201]);
      await this.call('/api/v1/activate', device('desktop'), [201]);
      await this.call('/api/v1/activate', device('phone'), [409]);
      await this.call('/api/v1/deactivate', device('desktop'), [200]);
      await this.call('/api/v1/activate', device('phone'), [201]);
      await this.check(device('laptop'), true);
      await this.check(device('desktop'), false);
      const isRevoked = visit % 2 === 0;
      if (isRevoked) {
        await this.call(`/api/v1/licenses/${id}/revoke`, {}, [200]);
        await this.check(device('laptop'), false);
      }
      const devices = ['laptop', 'phone'].map((name) => device(name).hardware_id);
      this.licenses.push({ key, devices, isRevoked });
    }
  }

  private async check(device: object, isValid: boolean): Promise<void> {
    const id = `check ${++this.calls}`;
    const { body } = await this.call('/api/v1/validate', { ...device, app_version: id }, [200]);
    this.checks.push(id);
    if (body.valid !== isValid) {
      this.wrong.push(`${JSON.stringify(device)}: ${JSON.stringify(body)}`);
    }
  }

  /** Repeats the call at the next node until it is served, also if its connection was closed while it was idle. */
  private async call(path: string, body: object | undefined, expected: readonly number[]): Promise<Reply> {
    const id = ++this.calls;
    const headers = { ...this.admin, ...(body && { 'idempotency-key': `call-${id}` }) };
    let repetitions = 0;
    for (let turn = id; !this.isAbandoned; turn++) {
      const reply = await this.nodes[turn % this.nodes.length]
        ?.call(body ? 'POST' : 'GET', path, body, headers)
        .catch(() => undefined);
      if (reply && expected.includes(reply.status)) {
        return reply;
      }
      if (reply && !IS_TEMPORARY(reply)) {
        const answer = `${path}: ${reply.status} ${JSON.stringify(reply.body)}`;
        this.outdated.push({ at: performance.now(), answer });
        if (++repetitions > MAX_OUTDATED) {
          this.wrong.push(answer);
          return reply;
        }
      }
      await pause(RETRY_MS);
    }
    throw new Error(`${path} was never served`);
  }

  private async probe(node: Program): Promise<void> {
    while (!this.isStopped) {
      void this.probeOnce(node);
      await pause(PROBE_INTERVAL_MS);
    }
  }

  private async probeOnce(node: Program): Promise<void> {
    const sentAt = performance.now();
    this.probed.set(node, [...(this.probed.get(node) ?? []), sentAt]);
    const response = await fetch(`${node.url}/api/v1/validate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ license_key: 'PROBED', hardware_id: 'desk' }),
      signal: AbortSignal.timeout(PROBE_LIMIT_MS),
    }).catch(() => undefined);
    const answer = response?.status === 200 ? await response.text() : undefined;
    if (answer === undefined) {
      return;
    }
    this.verdicts.push({ node, sentAt, answeredAt: performance.now() });
    if (!(JSON.parse(answer) as { valid: boolean }).valid) {
      this.wrong.push(`PROBED: ${answer}`);
    }
  }
}
