/** Requests that are answered at the same time without a queue that makes all of them slow. */
const MAX_CONCURRENT = 192;
/** More may run for this long: many programs that start at the same moment are served. */
const BURST_MS = 200;
/** Time without a refusal after which a load counts as a new one, which may be a burst again. */
const COOLDOWN_MS = 1_000;

/**
 * Decides which requests are served when more arrive than can be answered. A burst is served whole. If it lasts, requests
 * beyond `MAX_CONCURRENT` are refused until the load has fallen to a half, and none was refused for a while: then those
 * that are accepted are answered in time.
 */
export class LoadShedder {
  private running = 0;
  private busySince: number | undefined;
  private refusedAt = -Infinity;

  /** @param now in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Call `release` for each request that is admitted. */
  tryAcquire(): boolean {
    if (this.running >= MAX_CONCURRENT && !this.isBurst()) {
      return false;
    }
    this.running += 1;
    return true;
  }

  release(): void {
    this.running -= 1;
    if (this.running < MAX_CONCURRENT / 2) {
      this.busySince = undefined;
    }
  }

  private isBurst(): boolean {
    const now = this.now();
    this.busySince ??= now;
    if (now - this.busySince < BURST_MS && now - this.refusedAt >= COOLDOWN_MS) {
      return true;
    }
    this.refusedAt = now;
    return false;
  }
}
