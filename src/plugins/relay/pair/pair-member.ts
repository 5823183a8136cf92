import { type Accepted, Conversation } from './conversation';
import type { PairMessage, WitnessMessage, WitnessReply } from './pair-messages';
import {
  type Borrowed,
  compareEpochs,
  NOTHING_WANTED,
  pairedWith,
  type PairState,
  type PairUse,
  received,
  reportOf,
  type Wanted,
} from './pair-state';
import { metersAfter } from './pair-meters';
import { PairTimes, PATIENCE } from './pair-times';
import { grantOfOperator, takenOver, takeOverWait, type TakeOverGrant, takingOver, withoutTakeOver } from './take-over';

/** The durable part of a relay of a pair. */
export interface PairStore {
  /** The stored state, null before the first contact of a first relay, and what is in use. */
  read(): Promise<StoredPair>;
  /** In one transaction under the lock of the license, on which starts of sessions wait. */
  change(next: (stored: StoredPair) => PairState | null): Promise<StoredPair>;
}

export interface StoredPair {
  readonly state: PairState | null;
  readonly use: PairUse;
}

export interface MemberOptions {
  /** UUID of this relay, and of the first relay of the pair. */
  readonly id: string;
  readonly first: string;
  /** Seconds for which it serves after a contact. */
  readonly lease: number;
  /** Whether it was started with a witness. */
  readonly hasWitness: boolean;
}

/** Reasons for which an operator's take-over is refused. */
export type TakeOverRefusal = 'never_met' | 'partner_heard';

/**
 * One relay of a pair: decides when it serves, what it gives its partner, and when it takes over. Knows nothing of the network, and
 * takes times from its caller: seconds of a clock that is never set.
 */
export class PairMember {
  private readonly partner = new Conversation();
  private witnessing = new Conversation();
  private readonly times: PairTimes;
  /** Public key of the witness, once it has answered. */
  private witness: string | null = null;
  private state: PairState | null = null;
  private waitFrom: number | undefined;
  private askedAt: number | undefined;
  private announced: readonly Borrowed[] = [];
  private hearsPartner = false;
  private changing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: MemberOptions,
    private readonly store: PairStore,
    startedAt: number,
  ) {
    this.times = new PairTimes(startedAt);
  }

  /** Call before anything else. */
  async begin(): Promise<void> {
    this.state = (await this.store.read()).state;
  }

  get current(): PairState | null {
    return this.state;
  }

  get partnerHeardAt(): number | undefined {
    return this.times.partnerHeardAt;
  }

  /** UUID of the process of the partner whose messages count; undefined before the first. */
  get partnerBoot(): string | undefined {
    return this.partner.countedBoot;
  }

  /** Whether a relay is the partner: the one it has met, or another one once nothing is left of that one's sessions. */
  accepts(partner: string): boolean {
    const { state } = this;
    return (
      state === null ||
      state.partner === partner ||
      (state.takeOver?.isDone === true && state.takeOver.borrowed.count === 0)
    );
  }

  /** Seconds from the last contact to the end of a take-over by the witness at most, without borrowed seats. */
  get longestWait(): number {
    const { lease } = this.options;
    const known = this.state?.known;
    // A question waits for the next contact.
    return Math.ceil(Math.max(lease, known?.lease ?? 0) * PATIENCE + takeOverWait(known?.hold ?? 0) + lease / 2);
  }

  /** The machine has slept, or its clock was set: no contact counts any more. */
  loseContact(): void {
    this.times.forget();
  }

  /** Whether programs may be told yes now. */
  mayServe(now: number): boolean {
    const { state } = this;
    if (state === null || state.isAlone) {
      return state !== null || this.options.id === this.options.first;
    }
    return !this.needsContact(state) || this.times.hasContact(now, this.countsWitness(state));
  }

  private needsContact({ witness }: PairState): boolean {
    return this.options.hasWitness || witness !== null;
  }

  /** The partner must know the witness: it would ask another one for a take-over. */
  private countsWitness({ witness }: PairState): boolean {
    return witness !== null && witness === this.witness;
  }

  /** The next message to the partner. */
  async message(now: number, wanted: Wanted = NOTHING_WANTED): Promise<PairMessage> {
    const { state, use } = await this.store.read();
    return this.written(state, use, now, wanted);
  }

  private written(state: PairState | null, use: PairUse, now: number, wanted: Wanted): PairMessage {
    const { lease } = this.options;
    const told = { witness: this.toldWitness(state), lease, wanted };
    const borrowed = this.withAnnounced(use.borrowed);
    return { order: this.partner.next(now), report: state && reportOf(state, { ...use, borrowed }, told) };
  }

  /**
   * The witness of this relay, as it tells its partner: after a start, until its witness has answered, the one that the partner
   * knows, so that the partner can take over meanwhile. Only `countsWitness` decides whether this relay serves by it.
   */
  private toldWitness(state: PairState | null): string | null {
    return this.witness ?? (this.options.hasWitness ? (state?.witness ?? null) : null);
  }

  /**
   * Takes a message of the partner.
   * @param kept amounts of meters that calls take which are not answered yet
   * @returns whether the partner has received the last message and it counts
   */
  async receive(
    partner: string,
    { order, report }: PairMessage,
    now: number,
    kept: Wanted['meters'] = {},
  ): Promise<Accepted> {
    const accepted = this.partner.accept(order);
    this.times.hear(now);
    if (!accepted.isNew) {
      return accepted;
    }
    const { id, first } = this.options;
    const state = await this.change(({ state: stored, use }) => {
      const known = stored?.partner === partner ? stored : pairedWith(stored, partner, { first, use });
      const own = { id, witness: this.toldWitness(stored) };
      const next = report ? received(known, report, use, own) : known;
      return report?.meters ? { ...next, meters: metersAfter(next.meters, report.meters, use.meters, kept) } : next;
    });
    // A partner that is ahead takes this relay back with its next message.
    const isTaken = report !== null && state !== null && compareEpochs(report.epoch, state.epoch) > 0;
    if (accepted.sentAt !== undefined && !isTaken) {
      this.times.confirm(accepted.sentAt, this.options.lease);
    }
    return accepted;
  }

  /** The next message to the witness. Asks for a take-over when the partner is silent and has the same witness. */
  async messageToWitness(now: number): Promise<WitnessMessage> {
    const { state, use } = await this.store.read();
    const { id, first: pair, lease } = this.options;
    const epoch = state?.epoch ?? { number: 0, by: pair };
    const asks = state !== null && state.takeOver === null && this.isPartnerSilent(state, now) && this.asksSame(state);
    this.askedAt = asks ? now : undefined;
    const borrowed = this.withAnnounced(use.borrowed);
    const told = { relay: id, pair, epoch, lease, hold: use.hold, borrowed, asks };
    return { order: this.witnessing.next(now), told };
  }

  private asksSame({ known }: PairState): boolean {
    return known?.witness !== undefined && known.witness !== null && known.witness === this.witness;
  }

  /** @param witness its public key, by which the answer is signed */
  async receiveOfWitness(witness: string, { order, answer }: WitnessReply, now: number): Promise<Accepted> {
    if (this.witness !== null && this.witness !== witness) {
      this.witnessing = new Conversation();
    }
    this.witness = witness;
    const accepted = this.witnessing.accept(order);
    if (!accepted.isNew || !answer) {
      return { ...accepted, isNew: false };
    }
    if (answer.grant) {
      await this.take(answer.grant, now);
    }
    this.hearsPartner = answer.hearsPartner;
    if (accepted.sentAt !== undefined) {
      this.times.confirmByWitness(accepted.sentAt, answer.mayServe ? this.options.lease : 0);
    }
    return accepted;
  }

  /** A partner that was heard since the question goes on. */
  private async take(grant: TakeOverGrant, now: number): Promise<void> {
    const wasHeard = this.askedAt === undefined || (this.times.partnerHeardAt ?? -Infinity) >= this.askedAt;
    await this.change(({ state: stored, use }) => {
      if (stored === null || compareEpochs(grant.epoch, stored.epoch) <= 0) {
        return stored;
      }
      return wasHeard ? withoutTakeOver(stored, grant, use) : takingOver(stored, grant, use);
    });
    this.waitFrom = now;
  }

  /** An operator says that the machine of the partner is dead. Undefined if the take-over has begun. */
  async takeOver(now: number): Promise<TakeOverRefusal | undefined> {
    const { state } = this;
    if (!state?.known) {
      return 'never_met';
    }
    if (!this.isPartnerSilent(state, now) || (this.hearsPartner && this.times.hasContact(now, true))) {
      return 'partner_heard';
    }
    const wasTaken = !this.mayServe(now);
    await this.change(({ state: stored, use }) =>
      stored?.isAlone === false ? takingOver(stored, grantOfOperator(stored, this.options.id, wasTaken), use) : stored,
    );
    this.waitFrom = now;
    return undefined;
  }

  /** Takes the share of the partner once the wait is over. @param seconds since 1970 */
  async finishTakeOver(now: number, seconds: number): Promise<void> {
    const takeOver = this.state?.takeOver;
    const isOpen = takeOver && (!takeOver.isDone || takeOver.borrowed.count > 0);
    if (isOpen && this.times.waited(this.waitFrom, now) > takeOver.wait) {
      await this.change(({ state, use }) => state && takenOver(state, use.pool, seconds));
    }
  }

  /** One after the other, so that the last state is the stored one. */
  private async change(next: (stored: StoredPair) => PairState | null): Promise<PairState | null> {
    const changed = this.changing.catch(() => undefined).then(() => this.store.change(next));
    this.changing = changed;
    const { state } = await changed;
    this.state = state;
    return state;
  }

  /** Seconds until a take-over is done; undefined if there is none to wait for. */
  takeOverIn(now: number): number | undefined {
    const takeOver = this.state?.takeOver;
    return takeOver && !takeOver.isDone
      ? Math.max(0, takeOver.wait - this.times.waited(this.waitFrom, now))
      : undefined;
  }

  private isPartnerSilent({ known }: PairState, now: number): boolean {
    return now >= this.times.silentAt(Math.max(this.options.lease, known?.lease ?? 0));
  }

  /** Whether a borrowed seat must be told to partner or witness before it is given. */
  get announcesBorrows(): boolean {
    return this.state !== null && !this.state.isAlone;
  }

  /** Whether partner or witness know what was announced before. @param since when the announcement began */
  wasTold(since: number): boolean {
    return this.times.wasTold(since, this.state !== null && this.countsWitness(this.state));
  }

  /** Counts a seat as borrowed in all messages. @returns ends that, once the session itself shows it */
  announce(until: number): () => void {
    const one = { count: 1, until };
    this.announced = [...this.announced, one];
    return () => {
      this.announced = this.announced.filter((other) => other !== one);
    };
  }

  private withAnnounced(borrowed: Borrowed): Borrowed {
    return this.announced.reduce(
      (sum, { count, until }) => ({ count: sum.count + count, until: Math.max(sum.until, until) }),
      borrowed,
    );
  }
}
