import { PATIENCE } from '../../relay/pair/pair-times';

/** Relays that are remembered. One that was forgotten is waited for again. */
const MAX_RELAYS = 10_000;

interface Noted {
  readonly heard: number;
  /** Since when no other count was seen. */
  readonly since: number;
}

/**
 * For how long relays have been silent, by a clock of this process that is never set: clocks of the database and of other nodes
 * do not count. Each node waits by itself, after a start from the beginning.
 */
export class Silence {
  private readonly noted = new Map<string, Noted>();

  /**
   * Call under the lock of the pair.
   * @param heard messages of the relay that were counted, by whichever node
   * @param now seconds
   */
  note(relay: string, heard: number, now: number): void {
    if (this.noted.get(relay)?.heard === heard) {
      return;
    }
    this.noted.delete(relay);
    this.noted.set(relay, { heard, since: now });
    const [oldest] = this.noted.keys();
    if (this.noted.size > MAX_RELAYS && oldest !== undefined) {
      this.noted.delete(oldest);
    }
  }

  /** Whether the last answer to a relay may still let it serve. */
  isHeard(relay: string, lease: number, now: number): boolean {
    return now < (this.noted.get(relay)?.since ?? now) + lease * PATIENCE;
  }
}
