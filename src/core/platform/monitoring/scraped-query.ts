import { setTimeout as elapsed } from 'node:timers/promises';
import type { Clock } from '../../common/clock';

/** Scrapes within this time share a result, in milliseconds. */
const LIFETIME = 5_000;
/** Time that a scrape waits for a new result before it reports the former one. */
const PATIENCE = 200;
/** Age at which a result is no longer reported. */
const MAX_AGE = 60_000;

/** The result of a small query for metrics: a slow database neither delays a scrape nor is asked twice. */
export class ScrapedQuery<T> {
  private latest: { readonly value: T; readonly at: number } | undefined;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly query: () => Promise<T>,
    private readonly clock: Clock,
  ) {}

  /** Undefined if the query fails, or has not been answered for a minute. */
  async read(): Promise<T | undefined> {
    if (this.age >= LIFETIME) {
      this.reading ??= this.refresh().finally(() => (this.reading = undefined));
      await Promise.race([this.reading, elapsed(PATIENCE, undefined, { ref: false })]);
    }
    return this.age < MAX_AGE ? this.latest?.value : undefined;
  }

  /** In milliseconds. */
  private get age(): number {
    return this.latest ? Math.abs(this.clock.now().getTime() - this.latest.at) : Infinity;
  }

  private async refresh(): Promise<void> {
    try {
      this.latest = { value: await this.query(), at: this.clock.now().getTime() };
    } catch {
      this.latest = undefined;
    }
  }
}
