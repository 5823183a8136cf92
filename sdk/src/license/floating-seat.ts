import { LONGEST_MS } from '../http/check-options';
import { areSeatsTaken, SeatRetry } from './seat-retry';
import { type SeatPlace, WaitingPlace } from './seat-wait';
import type { SessionKeeper } from './session-keeper';
import type { SessionState } from './state';
import type { SetTimer } from './timers';

export interface SeatHost {
  readonly sessions: SessionKeeper;
  readonly setTimer: SetTimer;
  /** Whether the license allows the program to run, apart from its seat. */
  allowsToRun(): boolean;
  /** Tries again when nothing else of the license is being done. */
  tryAgain(): void;
  /** No seat for another reason than that all are taken. */
  onFailure(error: unknown): void;
  report(error: unknown): void;
  onPlace(place: SeatPlace | undefined): void;
  /** Ends a place. */
  end(place: { readonly token: string }): Promise<void>;
}

/** The floating seat without which a program may not run. */
export class FloatingSeat {
  readonly #retry: SeatRetry;
  readonly #waiting: WaitingPlace;
  #final: { readonly state: SessionState } | undefined;
  /** The program does not want to wait any more. */
  #hasGivenUp = false;
  #failure: Error | undefined;

  constructor(private readonly host: SeatHost) {
    this.#retry = new SeatRetry(host.setTimer, () => host.tryAgain());
    this.#waiting = new WaitingPlace((place) => host.onPlace(place));
  }

  /** After the end, what it was then. */
  get state(): SessionState {
    if (this.#final) {
      return this.#final.state;
    }
    const { own } = this.host.sessions;
    if (own === undefined) {
      return this.#retry.isWaiting || this.#hasGivenUp ? 'taken' : 'never';
    }
    return own.isActive ? 'held' : 'lost';
  }

  /** Takes a seat unless there is one. If all are taken, it tries again until one is free. */
  async take(): Promise<void> {
    const { host } = this;
    if (this.#final || this.#hasGivenUp) {
      return;
    }
    this.#failure = undefined;
    if (!host.allowsToRun()) {
      this.#retry.stop();
      return;
    }
    try {
      await host.sessions.startOwn(this.#waiting);
      this.#retry.stop();
    } catch (error) {
      this.#withoutSeat(error);
    }
  }

  /** The program waits again after it gave up. */
  resume(): void {
    this.#hasGivenUp = false;
  }

  /** The place is free, and no seat is taken, until `resume`. */
  async giveUp(): Promise<void> {
    this.#hasGivenUp ||= this.#retry.isWaiting;
    this.#retry.stop();
    await this.leaveLine();
  }

  leaveLine(): Promise<void> {
    return this.#waiting.giveUp((place) => this.host.end(place));
  }

  /** Place in the waiting line. */
  get place(): SeatPlace | undefined {
    return this.#waiting.place;
  }

  /** Error of the last attempt. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Resolves when the program has a seat, or needs none any more. */
  waited(): Promise<void> {
    return this.#retry.waited();
  }

  /** Resolves as `waited` does, and after so many milliseconds. */
  async waitedFor(timeout: number): Promise<void> {
    if (!this.isWaiting || timeout <= 0) {
      return;
    }
    let stop = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      stop = this.host.setTimer(resolve, Math.min(timeout, LONGEST_MS));
    });
    await Promise.race([this.waited(), over]);
    stop();
  }

  get isWaiting(): boolean {
    return this.#retry.isWaiting;
  }

  /** No seat is taken from now on. */
  close(): void {
    this.#final = { state: this.state };
    this.#retry.stop();
  }

  /** The first refusal is reported; the state tells the others. */
  #withoutSeat(error: unknown): void {
    const wasWaiting = this.#retry.isWaiting;
    this.#failure = error instanceof Error ? error : undefined;
    if (areSeatsTaken(error)) {
      this.#retry.schedule(error, this.#waiting.place !== undefined);
    } else {
      this.host.onFailure(error);
    }
    if (!wasWaiting) {
      this.host.report(error);
    }
  }
}
