import { KeywardError } from '../errors';
import { fieldsOf } from '../http/unknown';
import type { SetTimer } from './timers';

/** How to wait for a floating seat. */
export interface SeatWait {
  /** Milliseconds after which the start is given up. */
  timeout: number;
  /** Is told the place in the waiting line whenever the server was asked. */
  onPlace?: (place: SeatPlace) => void;
}

/** A place in the waiting line for a floating seat. */
export interface SeatPlace {
  /** From 1. */
  position: number;
  since: Date;
}

/** The place of one program in the waiting line, from one start to the next. */
export class WaitingPlace {
  #token: string | undefined;
  #place: SeatPlace | undefined;

  /** @param onPlace is told each place; undefined when there is none any more */
  constructor(private readonly onPlace: (place: SeatPlace | undefined) => void = () => undefined) {}

  /** Keeps the place in the next start. */
  get token(): string | undefined {
    return this.#token;
  }

  /** Undefined while the program does not wait in line. */
  get place(): SeatPlace | undefined {
    return this.#place;
  }

  /** A start has ended: with a seat, or with an error, which may tell a place. One of the network changes nothing. */
  note(error?: unknown): void {
    if (!(error instanceof KeywardError && error.isUnreachable)) {
      this.#set(placeIn(error));
    }
  }

  /** The next in line goes ahead. If nobody answers, the place ends by itself. */
  async giveUp(end: (session: { readonly token: string }) => Promise<void>): Promise<void> {
    const token = this.#token;
    this.#set(undefined);
    if (token !== undefined) {
      await end({ token }).catch(() => undefined);
    }
  }

  #set(found: (SeatPlace & { readonly token: string }) | undefined): void {
    const hadPlace = this.#place !== undefined;
    this.#token = found?.token;
    this.#place = found && { position: found.position, since: found.since };
    if (found || hadPlace) {
      this.onPlace(this.#place);
    }
  }
}

interface WaitHost {
  readonly time: { now(): number };
  readonly setTimer: SetTimer;
  readonly server: { endSession(session: { readonly token: string }): Promise<void> };
}

/** The server keeps a place for 30 seconds or more. */
export const ASK_MS = 10_000;

/** Starts until there is a seat. Rejects with the last refusal once the time is over, and at once with any other error. */
export async function waitForSeat<T>(
  start: (place: WaitingPlace) => Promise<T>,
  { timeout, onPlace }: SeatWait,
  { time, setTimer, server }: WaitHost,
): Promise<T> {
  const endsAt = time.now() + timeout;
  const place = new WaitingPlace((told) => told && onPlace?.(told));
  for (;;) {
    try {
      return await start(place);
    } catch (error) {
      const left = endsAt - time.now();
      if (place.place === undefined || left <= 0) {
        await place.giveUp((waiting) => server.endSession(waiting));
        throw error;
      }
      await new Promise<void>((resolve) => setTimer(resolve, Math.min(ASK_MS, left)));
    }
  }
}

function placeIn(error: unknown): (SeatPlace & { readonly token: string }) | undefined {
  const { error: problem } = error instanceof KeywardError ? fieldsOf(error.body) : {};
  const { position, since, token } = fieldsOf(fieldsOf(problem).waiting);
  return typeof position === 'number' && typeof since === 'string' && typeof token === 'string'
    ? { position, since: new Date(since), token }
    : undefined;
}
