import { setTimeout as pause } from 'node:timers/promises';
import type { Findings } from './clocks-findings';
import type { ClockedNode } from './clocks-node';

const LIMIT_MS = 60_000;
/** The machine may be busy. */
const GRACE_MS = 10_000;
const EACH_MS = 100;

/** Seconds until a node with a wrong clock says that it is not ready, and until it is ready again. */
export interface ReadyTimes {
  readonly untilNotReady: number | undefined;
  readonly untilReady: number | undefined;
}

/** Watches whether a node is ready as long as its clock is right by a minute, and only then. */
export class ReadyWatch {
  private wrongSince: number | undefined;
  private rightSince: number | undefined;
  private untilNotReady: number | undefined;
  private untilReady: number | undefined;
  private readonly over = new AbortController();
  private readonly watching: Promise<void>;

  constructor(
    private readonly node: ClockedNode,
    private readonly findings: Findings,
    private readonly about: () => string,
  ) {
    this.watching = this.watch();
  }

  /** Ends once the node is ready, which takes no longer than the grace. */
  async end(): Promise<ReadyTimes> {
    const end = performance.now() + GRACE_MS;
    while (this.wrongSince !== undefined && performance.now() < end) {
      await pause(EACH_MS);
    }
    this.over.abort();
    await this.watching;
    return { untilNotReady: this.untilNotReady, untilReady: this.untilReady };
  }

  private async watch(): Promise<void> {
    while (!this.over.signal.aborted) {
      await this.look().catch((error: unknown) =>
        this.findings.check(false, 'readiness has no answer', () => `${this.about()}: ${String(error)}`),
      );
      await pause(EACH_MS);
    }
  }

  private async look(): Promise<void> {
    const before = Math.abs(this.node.aheadMs);
    const { status, text } = await this.node.client.call('GET', '/health/ready');
    const after = Math.abs(this.node.aheadMs);
    const now = performance.now();
    const isReady = status === 200;
    if (Math.min(before, after) > LIMIT_MS) {
      this.rightSince = undefined;
      this.wrongSince ??= now;
      this.untilNotReady ??= isReady ? undefined : seconds(now - this.wrongSince);
      this.judge(!isReady, now - this.wrongSince, 'a node with a wrong clock is ready', text);
    } else if (Math.max(before, after) < LIMIT_MS) {
      this.rightSince ??= now;
      if (isReady && this.wrongSince !== undefined) {
        this.untilReady = seconds(now - this.rightSince);
        this.wrongSince = undefined;
      }
      this.judge(isReady, now - this.rightSince, 'a node whose clock is right by a minute is not ready', text);
    }
  }

  private judge(isRight: boolean, sinceMs: number, name: string, text: string): void {
    this.findings.check(isRight || sinceMs < GRACE_MS, name, () => `${this.about()}: ${text.slice(0, 200)}`);
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
