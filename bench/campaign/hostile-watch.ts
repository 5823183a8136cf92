import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Child } from '../child';
import { percentile, type Point, rounded, slope } from '../figures';
import type { Row } from '../report';
import type { Failures, Ground } from './part';

const CHECK_EVERY_MS = 100;
const SLOW_MS = 250;
const ANSWER_LIMIT_MS = 30_000;
const MEMORY_EVERY_MS = 2_000;

/** A program that checks its license all the time, beside the hostile requests. */
export class Bystander {
  private readonly times: number[] = [];
  private readonly pool: Pool;
  private wrong = 0;
  private hasEnded = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    url: string,
    private readonly key: string,
    private readonly failures: Failures,
    /** Sentence for a request that changed its license as it may, after which it is repaired. */
    private readonly repaired: () => Promise<string | undefined>,
  ) {
    this.pool = new Pool(url, { connections: 4, headersTimeout: ANSWER_LIMIT_MS, bodyTimeout: ANSWER_LIMIT_MS });
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.hasEnded = true;
    await this.running;
    await this.pool.destroy();
  }

  get row(): Row {
    const sorted = Float64Array.from(this.times).sort();
    return {
      way: 'bystander',
      requests: sorted.length,
      failures: this.wrong,
      p50_ms: rounded(percentile(sorted, 0.5)),
      p99_ms: rounded(percentile(sorted, 0.99)),
      most_ms: Math.round(sorted.at(-1) ?? 0),
      [`above_${SLOW_MS}_ms`]: sorted.filter((time) => time > SLOW_MS).length,
    };
  }

  private async run(): Promise<void> {
    while (!this.hasEnded) {
      const begun = performance.now();
      await this.check();
      this.times.push(performance.now() - begun);
      await pause(Math.max(0, CHECK_EVERY_MS - (performance.now() - begun)));
    }
  }

  private async check(): Promise<void> {
    const seen = await this.answer();
    if (seen === undefined || this.hasEnded) {
      return;
    }
    const repair = await this.repaired().catch(() => undefined);
    if (repair === undefined) {
      this.wrong += 1;
      this.failures.add(`The bystander's check of its license, beside hostile requests: ${seen}`);
    }
  }

  /** Undefined for the right answer. */
  private async answer(): Promise<string | undefined> {
    try {
      const { statusCode, body } = await this.pool.request({
        method: 'POST',
        path: '/api/v1/validate',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ license_key: this.key }),
      });
      const text = await body.text();
      return statusCode === 200 && text.includes('"valid":true') ? undefined : `${statusCode} ${text.slice(0, 300)}`;
    } catch (error) {
      return String(error);
    }
  }
}

/** Resident memory of the node over time. */
export class MemoryWatch {
  private readonly points: Point[] = [];
  private readonly begun = performance.now();
  private readonly timer = setInterval(() => this.note(), MEMORY_EVERY_MS);

  constructor(private readonly node: Child) {}

  stop(): void {
    clearInterval(this.timer);
  }

  /** @param ground its time says when the second half began */
  row({ seconds }: Ground): Row {
    const { points } = this;
    // The first fifth fills caches.
    const warm = points[Math.floor(points.length / 5)];
    const half = points.filter(({ x }) => x > seconds / 120);
    const least = half.length > 2 ? half : points.slice(points.length >> 1);
    return {
      way: 'memory',
      mb_warm: Math.round(warm?.y ?? NaN),
      mb_end: Math.round(points.at(-1)?.y ?? NaN),
      mb_most: Math.round(Math.max(...points.map(({ y }) => y))),
      mb_per_minute: rounded(slope(least)),
    };
  }

  private note(): void {
    try {
      this.points.push({ x: (performance.now() - this.begun) / 60_000, y: this.node.residentMegabytes });
    } catch {
      // It has ended: the requests say so.
    }
  }
}
