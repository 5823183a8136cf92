import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../child';
import type { Cleanup } from '../cleanup';
import type { Keyward } from '../keyward';
import { NodeClient } from './node-client';

/** Compiled, this file is two folders deeper. */
const PRELOADED = join(__dirname, '..', '..', '..', 'campaign', 'shifted-clock.cjs');

/** An error of a clock. */
export interface ClockError {
  /** Milliseconds ahead; negative if it is behind. */
  readonly ahead: number;
  /** Seconds of this clock in a second. */
  readonly rate?: number;
  /** Milliseconds after each of which a second is repeated. */
  readonly leapEvery?: number;
}

const RIGHT: ClockError = { ahead: 0 };

/** A node whose clock can be set while it runs. */
export class ClockedNode {
  private error: ClockError = RIGHT;
  private since = 0;

  private constructor(
    readonly name: string,
    readonly client: NodeClient,
    private readonly file: string,
  ) {}

  static async start(
    keyward: Keyward,
    name: string,
    settings: Readonly<Record<string, string>>,
    cleanup: Cleanup,
  ): Promise<ClockedNode> {
    const folder = await mkdtemp(join(tmpdir(), 'keyward-clock-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'clock.json');
    const preload = `${process.env.NODE_OPTIONS ?? ''} --require "${PRELOADED}"`.trim();
    const environment = { ...settings, NODE_OPTIONS: preload, CLOCK_FILE: file };
    const child: Child = await keyward.startSecond(cleanup, { environment });
    return new ClockedNode(name, clientOf(child.url, cleanup), file);
  }

  async set(error: ClockError): Promise<void> {
    const since = Date.now();
    await writeFile(`${this.file}.new`, JSON.stringify({ ...error, since }));
    await rename(`${this.file}.new`, this.file);
    this.error = error;
    this.since = since;
  }

  setRight(): Promise<void> {
    return this.set(RIGHT);
  }

  /** Milliseconds by which its clock is ahead now. */
  get aheadMs(): number {
    const { ahead, rate = 1, leapEvery } = this.error;
    const elapsed = Date.now() - this.since;
    const repeated = leapEvery === undefined ? 0 : Math.floor(elapsed / leapEvery) * 1_000;
    return ahead + elapsed * (rate - 1) - repeated;
  }
}

export function clientOf(url: string, cleanup: Cleanup): NodeClient {
  const client = new NodeClient(url);
  cleanup.add(() => client.close());
  return client;
}
