import { setTimeout as pause } from 'node:timers/promises';
import { activateCall, heartbeatCall, usageCall, validateCall, verifyCall } from '../calls';
import type { Call } from '../load';
import { deviceOf, keyOf, LIC_SHARE } from '../sample';
import type { Fields } from './node-client';
import type { Node, Nodes } from './soak-all-nodes';
import type { Failures, Random } from './part';
import { Histogram, type Tally } from './soak-all-tally';

const TURN_MS = 2;
/** Beyond this, nothing is sent: the server, or this process, does not carry the rate. */
const MOST_WAITING = 2_000;
const IDLE_LIMIT_MS = 40_000;
const SHOWN_CHARACTERS = 300;

/** Steps of programs by their share of all steps, in percent. An activation and a session are several calls. */
const STEPS = [
  ['check', 62],
  ['validate', 20],
  ['heartbeat', 12],
  ['usage', 4],
  ['activation', 1],
  ['session', 1],
] as const;

/** Calls of programs at a constant rate, whatever time the answers take. */
export class SteadyLoad {
  /** Steps that were due and not sent, because too many waited for an answer. */
  heldBack = 0;
  /** Time from the moment a step was due until it was sent: that of this process. */
  readonly late = new Histogram();
  private inFlight = 0;
  private isPaused = false;
  private isEnded = false;
  private cycle = 0;

  constructor(
    private readonly nodes: Nodes,
    private readonly tally: Tally,
    private readonly failures: Failures,
    private readonly random: Random,
    private readonly licenses: number,
    /** Steps a second. */
    public rate: number,
  ) {}

  /** Until `end`. */
  async run(): Promise<void> {
    let due = performance.now();
    while (!this.isEnded) {
      await pause(TURN_MS);
      const now = performance.now();
      if (this.isPaused) {
        due = now;
        continue;
      }
      for (; due <= now; due += 1_000 / this.rate) {
        this.late.add(Math.max(0.01, now - due));
        this.send();
      }
    }
  }

  /** Whether answers take about a second or longer: steps that are sent at this rate wait for each other. */
  get isCongested(): boolean {
    return this.inFlight > this.rate;
  }

  end(): void {
    this.isEnded = true;
  }

  /** Sends nothing while the work runs, which begins when all answers have come. */
  async paused<T>(work: () => Promise<T>): Promise<T> {
    this.isPaused = true;
    try {
      const end = performance.now() + IDLE_LIMIT_MS;
      while (this.inFlight > 0 && performance.now() < end) {
        await pause(TURN_MS);
      }
      return await work();
    } finally {
      this.isPaused = false;
    }
  }

  private send(): void {
    if (this.inFlight >= MOST_WAITING) {
      this.heldBack += 1;
      return;
    }
    this.inFlight += 1;
    void this.step()
      .catch((error: unknown) => this.failures.add(`The load generator failed: ${String(error)}`))
      .finally(() => (this.inFlight -= 1));
  }

  private async step(): Promise<void> {
    switch (this.chosen()) {
      case 'check':
        await this.call(verifyCall(this.nodes.keyward.systemKey, this.number()), 'check');
        break;
      case 'validate':
        await this.call(validateCall(this.number()), 'validate');
        break;
      case 'heartbeat':
        await this.call(heartbeatCall(this.number()), 'heartbeat');
        break;
      case 'usage':
        await this.call(usageCall(this.number()), 'usage');
        break;
      case 'activation':
        await this.activateAndRelease();
        break;
      case 'session':
        await this.useSession();
        break;
    }
  }

  private async activateAndRelease(): Promise<void> {
    const number = this.nextOfCycle();
    const device = `soak-${number}`;
    if (await this.call(activateCall(this.nodes.keyward.systemKey, number, device), 'activation')) {
      await this.call(deactivateCall(number, device), 'deactivation');
    }
  }

  private async useSession(): Promise<void> {
    const started = await this.call(startCall(this.nextOfCycle()), 'session start');
    const token = started?.session_token;
    if (typeof token === 'string' && (await this.call(sessionCall('heartbeat', token), 'session heartbeat'))) {
      await this.call(sessionCall('end', token), 'session end');
    }
  }

  /** @returns the answer, if it was right */
  private async call(call: Call, kind: string): Promise<Fields | undefined> {
    const node = this.nodes.choose();
    const begun = performance.now();
    try {
      const { method, path, body, headers } = call;
      const reply = await node.client.call(method, path, body as object | undefined, headers);
      if (call.isRight(reply.status, reply.text)) {
        this.tally.answered(kind, performance.now() - begun);
        return reply.body ?? {};
      }
      const text = reply.text.slice(0, SHOWN_CHARACTERS);
      this.fail(kind, `Answer ${reply.status} of the ${node.name} node to ${asText(call)}: ${text}`);
    } catch (error) {
      this.lose(kind, call, node, error);
    }
    return undefined;
  }

  private lose(kind: string, call: Call, node: Node, error: unknown): void {
    if (node.isStopping) {
      this.tally.of(kind).lostAtRestarts += 1;
    } else {
      this.fail(kind, `No answer of the ${node.name} node to ${asText(call)}: ${String(error)}`);
    }
  }

  private fail(kind: string, sentence: string): void {
    this.tally.of(kind).failed += 1;
    this.failures.add(`${new Date().toISOString()}: ${sentence}`);
  }

  private chosen(): (typeof STEPS)[number][0] {
    let left = this.random.below(100);
    return STEPS.find(([, share]) => (left -= share) < 0)?.[0] ?? 'check';
  }

  /** A license of V2's product. */
  private number(): number {
    const group = this.random.below(Math.floor(this.licenses / LIC_SHARE));
    return group * LIC_SHARE + 1 + this.random.below(LIC_SHARE - 1);
  }

  /** One license after the other: no two steps of this kind use one at the same time. */
  private nextOfCycle(): number {
    const group = this.cycle++ % Math.floor(this.licenses / LIC_SHARE);
    return group * LIC_SHARE + 1;
  }
}

function deactivateCall(number: number, device: string): Call {
  return {
    method: 'POST',
    path: '/api/v1/deactivate',
    body: { license_key: keyOf(number), hardware_id: device },
    isRight: (status, body) => status === 200 && body.includes('"success":true'),
  };
}

function startCall(number: number): Call {
  return {
    method: 'POST',
    path: '/api/v1/license-sessions',
    body: { license_key: keyOf(number), hardware_id: deviceOf(number), app_version: '1.0.0' },
    isRight: (status, body) => status === 201 && body.includes('"session_token":'),
  };
}

function sessionCall(verb: 'heartbeat' | 'end', token: string): Call {
  return {
    method: 'POST',
    path: `/api/v1/license-sessions/${verb}`,
    body: { session_token: token },
    isRight: (status, body) => status === 200 && body.includes(verb === 'end' ? '"reason":"ended"' : '"expires_at":'),
  };
}

function asText({ method, path, body }: Call): string {
  return `${method} ${path} ${JSON.stringify(body)}`;
}
