/** Upper bounds of neighbouring buckets differ by 2 %. */
const STEP = Math.log(1.02);
const SMALLEST_MS = 0.05;

/** Milliseconds, counted in buckets: a run of hours needs no more memory than one of minutes. */
export class Histogram {
  private readonly buckets = new Map<number, number>();
  count = 0;

  add(milliseconds: number): void {
    const bucket = Math.max(0, Math.ceil(Math.log(milliseconds / SMALLEST_MS) / STEP));
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + 1);
    this.count += 1;
  }

  /** NaN without a value. */
  percentile(share: number): number {
    let rank = Math.max(1, Math.ceil(share * this.count));
    for (const [bucket, count] of [...this.buckets].sort(([a], [b]) => a - b)) {
      rank -= count;
      if (rank <= 0) {
        return SMALLEST_MS * Math.exp(bucket * STEP);
      }
    }
    return NaN;
  }
}

/** Answers to one kind of call. */
export class KindTally {
  readonly times = new Histogram();
  /** Wrong, refused or missing. */
  failed = 0;
  /** Connections to a node that was being stopped. */
  lostAtRestarts = 0;
}

/** Answers by kind of call, and the latencies of the checks since the last sample. */
export class Tally {
  readonly kinds = new Map<string, KindTally>();
  private window = new Histogram();

  /** A call of a program that was answered as it must be. */
  answered(kind: string, milliseconds: number): void {
    this.of(kind).times.add(milliseconds);
    if (kind === 'check') {
      this.window.add(milliseconds);
    }
  }

  of(kind: string): KindTally {
    const found = this.kinds.get(kind) ?? new KindTally();
    this.kinds.set(kind, found);
    return found;
  }

  count(kind: string): number {
    return this.of(kind).times.count;
  }

  /** Latencies of the checks since the last call. */
  takeWindow(): Histogram {
    const taken = this.window;
    this.window = new Histogram();
    return taken;
  }
}
