const LIMIT_MS = 10_000;
const BUCKET = /^keyward_check_batch_duration_seconds_bucket\{(.*)\} (\S+)$/gm;
const LAG = /^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m;

/** Batches by the upper bound of their duration in seconds, ascending and cumulative. */
type Buckets = ReadonlyMap<number, number>;

/** `/metrics` of a server at one moment. */
export class Scrape {
  private constructor(private readonly text: string) {}

  static async of(url: string): Promise<Scrape> {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(LIMIT_MS) });
    return new Scrape(await answer.text());
  }

  /** Of the event loop since the scrape before, in milliseconds. */
  get delayP99(): number {
    return 1_000 * Number(LAG.exec(this.text)?.[1]);
  }

  /** Duration of the batches of a statement since another scrape that a share of them does not exceed, in milliseconds. */
  batchTime(statement: string, share: number, since: Scrape): number {
    const before = since.buckets(statement);
    const counts = Array.from(this.buckets(statement), ([le, count]) => ({ le, count: count - (before.get(le) ?? 0) }));
    return 1_000 * quantile(counts, share);
  }

  private buckets(statement: string): Buckets {
    const found = Array.from(this.text.matchAll(BUCKET), ([, labels = '', count]) => ({ labels, count: Number(count) }))
      .filter(({ labels }) => labels.includes(`statement="${statement}"`))
      .map(
        ({ labels, count }) => [Number(/le="([^"]*)"/.exec(labels)?.[1]?.replace('+Inf', 'Infinity')), count] as const,
      );
    return new Map(found);
  }
}

/** As Prometheus estimates it: values are spread evenly within a bucket. @param counts cumulative, ascending */
export function quantile(counts: readonly { readonly le: number; readonly count: number }[], share: number): number {
  const rank = share * (counts.at(-1)?.count ?? 0);
  const index = counts.findIndex(({ count }) => count >= rank);
  const [lower, upper] = [counts[index - 1] ?? { le: 0, count: 0 }, counts[index]];
  if (!upper || upper.count === lower.count) {
    return NaN;
  }
  // Nothing is known about the last bucket but its lower bound.
  return upper.le === Infinity
    ? lower.le
    : lower.le + ((upper.le - lower.le) * (rank - lower.count)) / (upper.count - lower.count);
}
