/** Requests that are answered at the same time without a queue that makes all of them slow. */
const MOST = 256;
/** More may run for this long: many programs that start at the same moment are served. */
const BURST_MS = 200;

/**
 * Decides which requests are served when more arrive than can be answered. A burst is served whole. If it lasts, requests
 * beyond `MOST` are refused until the load has fallen to a half: then those that are accepted are answered in time.
 */
export class Admission {
  private running = 0;
  private busySince: number | undefined;

  /** @param now in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Call `leave` for each request that is admitted. */
  admits(): boolean {
    if (this.running >= MOST) {
      this.busySince ??= this.now();
      if (this.now() - this.busySince >= BURST_MS) {
        return false;
      }
    }
    this.running += 1;
    return true;
  }

  leave(): void {
    this.running -= 1;
    if (this.running < MOST / 2) {
      this.busySince = undefined;
    }
  }
}
