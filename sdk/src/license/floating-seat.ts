import { areSeatsTaken, SeatRetry } from './seat-retry';
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
}

/** The floating seat without which a program may not run. */
export class FloatingSeat {
  readonly #retry: SeatRetry;
  #final: { readonly state: SessionState } | undefined;

  constructor(private readonly host: SeatHost) {
    this.#retry = new SeatRetry(host.setTimer, () => host.tryAgain());
  }

  /** After the end, what it was then. */
  get state(): SessionState {
    if (this.#final) {
      return this.#final.state;
    }
    const { own } = this.host.sessions;
    if (own === undefined) {
      return this.#retry.isWaiting ? 'taken' : 'never';
    }
    return own.isActive ? 'held' : 'lost';
  }

  /** Takes a seat unless there is one. If all are taken, it tries again until one is free. */
  async take(): Promise<void> {
    const { host } = this;
    if (this.#final) {
      return;
    }
    if (!host.allowsToRun()) {
      this.#retry.stop();
      return;
    }
    try {
      await host.sessions.startOwn();
      this.#retry.stop();
    } catch (error) {
      this.#withoutSeat(error);
    }
  }

  /** Resolves when the program has a seat, or needs none any more. */
  waited(): Promise<void> {
    return this.#retry.waited();
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
    if (areSeatsTaken(error)) {
      this.#retry.schedule(error);
    } else {
      this.host.onFailure(error);
    }
    if (!wasWaiting) {
      this.host.report(error);
    }
  }
}
