import { PairMember, type PairStore, type StoredPair } from '../../../src/plugins/relay/pair/pair-member';
import { amountOf, restoredMeters, unmovedMeters } from '../../../src/plugins/relay/pair/pair-meters';
import type { PairMessage } from '../../../src/plugins/relay/pair/pair-messages';
import { newPair, type PairState } from '../../../src/plugins/relay/pair/pair-state';
import { WitnessBook, type WitnessedPairs } from '../../../src/plugins/relay/pair/witness-book';
import { Conversation, type MessageOrder } from '../../../src/plugins/relay/pair/conversation';
import type { WitnessedRelay } from '../../../src/plugins/relay/pair/witness-book';

export const POOL = 12;
export const DEVICES = 10;
export const TOKENS = 2_000;
export const LEASE = 30;
export const HOLD = 60;
const DAY = 86_400;
const [FIRST, SECOND] = ['aaaaaaaa-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000002'] as const;

/** A random number in [0, 1) for each call, the same ones for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a backup has of a relay. */
type Backup = Pick<ModelRelay, 'stored' | 'used' | 'returned'>;

interface Session {
  /** By the clock of its relay, in seconds. */
  beatAt: number;
  borrowedUntil: number;
}

class Crash extends Error {}

/** A relay, whose data outlive its process. */
export class ModelRelay implements PairStore {
  readonly sessions = new Set<Session>();
  member: PairMember | undefined;
  /** Devices that are active, for ever if nobody ends them. */
  devices = 0;
  stored: PairState | null = null;
  /** Amount of the meter by its data, and what was taken and returned. */
  used = 0;
  returned = 0;
  /** Amount that programs have taken, whatever happened to the data. */
  spent = 0;
  private backups: Backup[] = [];
  crashes: () => boolean = () => false;
  readonly id: string;

  constructor(
    readonly index: number,
    readonly model: PairModel,
    readonly rate: number,
    readonly offset: number,
  ) {
    this.id = index === 0 ? FIRST : SECOND;
    const nothing = { sessions: 0, activations: 0 };
    this.stored = index === 0 ? null : newPair(FIRST, FIRST, nothing, unmovedMeters(this.uses(), false));
  }

  private uses() {
    return { tokens: { pool: TOKENS, used: this.used, total: this.used + this.returned } };
  }

  /** Amount that it has, used or not. */
  get tokens(): number {
    return this.stored ? amountOf(this.stored.meters.parts.tokens) : TOKENS;
  }

  /** A program takes an amount, or gives the last one back. */
  spend(amount: number): void {
    if (this.member && amount > 0 && this.used + amount <= this.tokens) {
      [this.used, this.spent] = [this.used + amount, this.spent + amount];
      this.model.counts.spent += amount;
    } else if (this.member && amount < 0 && Math.min(this.used, this.spent) + amount >= 0) {
      [this.used, this.spent] = [this.used + amount, this.spent + amount];
      this.returned -= amount;
    }
  }

  backUp(): void {
    const { stored, used, returned } = this;
    // The last ones: also of a pair that has met.
    this.backups = [...this.backups, { stored, used, returned }].slice(-10);
  }

  /** The data become earlier ones, which the relay notices as it starts. */
  restore(pick: (backups: readonly Backup[]) => Backup | undefined): void {
    const backup = pick(this.backups.filter(({ stored }) => stored !== null));
    if (backup?.stored) {
      const { stored, used, returned } = backup;
      [this.used, this.returned] = [used, returned];
      this.stored = { ...stored, meters: restoredMeters(stored.meters, this.uses()) };
      this.model.counts.restored += 1;
    }
  }

  /** Its clock that is never set. */
  get now(): number {
    return this.model.time * this.rate;
  }

  /** Its clock, which may be wrong. */
  get wall(): number {
    return this.now + this.offset;
  }

  async start(): Promise<void> {
    const options = { id: this.id, first: FIRST, lease: LEASE, hasWitness: this.model.hasWitness };
    this.member = new PairMember(options, this, this.now);
    await this.member.begin();
  }

  held(): Session[] {
    return [...this.sessions].filter(
      ({ beatAt, borrowedUntil }) => beatAt + HOLD > this.now || borrowedUntil > this.wall,
    );
  }

  read(): Promise<StoredPair> {
    const held = this.held();
    const borrowed = held.filter(({ borrowedUntil }) => borrowedUntil > this.wall).map((one) => one.borrowedUntil);
    const use = {
      pool: { sessions: POOL, activations: DEVICES },
      sessions: held.length,
      activations: this.devices,
      hold: HOLD,
      borrowed: { count: borrowed.length, until: Math.max(0, ...borrowed) },
      meters: this.uses(),
    };
    return Promise.resolve({ state: this.stored, use });
  }

  async change(next: (stored: StoredPair) => PairState | null): Promise<StoredPair> {
    const { state, use } = await this.read();
    if (this.crashes()) {
      throw new Crash();
    }
    this.stored = next({ state, use });
    if (this.crashes()) {
      throw new Crash();
    }
    return { state: this.stored, use };
  }

  get share(): number {
    return this.stored?.share.sessions ?? POOL;
  }
}

/** The witness, whose file outlives its process. */
class ModelWitness {
  pairs: WitnessedPairs = {};
  book: WitnessBook | undefined;
  private talks = new Map<string, Conversation>();

  constructor(readonly model: PairModel) {}

  start(): void {
    this.talks = new Map();
    this.book = new WitnessBook(this.pairs, this.model.time, (pairs) => {
      this.pairs = pairs;
    });
  }

  reply(order: MessageOrder, told: WitnessedRelay) {
    const talk = this.talks.get(told.relay) ?? new Conversation();
    this.talks.set(told.relay, talk);
    const { isNew } = talk.accept(order);
    const answer = isNew ? (this.book?.answer(told, this.model.time) ?? null) : null;
    return { order: talk.next(this.model.time), answer };
  }
}

interface Event {
  readonly at: number;
  readonly run: () => Promise<void> | void;
}

/** Two relays, a witness, programs, and the network between them, in virtual time. */
export class PairModel {
  time = 1_000;
  readonly relays: readonly [ModelRelay, ModelRelay];
  readonly witness = new ModelWitness(this);
  readonly counts = {
    started: 0,
    activated: 0,
    spent: 0,
    restored: 0,
    refused: 0,
    beats: 0,
    borrowed: 0,
    takenOver: 0,
    crashes: 0,
    lost: 0,
    most: 0,
  };
  readonly problems: string[] = [];
  isCalm = false;
  private events: Event[] = [];
  /** Directed links that are cut, as `0>1` or `0>w`. */
  readonly cut = new Set<string>();

  constructor(
    readonly random: () => number,
    readonly hasWitness: boolean,
  ) {
    const relay = (index: number) => new ModelRelay(index, this, 0.99 + random() * 0.02, (random() - 0.5) * 3_000);
    this.relays = [relay(0), relay(1)];
    this.witness.start();
  }

  after(seconds: number, run: Event['run']): void {
    this.events.push({ at: this.time + seconds, run });
  }

  /** Runs what is due within so many seconds. */
  async run(seconds: number): Promise<void> {
    const end = this.time + seconds;
    for (;;) {
      const due = this.events.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) {
        this.time = end;
        return;
      }
      this.events.splice(this.events.indexOf(due), 1);
      this.time = Math.max(this.time, due.at);
      await due.run();
      this.account();
    }
  }

  private account(): void {
    const held = this.relays[0].held().length + this.relays[1].held().length;
    this.counts.most = Math.max(this.counts.most, held);
    if (held > POOL) {
      this.problems.push(`${held} seats of ${POOL} at ${this.time}`);
    }
    const devices = this.relays[0].devices + this.relays[1].devices;
    if (devices > DEVICES) {
      this.problems.push(`${devices} devices of ${DEVICES} at ${this.time}`);
    }
    this.accountTokens();
  }

  /** What programs took at both, whatever their data say, and what they can still take. */
  private accountTokens(): void {
    const sum = this.relays.reduce((all, { spent, used, tokens }) => all + spent + Math.max(0, tokens - used), 0);
    if (sum > TOKENS) {
      this.problems.push(`${sum} tokens of ${TOKENS} at ${this.time}`);
    }
  }

  /** Carries something over a link, or loses, delays or repeats it. */
  send(link: string, deliver: () => Promise<void>): void {
    const { random } = this;
    const copies = this.isCalm || random() > 0.05 ? 1 : 2;
    for (let copy = 0; copy < copies; copy++) {
      const delay = this.isCalm || random() < 0.9 ? random() * 0.3 : random() * 60;
      this.after(delay, async () => {
        if (this.cut.has(link) || (!this.isCalm && random() < 0.05)) {
          this.counts.lost += 1;
        } else {
          await deliver();
        }
      });
    }
  }

  /** Runs something in a relay, whose process may end meanwhile. */
  async within(relay: ModelRelay, work: (member: PairMember) => Promise<void>): Promise<void> {
    const { member } = relay;
    if (!member) {
      return;
    }
    try {
      await work(member);
    } catch (error) {
      if (!(error instanceof Crash)) {
        throw error;
      }
      this.kill(relay);
    }
  }

  kill(relay: ModelRelay): void {
    this.counts.crashes += 1;
    relay.member = undefined;
    this.after(this.random() * 120, () => (relay.member ? undefined : relay.start()));
  }

  async contact(relay: ModelRelay): Promise<void> {
    await this.within(relay, async (member) => {
      const isAsked = !this.isCalm && this.random() >= 0.8;
      const wanted = { sessions: isAsked ? 2 : 0, meters: { tokens: isAsked ? 200 : 0 } };
      const message = await member.message(relay.now, wanted);
      this.toPartner(relay, message, true);
      if (this.hasWitness) {
        const { order, told } = await member.messageToWitness(relay.now);
        this.send(`${relay.index}>w`, () => this.atWitness(relay, order, told));
      }
      const before = relay.stored?.takeOver?.isDone ?? false;
      await member.finishTakeOver(relay.now, relay.wall);
      this.counts.takenOver += !before && relay.stored?.takeOver?.isDone ? 1 : 0;
    });
  }

  private toPartner(from: ModelRelay, message: PairMessage, isRequest: boolean): void {
    const to = this.relays[1 - from.index];
    if (!to) {
      return;
    }
    this.send(`${from.index}>${to.index}`, () =>
      this.within(to, async (member) => {
        await member.receive(from.id, message, to.now);
        if (isRequest) {
          this.toPartner(to, await member.message(to.now), false);
        }
      }),
    );
  }

  private atWitness(relay: ModelRelay, order: MessageOrder, told: WitnessedRelay): Promise<void> {
    const reply = this.witness.reply(order, told);
    this.send(`w>${relay.index}`, () =>
      this.within(relay, async (member) => {
        await member.receiveOfWitness('witness', reply, relay.now);
      }),
    );
    return Promise.resolve();
  }

  /** A device is activated where an activation is left, or ends. */
  changeDevice(relay: ModelRelay): void {
    const share = relay.stored?.share.activations ?? (relay.index === 0 ? DEVICES : 0);
    if (relay.member && this.random() < 0.6 && relay.devices < share) {
      relay.devices += 1;
      this.counts.activated += 1;
    } else if (relay.member && relay.devices > 0) {
      relay.devices -= 1;
    }
  }

  /** A program starts a session, and sends heartbeats until it ends or loses the seat. */
  startSession(relay: ModelRelay): void {
    if (!relay.member?.mayServe(relay.now) || relay.held().length >= relay.share) {
      this.counts.refused += 1;
      return;
    }
    this.counts.started += 1;
    const session = { beatAt: relay.now, borrowedUntil: 0 };
    relay.sessions.add(session);
    this.after(HOLD / 3, () => this.beat(relay, session));
  }

  private beat(relay: ModelRelay, session: Session): void {
    if (!relay.held().includes(session)) {
      relay.sessions.delete(session);
      return;
    }
    if (relay.member?.mayServe(relay.now) && this.random() < 0.95) {
      this.counts.beats += 1;
      session.beatAt = relay.now;
      if (this.random() < 0.08) {
        relay.sessions.delete(session);
        return;
      }
      if (this.random() < 0.02) {
        this.borrow(relay, session);
      }
    }
    this.after(HOLD / 3, () => this.beat(relay, session));
  }

  /** A borrow is given once partner or witness know of it. */
  private borrow(relay: ModelRelay, session: Session): void {
    const { member } = relay;
    if (!member) {
      return;
    }
    const until = relay.wall + this.random() * DAY;
    const since = relay.now;
    const done = member.announce(until);
    this.after(0.1, () => this.contact(relay));
    this.after(2, () => {
      const mayGive = !member.announcesBorrows || member.wasTold(since);
      if (relay.member === member && mayGive && member.mayServe(relay.now) && relay.held().includes(session)) {
        this.counts.borrowed += 1;
        session.borrowedUntil = until;
        session.beatAt = relay.now;
      }
      done();
    });
  }
}
