import { KeywardError } from '../errors';
import { LONGEST_SEAT_WAIT_MS, requestedWait } from './retry-after';
import { ASK_MS } from './seat-wait';
import type { SetTimer } from './timers';

const LONGEST_MS = 60_000;

/** Whether a call was refused because all floating seats are taken. */
export function areSeatsTaken(error: unknown): error is KeywardError {
  return error instanceof KeywardError && error.code === 'SESSIONS_EXHAUSTED';
}

/** Asks for a floating seat again and again while all are taken. */
export class SeatRetry {
  #attempts = 0;
  #cancel: () => void = () => undefined;
  #stopped: (() => void)[] = [];

  constructor(
    private readonly setTimer: SetTimer,
    private readonly attempt: () => void,
  ) {}

  get isWaiting(): boolean {
    return this.#attempts > 0;
  }

  /**
   * After 10 seconds at first, later every minute unless a place in the waiting line has to be kept, and not before the server wants
   * to be asked again. With jitter, so that waiting programs do not ask at once.
   */
  schedule(error: KeywardError, hasPlace: boolean): void {
    const growth = hasPlace ? 1 : 1.5 ** this.#attempts;
    const backoff = Math.min(ASK_MS * growth, LONGEST_MS) * (1 - Math.random() / 4);
    this.#attempts++;
    this.#cancel();
    this.#cancel = this.setTimer(this.attempt, Math.max(backoff, requestedWait(error, LONGEST_SEAT_WAIT_MS)));
  }

  /** There is a seat, or none is needed any more. */
  stop(): void {
    this.#attempts = 0;
    this.#cancel();
    this.#stopped.splice(0).forEach((resolve) => resolve());
  }

  /** Resolves when it is stopped. */
  waited(): Promise<void> {
    return this.isWaiting ? new Promise((resolve) => this.#stopped.push(resolve)) : Promise.resolve();
  }
}
