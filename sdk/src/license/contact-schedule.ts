import { KeywardError } from '../errors';
import type { Evidence } from './evidence';
import { heldUntil } from './state';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** When the server is asked again. Times are milliseconds since 1970. */
export class ContactSchedule {
  #next = 0;
  #failures = 0;

  constructor(
    private readonly now: () => number,
    private readonly longestGrace: number,
  ) {}

  get isUnanswered(): boolean {
    return this.#failures > 0;
  }

  get isDue(): boolean {
    return this.now() >= this.#next;
  }

  /** An answer from the store: it says when it wanted to be renewed. */
  recalled(answer: Evidence | undefined): void {
    this.#failures = 0;
    this.#next = answer ? this.#renewal(answer) : 0;
  }

  /** By the duration that the server wished, because the local clock may not be the server's. */
  answered(answer: Evidence): void {
    this.#failures = 0;
    this.#next = this.now() + Math.max(MINUTE, this.#renewal(answer) - answer.issuedAt);
  }

  /** At first after a minute, at last every hour, with jitter so that the programs of an outage do not return at once. */
  failed(error: unknown): void {
    this.#failures++;
    const asked = error instanceof KeywardError ? (error.retryAfter ?? 0) * SECOND : 0;
    const backoff = Math.max(MINUTE * 2 ** Math.min(this.#failures - 1, 6), asked);
    this.#next = this.now() + Math.min(backoff, HOUR) * (0.75 + Math.random() / 4);
  }

  /** Asks at the next opportunity. */
  hurry(): void {
    this.#next = 0;
  }

  /** Asks in a minute at the latest. */
  soon(): void {
    this.#next = Math.min(this.#next, this.now() + MINUTE);
  }

  /**
   * Milliseconds until there is something to do. At most an hour: timers stand still while a computer sleeps.
   * @param boundary when the state changes by itself
   */
  delay(boundary: number | undefined): number {
    const until = Math.min(this.#next, boundary ?? Infinity) - this.now();
    return Math.min(Math.max(until, SECOND), HOUR);
  }

  #renewal(answer: Evidence): number {
    return answer.isValid ? Math.min(answer.nextCheck, heldUntil(answer, this.longestGrace)) : answer.nextCheck;
  }
}
