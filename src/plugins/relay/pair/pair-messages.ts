import type { MessageOrder } from './conversation';
import type { PairReport } from './pair-state';
import type { WitnessAnswer, WitnessedRelay } from './witness-book';

/** A message between two relays. */
export interface PairMessage {
  readonly order: MessageOrder;
  /** Null for a first relay that has not met its partner. */
  readonly report: PairReport | null;
}

export interface WitnessMessage {
  readonly order: MessageOrder;
  readonly told: WitnessedRelay;
}

export interface WitnessReply {
  readonly order: MessageOrder;
  /** Null for a message that the witness did not take for new. */
  readonly answer: WitnessAnswer | null;
}
