const HOUR = 3_600_000;

/** Clocks are corrected by minutes every day, and by nobody by hours. */
const TOLERANCE = HOUR;

/**
 * The time as far as it can be known: it never runs backwards, whatever the local clock does. What is signed says the least that
 * it can be; an answer to a call of this very moment says what it is. All times are milliseconds since 1970.
 */
export class KnownTime {
  #latest: number;
  #lastReading: number;
  /** What the local clock lacked at the last contact. Not stored: in an edited store it would hold the time back. */
  #correction = 0;
  #isTurnedBack = false;

  constructor(
    private readonly localClock: () => number,
    latestSeen = 0,
  ) {
    this.#lastReading = localClock();
    this.#latest = latestSeen;
    this.now();
  }

  /** Whether the local clock is more than an hour behind the latest time that was seen. */
  get isTurnedBack(): boolean {
    this.now();
    return this.#isTurnedBack;
  }

  /** The local clock, with what it lacked at the last contact. */
  get reading(): number {
    return this.localNow + this.#correction;
  }

  get localNow(): number {
    return this.localClock();
  }

  now(): number {
    const reading = this.localClock();
    const elapsed = Math.max(0, reading - this.#lastReading);
    this.#lastReading = reading;
    const corrected = reading + this.#correction;
    this.#isTurnedBack = corrected < this.#latest - TOLERANCE;
    this.#latest = this.#isTurnedBack ? this.#latest + elapsed : Math.max(this.#latest, corrected);
    return this.#latest;
  }

  /** Something signed at this instant exists. */
  sawAtLeast(instant: number): void {
    this.#latest = Math.max(this.#latest, instant);
  }

  /**
   * Something signed at this instant is newer than all that was signed before. It outweighs a local clock that was ahead once:
   * that clock was wrong, or what is signed would not be new.
   * @param requestedAt reading of the local clock when the program requested it; as long as nobody turned that clock, no more
   *   time has passed since the instant than since the request, even if the clock is wrong
   */
  sawNew(instant: number, requestedAt: number | undefined): void {
    const waited = requestedAt === undefined ? -1 : this.localNow - requestedAt;
    const latest = waited < 0 ? this.reading : Math.min(this.reading, instant + waited);
    if (Math.max(instant, latest) < this.now()) {
      this.trustTime(Math.max(instant, latest));
    }
  }

  /** The server said what time it is, in answer to a call that only it could answer. It also corrects a clock that was ahead. */
  trustTime(instant: number): void {
    this.#lastReading = this.localClock();
    this.#correction = instant - this.#lastReading;
    this.#latest = instant;
  }
}
