import type { Pool } from '../relay-claims';
import type { Seats } from './pair-state';

/** A limit that the pool does not name has no parts. */
export function seatsOf({ sessions = 0, activations = 0 }: Pool): Seats {
  return { sessions, activations };
}
