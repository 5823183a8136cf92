import { KeywardError } from '../errors';
import { TRANSIENT_STATUSES } from '../http/retry';
import { LONGEST_SEAT_WAIT_MS, requestedWait } from './retry-after';
import type { SignedProof } from './signed-proof';
import { heldUntil } from './state';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** When the server is asked again. Times are milliseconds since 1970. */
export class ContactSchedule {
  #next = 0;
  #failures = 0;
  #isLate = false;
  #isPostponed = false;

  constructor(
    private readonly now: () => number,
    private readonly longestGrace: number,
  ) {}

  /** Whether the last attempt failed, or got no answer in time. */
  get isUnanswered(): boolean {
    return this.#failures > 0 || this.#isLate;
  }

  /** Whether the server was asked to activate this device, and wants to be asked again later. */
  get isPostponed(): boolean {
    return this.#isPostponed;
  }

  get isDue(): boolean {
    return this.now() >= this.#next;
  }

  /** An answer from the store: it says when it wanted to be renewed. */
  recalled(answer: SignedProof | undefined): void {
    this.#reset(answer ? this.#renewal(answer) : 0);
  }

  /** By the duration that the server wished, because the local clock may not be the server's. */
  answered(answer: SignedProof): void {
    this.#reset(this.now() + Math.max(MINUTE, this.#renewal(answer) - answer.issuedAt));
  }

  /**
   * At first after a minute, at last every hour, and not before the server wants to be asked again (within an hour). With
   * jitter, so that the programs of an outage do not return at once.
   */
  failed(error: unknown): void {
    this.#failures++;
    this.#isPostponed &&= error instanceof KeywardError && error.isUnreachable;
    const backoff = Math.min(MINUTE * 2 ** (this.#failures - 1), HOUR) * (1 - Math.random() / 4);
    this.#next = this.now() + Math.max(backoff, requestedWait(error, HOUR));
  }

  /** An activation has failed. Returns whether it is only postponed: the limit of a rate is reached, or the server is busy or stopping. */
  postpones(error: unknown): boolean {
    this.#isPostponed = error instanceof KeywardError && TRANSIENT_STATUSES.includes(error.status);
    if (this.#isPostponed) {
      this.failed(error);
    }
    return this.#isPostponed;
  }

  /** The program goes on before the answer has arrived. */
  late(): void {
    this.#isLate = true;
  }

  /** Asks at the next opportunity. */
  hurry(): void {
    this.#next = 0;
  }

  /** A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always. */
  noticeClock(isTurnedBack: boolean): void {
    if (isTurnedBack && !this.isUnanswered) {
      this.hurry();
    }
  }

  /** The program has no floating seat, and not because all are taken: asks in a minute, or when the server wants to be asked. */
  retrySeat(error: unknown): void {
    this.#next = Math.min(this.#next, this.now() + Math.max(MINUTE, requestedWait(error, LONGEST_SEAT_WAIT_MS)));
  }

  /**
   * Milliseconds until there is something to do. At most an hour: timers stand still while a computer sleeps.
   * @param boundary when the state changes by itself
   */
  delay(boundary: number | undefined): number {
    const until = Math.min(this.#next, boundary ?? Infinity) - this.now();
    return Math.min(Math.max(until, SECOND), HOUR);
  }

  #reset(next: number): void {
    this.#failures = 0;
    this.#isLate = false;
    this.#isPostponed = false;
    this.#next = next;
  }

  #renewal(answer: SignedProof): number {
    return answer.isValid ? Math.min(answer.nextCheck, heldUntil(answer, this.longestGrace)) : answer.nextCheck;
  }
}
