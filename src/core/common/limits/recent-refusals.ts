const MINUTE = 60_000;
const KEPT_MINUTES = 60;

/** Refused requests of one limit within the last hour. */
export interface Refusals {
  /** API and limit, such as `native:client`. */
  readonly limit: string;
  readonly count: number;
  readonly last: Date;
}

/** Counts the requests that the rate limits of this node refuse. The names of limits are few, so the memory is bounded. */
export class RecentRefusals {
  private readonly counts = new Map<string, Map<number, number>>();
  private readonly last = new Map<string, Date>();

  add(limit: string, now: Date): void {
    const minutes = this.recent(limit, now);
    const minute = minuteOf(now);
    this.counts.set(limit, minutes.set(minute, (minutes.get(minute) ?? 0) + 1));
    this.last.set(limit, now);
  }

  /** Most refused first. */
  list(now: Date): Refusals[] {
    return [...this.last]
      .map(([limit, last]) => {
        const count = [...this.recent(limit, now).values()].reduce((sum, one) => sum + one, 0);
        return { limit, count, last };
      })
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count);
  }

  private recent(limit: string, now: Date): Map<number, number> {
    const first = minuteOf(now) - KEPT_MINUTES;
    return new Map([...(this.counts.get(limit) ?? [])].filter(([minute]) => minute > first));
  }
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE);
}
