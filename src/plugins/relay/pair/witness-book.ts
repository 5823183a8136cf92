import { type Borrowed, compareEpochs, type Epoch, NOT_BORROWED, type TakeOverGrant } from './pair-state';
import { PATIENCE } from './pair-times';

/** The state of a relay, as it tells the witness. */
export interface WitnessedRelay {
  /** UUID of the relay. */
  readonly relay: string;
  /** UUID of the first relay of its pair. */
  readonly pair: string;
  readonly epoch: Epoch;
  readonly lease: number;
  readonly hold: number;
  readonly borrowed: Borrowed;
  /** Whether the relay asks to take over from its partner. */
  readonly asks: boolean;
}

/** The answer to a relay. */
export interface WitnessAnswer {
  /** Whether the relay may serve for its lease. */
  readonly mayServe: boolean;
  readonly grant: TakeOverGrant | null;
  /** Whether it has heard the partner within the lease. */
  readonly hearsPartner: boolean;
}

/** The durable state of a pair at the witness. */
export interface WitnessedPair {
  readonly epoch: Epoch;
  /** Whether the relay that made the epoch had missed the one before. */
  readonly wasTaken: boolean;
  readonly relays: Readonly<Record<string, Pick<WitnessedRelay, 'lease' | 'hold' | 'borrowed'>>>;
}

/** All pairs, by the UUID of their first relay. */
export type WitnessedPairs = Readonly<Record<string, WitnessedPair>>;

const MAX_PAIRS = 1_000;

/** Decides which relay of a pair may serve, and when one may take over. Times are seconds of a clock that is never set. */
export class WitnessBook {
  private readonly heard = new Map<string, number>();

  /** @param save stores the pairs durably, before an answer depends on them */
  constructor(
    private pairs: WitnessedPairs,
    private readonly startedAt: number,
    private readonly save: (pairs: WitnessedPairs) => void,
  ) {}

  /** Undefined for a relay of one pair more than are kept. */
  answer(told: WitnessedRelay, now: number): WitnessAnswer | undefined {
    const known = this.pairs[told.pair];
    if (!known && Object.keys(this.pairs).length >= MAX_PAIRS) {
      return undefined;
    }
    const pair = withRelay(known ?? { epoch: told.epoch, wasTaken: false, relays: {} }, told);
    this.heard.set(told.relay, now);
    const hearsPartner = now < this.silentAt(pair, told);
    const granted = told.asks ? this.grant(pair, told, hearsPartner) : null;
    this.store(told.pair, granted ?? pair);
    const grant = granted && { ...lastOf(granted, told), epoch: granted.epoch, wasTaken: granted.wasTaken };
    const mayServe = grant !== null || compareEpochs(told.epoch, pair.epoch) >= 0;
    return { mayServe, grant: grant && { ...grant, isByOperator: false }, hearsPartner };
  }

  /** The pair with its next epoch; null if the partner may still serve. */
  private grant(pair: WitnessedPair, told: WitnessedRelay, hearsPartner: boolean): WitnessedPair | null {
    const isBehind = compareEpochs(told.epoch, pair.epoch) < 0;
    if (isBehind && pair.epoch.by === told.relay) {
      // The answer before was lost.
      return pair;
    }
    if (hearsPartner) {
      return null;
    }
    const number = Math.max(pair.epoch.number, told.epoch.number) + 1;
    return { ...pair, epoch: { number, by: told.relay }, wasTaken: isBehind };
  }

  /** When the partner of a relay has lost the right that the last answer gave it. */
  private silentAt(pair: WitnessedPair, told: WitnessedRelay): number {
    const others = Object.entries(pair.relays).filter(([relay]) => relay !== told.relay);
    const lease = Math.max(told.lease, ...others.map(([, other]) => other.lease));
    const heard = others.map(([relay]) => this.heard.get(relay) ?? this.startedAt);
    return Math.max(this.startedAt, ...heard) + lease * PATIENCE;
  }

  private store(id: string, pair: WitnessedPair): void {
    if (JSON.stringify(pair) !== JSON.stringify(this.pairs[id])) {
      const pairs = { ...this.pairs, [id]: pair };
      this.save(pairs);
      this.pairs = pairs;
    }
  }
}

function withRelay(pair: WitnessedPair, { relay, epoch, lease, hold, borrowed }: WitnessedRelay): WitnessedPair {
  const isNewer = compareEpochs(epoch, pair.epoch) > 0;
  const relays = { ...pair.relays, [relay]: { lease, hold, borrowed } };
  return isNewer ? { epoch, wasTaken: false, relays } : { ...pair, relays };
}

/** The last message of the partner. */
function lastOf({ relays }: WitnessedPair, { relay }: WitnessedRelay) {
  const partner = Object.entries(relays).find(([id]) => id !== relay)?.[1];
  return { hold: partner?.hold ?? 0, borrowed: partner?.borrowed ?? NOT_BORROWED };
}
