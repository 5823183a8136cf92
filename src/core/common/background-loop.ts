import { setTimeout as elapsed } from 'node:timers/promises';

/** Runs a task once, and again each time it is woken, one run at a time. */
export class BackgroundLoop {
  private isWoken = true;
  private readonly stopping = new AbortController();
  private resume = (): void => undefined;
  private readonly ended: Promise<void>;

  /**
   * @param onError is called with the error of a failed run. The loop goes on.
   * @param rest pause after each run, as a multiple of its duration: what wakes the loop meanwhile shares the next run
   */
  constructor(
    private readonly task: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
    private readonly rest = 0,
  ) {
    this.ended = this.run();
  }

  wake(): void {
    this.isWoken = true;
    this.resume();
  }

  /** Waits for a run that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.resume();
    await this.ended;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (this.isWoken) {
        this.isWoken = false;
        const startedAt = performance.now();
        await this.task().catch(this.onError);
        const pause = (performance.now() - startedAt) * this.rest;
        await elapsed(pause, undefined, { signal }).catch(() => undefined);
      } else {
        await new Promise<void>((resolve) => (this.resume = resolve));
      }
    }
  }
}
