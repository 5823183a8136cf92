import { setImmediate as nextTurn } from 'node:timers/promises';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock and timers that move only when a test says so. */
export class ManualTime {
  readonly #timers = new Set<Timer>();
  #elapsed = 0;
  #falsified = 0;
  #onTimer = (): void => undefined;

  readonly trueNow = (): number => Date.parse('2030-01-01T00:00:00Z') + this.#elapsed;

  /** The local clock, which `turn` may falsify. */
  readonly now = (): number => this.trueNow() + this.#falsified;

  readonly setTimer = (run: () => void, delay: number): (() => void) => {
    const timer = { at: this.#elapsed + delay, run };
    this.#timers.add(timer);
    this.#onTimer();
    return () => void this.#timers.delete(timer);
  };

  get pending(): number {
    return this.#timers.size;
  }

  /** Turns the local clock without time passing. */
  turn(milliseconds: number): void {
    this.#falsified += milliseconds;
  }

  /** Lets time pass. Each timer's work is done before the next starts: it ends by setting the timer again. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#elapsed = Math.max(this.#elapsed, next.at);
      const armed = this.#timers.size;
      this.#timers.delete(next);
      const isSetAgain = this.#reaches(armed);
      next.run();
      await isSetAgain;
      // Promises that the work has settled are followed.
      await nextTurn();
    }
    this.#elapsed = end;
  }

  #reaches(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onTimer = () => {
        if (this.#timers.size >= count) {
          this.#onTimer = () => undefined;
          resolve();
        }
      };
    });
  }

  #next(end: number): Timer | undefined {
    return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
