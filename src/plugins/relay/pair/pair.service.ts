import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock, problem } from '../../../core/common';
import { SecretCipher, UnitOfWork } from '../../../core/platform';
import { keysIn, type RelayFile } from '../cli/relay-file';
import { relaySigner } from '../cli/write-report';
import { amountsOfCall } from '../pool-meters';
import { LEASE_S, PARTNER_URL, WITNESS_URL } from '../relay-mode';
import {
  firstOf,
  type PairSigner,
  readOfPartner,
  readOfWitness,
  signedToPartner,
  signedToWitness,
} from '../cli/pair-jws';
import { PairMember, type TakeOverRefusal } from './pair-member';
import { PARTNER_PATH } from './pair-paths';
import { isPartner, warningsOf, witnessOf } from './pair-peers';
import { overviewOf, type PairOverview } from './pair-overview';
import { PairQuestions } from './pair-questions';
import { PairStoreService } from './pair-store.service';
import { postMessage } from './post-message';
import { driftNow, now } from './steady-time';

const CONTACTS_PER_LEASE = 6;
/** Seconds by which the clock of the machine may jump: more says that the machine has slept, or that the clock was set. */
const MAX_JUMP_S = 2;
const DAY_S = 86_400;

/** Keeps the contact of a relay to its partner and to the witness, and says whether programs may be told yes. */
@Injectable()
export class PairService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Relay');
  private file: RelayFile | undefined;
  private member: PairMember | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private drift = driftNow();
  private readonly questions = new PairQuestions(() => this.contactPartner());
  private witnessSeenAt: number | undefined;
  private lastProblem = '';

  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
    private readonly store: PairStoreService,
  ) {}

  /** Call for each file that is served. */
  async serve(file: RelayFile): Promise<void> {
    const isFirst = this.member === undefined;
    this.file = file;
    if (isFirst) {
      await this.begin(file);
      void this.tick();
    }
  }

  private async begin(file: RelayFile): Promise<void> {
    const { id } = file.claims.relay;
    const options = { id, first: firstOf(file.claims), lease: LEASE_S, hasWitness: WITNESS_URL !== undefined };
    // Each call reads the file that is served then.
    const store = { read: () => this.stored.read(), change: this.change.bind(this) };
    const member = new PairMember(options, store, now());
    await member.begin();
    if (PARTNER_URL !== undefined) {
      await this.store.keepRestored(file);
    }
    this.member = member;
    warningsOf(file, member.current).forEach((text) => this.logger.warn(text));
  }

  private get stored() {
    if (!this.file) {
      throw problem('RELAY_WITHOUT_POOL');
    }
    return this.store.of(this.file);
  }

  private change(...next: Parameters<ReturnType<PairStoreService['of']>['change']>) {
    return this.stored.change(...next);
  }

  beforeApplicationShutdown(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Whether sessions may be given and renewed now. */
  mayServe(): boolean {
    if (Math.abs(driftNow() - this.drift) > MAX_JUMP_S) {
      this.drift = driftNow();
      this.member?.loseContact();
    }
    return this.member?.mayServe(now()) ?? false;
  }

  /** Answers a message of the partner. */
  async answer(text: string): Promise<string> {
    const { member, file } = this;
    const read = file && readOfPartner(text, keysIn(file.terms), file.claims);
    if (!member || !read || !isPartner(file, read.by, member)) {
      throw problem('PAIR_MESSAGE_INVALID');
    }
    await member.receive(read.by.relay.id, read.message, now(), this.questions.kept);
    // It may have given seats away.
    await this.noteFree();
    return signedToPartner(await this.signer(file), file.claims, await member.message(now()));
  }

  /** Before a start of a session: asks the partner for seats if there are none, for half a second at most. */
  makeRoom(): Promise<void> {
    return this.questions.sessions.begin(this.canAsk);
  }

  /** A start for which `makeRoom` was called is answered. */
  endStart(): void {
    this.questions.sessions.end();
  }

  /**
   * Before a usage call: asks the partner for what is missing of its meters, for half a second at most.
   * @param ends gets what to call once the usage call is answered
   */
  async makeAmounts(body: unknown, ends: (() => void)[]): Promise<void> {
    const { canAsk, file } = this;
    const amounts = canAsk && file ? [...amountsOfCall(body, file, this.clock.now())] : [];
    ends.push(
      ...amounts.map(
        ([code, amount]) =>
          () =>
            this.questions.of(code).end(amount),
      ),
    );
    await Promise.all(amounts.map(([code, amount]) => this.questions.of(code).begin(true, amount)));
  }

  get movesAmounts(): boolean {
    return PARTNER_URL !== undefined && this.file?.claims.pool.meters !== undefined;
  }

  /** A partner that was not reached is tried again by the next contact, not by programs. */
  private get canAsk(): boolean {
    return PARTNER_URL !== undefined && Boolean(this.member?.current) && this.lastProblem === '';
  }

  /**
   * Tells partner or witness of a seat before it is borrowed.
   * @returns a call for when the session itself shows it
   * @throws RELAY_ISOLATED if nobody was told
   */
  async announce(days: number): Promise<() => void> {
    const { member } = this;
    if (!member?.announcesBorrows) {
      return () => undefined;
    }
    const done = member.announce(Math.ceil(this.clock.now().getTime() / 1000 + days * DAY_S));
    const since = now();
    await Promise.all([this.contactPartner(), this.contactWitness()]);
    if (!member.wasTold(since)) {
      done();
      throw problem('RELAY_ISOLATED');
    }
    return done;
  }

  /**
   * An operator says that the machine of the partner is dead.
   * @throws RELAY_NEVER_MET, and RELAY_PARTNER_HEARD if it was heard a moment ago
   */
  async takeOver(): Promise<void> {
    const refusal = await this.tryTakeOver();
    if (refusal !== undefined) {
      throw problem(refusal === 'never_met' ? 'RELAY_NEVER_MET' : 'RELAY_PARTNER_HEARD');
    }
  }

  private async tryTakeOver(): Promise<TakeOverRefusal | undefined> {
    const refusal = this.member ? await this.member.takeOver(now()) : 'never_met';
    if (refusal === undefined) {
      this.logger.warn('An operator says that the machine of the partner is dead: its seats are taken over');
    }
    return refusal;
  }

  /** Undefined for a relay that has no partner and never had one. */
  overview(): PairOverview | undefined {
    const { member, file } = this;
    const state = member?.current;
    if (!member || !file || !state) {
      return undefined;
    }
    const times = { now: now(), mayServe: this.mayServe(), witnessSeenAt: this.witnessSeenAt };
    return overviewOf({ member, state }, file.claims, times);
  }

  private async tick(): Promise<void> {
    const { member } = this;
    try {
      await Promise.all([this.contactPartner(), this.contactWitness()]);
      await this.noteFree();
      await member?.finishTakeOver(now(), Math.floor(this.clock.now().getTime() / 1000));
      await this.obeyOperator();
    } catch (error) {
      this.logger.error(error);
    }
    if (!this.isStopped) {
      this.timer = setTimeout(() => void this.tick(), (LEASE_S / CONTACTS_PER_LEASE) * 1000).unref();
    }
  }

  /** The command has stored the word of the operator. */
  private async obeyOperator(): Promise<void> {
    const askedAt = this.member?.current && (await this.store.takeOverAskedAt());
    const heardAt = this.member?.partnerHeardAt;
    if (!askedAt) {
      return;
    }
    const isHeard =
      heardAt !== undefined && this.clock.now().getTime() / 1000 - (now() - heardAt) > askedAt.getTime() / 1000;
    if (isHeard) {
      this.logger.warn('The take-over was dropped: the partner was heard');
    }
    if (isHeard || (await this.tryTakeOver()) === undefined) {
      await this.store.forgetTakeOver();
    }
  }

  /** Twice after one of both has started: only an answer to what was sent since then counts. */
  private async contactPartner(isAgain = false): Promise<boolean> {
    const { member, file } = this;
    if (PARTNER_URL === undefined || !member || !file) {
      return false;
    }
    try {
      const message = await member.message(now(), this.questions.wanted);
      const text = signedToPartner(await this.signer(file), file.claims, message);
      const answer = await postMessage(`${PARTNER_URL}${PARTNER_PATH}`, { message: text });
      const read = readOfPartner(answer, keysIn(file.terms), file.claims);
      if (!read || !isPartner(file, read.by, member)) {
        throw new Error('it is not the partner');
      }
      const former = member.partnerBoot;
      const { isNew } = await member.receive(read.by.relay.id, read.message, now(), this.questions.kept);
      await this.noteFree();
      this.say('');
      const isKnown = isNew && former === member.partnerBoot;
      return isKnown || isAgain || (await this.contactPartner(true));
    } catch (error) {
      this.say(`The partner at ${PARTNER_URL} was not reached: ${error instanceof Error ? error.message : ''}`);
      return false;
    }
  }

  private async contactWitness(): Promise<void> {
    const { member, file } = this;
    const url = file && witnessOf(file);
    if (url === undefined || !member || !file) {
      return;
    }
    try {
      for (let round = 0; round < 2; round++) {
        const text = signedToWitness(await this.signer(file), await member.messageToWitness(now()));
        const read = readOfWitness(await postMessage(url, { message: text }), file.claims.relay.id);
        if (!read) {
          throw new Error('it is no witness');
        }
        const { isNew } = await member.receiveOfWitness(read.witness, read.reply, now());
        this.witnessSeenAt = now();
        if (isNew) {
          return;
        }
      }
    } catch (error) {
      this.logger.debug(`The witness was not reached: ${error instanceof Error ? error.message : ''}`);
    }
  }

  private async noteFree(): Promise<void> {
    if (this.member?.current) {
      const { state, use } = await this.stored.read();
      if (state) {
        this.questions.note(state, use);
      }
    }
  }

  private async signer({ certificate }: RelayFile): Promise<PairSigner> {
    return { ...(await relaySigner(this.work.manager, this.cipher)), certificate };
  }

  /** Once for each reason. */
  private say(reason: string): void {
    if (reason !== '' && reason !== this.lastProblem) {
      this.logger.warn(reason);
    }
    this.lastProblem = reason;
  }
}
