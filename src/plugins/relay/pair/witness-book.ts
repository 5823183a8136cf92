import { type Borrowed, compareEpochs, type Epoch } from './pair-state';
import { PATIENCE } from './pair-times';
import type { TakeOverGrant } from './take-over';

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
    this.heard.set(told.relay, now);
    const { pair, answer } = witnessed(known, told, (others, lease) => {
      const heard = others.map((relay) => this.heard.get(relay) ?? this.startedAt);
      return now < Math.max(this.startedAt, ...heard) + lease * PATIENCE;
    });
    this.store(told.pair, pair);
    return answer;
  }

  private store(id: string, pair: WitnessedPair): void {
    if (JSON.stringify(pair) !== JSON.stringify(this.pairs[id])) {
      const pairs = { ...this.pairs, [id]: pair };
      this.save(pairs);
      this.pairs = pairs;
    }
  }
}

/**
 * The pair after a message of one of its relays, and the answer to it, which depends on the pair being stored.
 * @param known undefined before the first message of the pair
 * @param hears whether one of these relays was heard within the lease and the patience with it
 */
export function witnessed(
  known: WitnessedPair | undefined,
  told: WitnessedRelay,
  hears: (others: readonly string[], lease: number) => boolean,
): { readonly pair: WitnessedPair; readonly answer: WitnessAnswer } {
  const pair = withRelay(known ?? { epoch: told.epoch, wasTaken: false, relays: {} }, told);
  const others = Object.entries(pair.relays).filter(([relay]) => relay !== told.relay);
  const lease = Math.max(told.lease, ...others.map(([, other]) => other.lease));
  const hearsPartner = hears(
    others.map(([relay]) => relay),
    lease,
  );
  const granted = told.asks ? grantIn(pair, told, hearsPartner) : null;
  const grant = granted && {
    ...lastOf(granted, told),
    epoch: granted.epoch,
    wasTaken: granted.wasTaken,
    isByOperator: false,
  };
  const mayServe = grant !== null || compareEpochs(told.epoch, pair.epoch) >= 0;
  return { pair: granted ?? pair, answer: { mayServe, grant, hearsPartner } };
}

/** The pair with its next epoch; null if the partner may still serve. */
function grantIn(pair: WitnessedPair, told: WitnessedRelay, hearsPartner: boolean): WitnessedPair | null {
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

function withRelay(pair: WitnessedPair, { relay, epoch, lease, hold, borrowed }: WitnessedRelay): WitnessedPair {
  const isNewer = compareEpochs(epoch, pair.epoch) > 0;
  const relays = { ...pair.relays, [relay]: { lease, hold, borrowed } };
  return isNewer ? { epoch, wasTaken: false, relays } : { ...pair, relays };
}

/** The last message of the partner, and of those before it. */
function lastOf({ relays }: WitnessedPair, { relay }: WitnessedRelay) {
  const partners = Object.entries(relays).flatMap(([id, one]) => (id === relay ? [] : [one]));
  const most = (of: (one: (typeof partners)[number]) => number) => Math.max(0, ...partners.map(of));
  return {
    hold: most(({ hold }) => hold),
    borrowed: { count: most(({ borrowed }) => borrowed.count), until: most(({ borrowed }) => borrowed.until) },
  };
}
