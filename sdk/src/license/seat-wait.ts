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

/** A start that asks for a place, or keeps that of the token. */
export interface PlacedStart {
  readonly token: string | undefined;
}

interface WaitHost {
  readonly time: { now(): number };
  readonly setTimer: SetTimer;
}

/** The server keeps a place for 30 seconds or more. */
const ASK_MS = 10_000;

/** Starts until there is a seat. Rejects with the last refusal once the time is over, and at once with any other error. */
export async function waitForSeat<T>(
  start: (place: PlacedStart) => Promise<T>,
  { timeout, onPlace }: SeatWait,
  { time, setTimer }: WaitHost,
): Promise<T> {
  const endsAt = time.now() + timeout;
  let token: string | undefined;
  for (;;) {
    try {
      return await start({ token });
    } catch (error) {
      const place = placeIn(error);
      const left = endsAt - time.now();
      if (place === undefined || left <= 0) {
        throw error;
      }
      ({ token } = place);
      onPlace?.({ position: place.position, since: place.since });
      await new Promise<void>((resolve) => setTimer(resolve, Math.min(ASK_MS, left)));
    }
  }
}

function placeIn(error: unknown): (SeatPlace & { token: string }) | undefined {
  const { error: problem } = error instanceof KeywardError ? fieldsOf(error.body) : {};
  const { position, since, token } = fieldsOf(fieldsOf(problem).waiting);
  return typeof position === 'number' && typeof since === 'string' && typeof token === 'string'
    ? { position, since: new Date(since), token }
    : undefined;
}
