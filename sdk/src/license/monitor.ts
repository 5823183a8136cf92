import { KeywardError } from '../errors';
import { checkLender } from './borrowed-seat';
import { ContactSchedule } from './contact-schedule';
import { STORE_NOT_WRITABLE } from './device';
import { Emitter } from './emitter';
import { FloatingSeat } from './floating-seat';
import type { SeatPlace } from './seat-wait';
import type { SignedProof } from './signed-proof';
import type { LicenseDependencies, LicenseEvents } from './license-dependencies';
import type { LeasedSession } from './license-server';
import { usageError } from './problems';
import { programSessions } from './program-sessions';
import type { SessionKeeper } from './session-keeper';
import { currentState, type ProgramLicenseState } from './state';
import { StateAnnouncer } from './state-announcer';
import { endedWithin, WakeTimer } from './timers';

/** Another process of the program may learn the license key meanwhile. */
const WITHOUT_KEY_MS = 60_000;

/** Keeps the state of a license up to date, and asks the server when it is time to. */
export class LicenseMonitor {
  readonly events = new Emitter<LicenseEvents>();
  readonly sessions: SessionKeeper;
  /** Undefined for a license that is not floating. */
  readonly #seat: FloatingSeat | undefined;
  lastError: Error | undefined;
  readonly #schedule: ContactSchedule;
  readonly #timer: WakeTimer;
  readonly #announcer: StateAnnouncer;
  #checking: Promise<ProgramLicenseState> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Nothing is reported any more. */
  #isClosed = false;
  #hasClosed = false;

  constructor(private readonly parts: LicenseDependencies) {
    const { time, memory, setTimer, longestGrace } = parts;
    this.#schedule = new ContactSchedule(() => time.now(), longestGrace);
    this.#schedule.recalled(memory.answer);
    this.#timer = new WakeTimer(setTimer, () => void this.#wakeUp());
    this.sessions = programSessions(parts, {
      key: () => this.keyOr(),
      store: () => this.#store(),
      onLease: (session) => this.#leased(session),
      onChange: () => this.#announcer.announce(),
      report: (error) => this.report(error),
    });
    this.#seat = parts.isFloating ? this.#floatingSeat() : undefined;
    const current = (): ProgramLicenseState => currentState(parts, this.#schedule, this.#seat?.state);
    this.#announcer = new StateAnnouncer(current, (state) => this.events.emit('change', state));
  }

  get state(): ProgramLicenseState {
    return this.#announcer.state;
  }

  /** The key that the caller gives, or the one that is known. */
  keyOr(given?: string): string {
    const key = given?.trim() ?? this.parts.memory.licenseKey ?? this.parts.licenseKey;
    if (!key) {
      throw usageError('There is no license key yet: give the one that the user typed', 'LICENSE_KEY_MISSING');
    }
    return key;
  }

  /** Waits for the server if the program could not run otherwise, and for a while if the last answer is overdue. */
  async open(): Promise<void> {
    const { memory, openWaitMs, seatWaitMs } = this.parts;
    this.#schedule.noticeClock(this.parts.time.isTurnedBack);
    if (this.#seat && this.#allowsToRun) {
      await this.#takeSeat();
    } else if (memory.licenseKey !== undefined && !this.state.usable) {
      await this.check();
    }
    const isOverdue = memory.answer !== undefined && this.#isCheckDue;
    if (isOverdue && openWaitMs > 0 && !(await endedWithin(openWaitMs, this.#checkDue()))) {
      this.#schedule.late();
    }
    if (this.#seat?.isWaiting && seatWaitMs > 0) {
      await endedWithin(seatWaitMs, this.#seat.waited());
    }
    this.#announcer.begin();
    this.#timer.set(this.#isCheckDue ? 0 : this.#delay());
  }

  /** Lets a due check finish, so that a program that never runs for long receives revocations. */
  async close(): Promise<void> {
    const { abort, closeWaitMs } = this.parts;
    this.#hasClosed = true;
    this.#timer.stop();
    this.#seat?.close();
    if (this.#isCheckDue && closeWaitMs > 0 && !abort.signal.aborted) {
      await endedWithin(closeWaitMs, this.#checkDue());
    }
    // What ends from now on is no loss.
    this.#isClosed = true;
    this.#announcer.end();
    await this.#seat?.leaveLine();
    await this.sessions.close();
    abort.abort();
    // Work that was under way stores what it has learned, and sets no timer any more.
    await this.runSerialized(() => this.settle());
  }

  /** Asks the server, once for all who ask at the same time. */
  check(): Promise<ProgramLicenseState> {
    this.#checking ??= this.runSerialized(() => this.#contact()).finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  /** Changes of the license take turns. */
  runSerialized<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** If the server postpones the activation of the known key, the next contact tries it again. */
  async activate(licenseKey: string): Promise<ProgramLicenseState> {
    this.#seat?.resume();
    try {
      return await this.accept(licenseKey, await this.parts.server.activate(licenseKey));
    } catch (error) {
      const isPostponed = licenseKey === this.parts.memory.licenseKey && this.#schedule.postpones(error);
      if (isPostponed) {
        await this.settle();
      }
      throw error;
    }
  }

  /** Takes over an answer. */
  async accept(licenseKey: string, answer: SignedProof): Promise<ProgramLicenseState> {
    const { memory, time } = this.parts;
    if (licenseKey !== memory.licenseKey) {
      // They hold seats of another license.
      await this.sessions.end();
    }
    // The clock of a relay is its customer's: it sets no clock back.
    if (!answer.relay || answer.issuedAt > time.now()) {
      time.trustTime(answer.issuedAt);
    }
    memory.remember(licenseKey, answer);
    this.#schedule.answered(answer);
    this.lastError = undefined;
    await memory.verifyAgain();
    await this.#seat?.take();
    return this.settle();
  }

  /** Stores and announces what has changed. */
  async settle(save: 'save' | 'replace' = 'save'): Promise<ProgramLicenseState> {
    await this.#store(save);
    this.#announcer.announce();
    this.#timer.set(this.#delay());
    return this.state;
  }

  /** Lets the program's floating seat need no server for some days, or with 0 returns it. */
  async borrow(days: number): Promise<ProgramLicenseState> {
    this.#floating();
    await this.sessions.borrow(days);
    return this.settle();
  }

  /** Place in the waiting line for a floating seat. */
  get place(): SeatPlace | undefined {
    return this.#seat?.place;
  }

  /** Waits for the program's floating seat, for so many milliseconds. Rejects with the last refusal, and waits no longer then. */
  async waitForSeat(timeout: number): Promise<ProgramLicenseState> {
    const seat = this.#floating();
    seat.resume();
    await this.#takeSeat();
    await seat.waitedFor(timeout);
    this.assertOpen();
    const { failure } = seat;
    await this.stopWaiting();
    if (failure) {
      throw failure;
    }
    return this.state;
  }

  /** The place in the waiting line is free. */
  async stopWaiting(): Promise<ProgramLicenseState> {
    await this.runSerialized(() => this.#floating().giveUp());
    return this.settle();
  }

  /** @throws KeywardError with `LICENSE_CLOSED` */
  assertOpen(): void {
    if (this.#hasClosed) {
      throw usageError('The license was closed', 'LICENSE_CLOSED');
    }
  }

  /** A seat that cannot be given back at the end is free when its lease ends. */
  report(error: unknown): void {
    if (this.#isClosed) {
      return;
    }
    this.lastError = error instanceof Error ? error : new Error(String(error));
    this.events.emit('error', this.lastError);
  }

  #floating(): FloatingSeat {
    if (!this.#seat) {
      throw usageError('Open the license with floating: true for a seat of its own');
    }
    return this.#seat;
  }

  get #isCheckDue(): boolean {
    return this.parts.memory.licenseKey !== undefined && this.#schedule.isDue;
  }

  /** A check that the program did not request: its errors are reported to listeners. */
  async #checkDue(): Promise<void> {
    try {
      await this.check();
    } catch (error) {
      this.#schedule.failed(error);
      this.report(error);
    }
  }

  async #contact(): Promise<ProgramLicenseState> {
    const { memory, server } = this.parts;
    const { licenseKey, license, file } = memory;
    if (licenseKey === undefined) {
      return this.state;
    }
    try {
      const { isPostponed } = this.#schedule;
      const asked = isPostponed ? server.activate(licenseKey) : server.validate(licenseKey, license, file);
      const answer = await asked;
      checkLender(memory.borrowed, answer, this.parts.time.now());
      return await this.accept(licenseKey, answer);
    } catch (error) {
      // Anything else is a mistake in this program and no outage.
      if (!(error instanceof KeywardError)) {
        throw error;
      }
      if (!this.parts.abort.signal.aborted) {
        this.#schedule.failed(error);
        this.report(error);
      }
      return await this.settle();
    }
  }

  #floatingSeat(): FloatingSeat {
    return new FloatingSeat({
      sessions: this.sessions,
      setTimer: this.parts.setTimer,
      allowsToRun: () => this.#allowsToRun,
      tryAgain: () => void this.#takeSeat(),
      onFailure: (error) => this.#schedule.retrySeat(error),
      report: (error) => this.report(error),
      onPlace: (place) => this.events.emit('place', place),
      end: (place) => this.parts.server.endSession(place),
    });
  }

  #takeSeat(): Promise<void> {
    return this.runSerialized(async () => {
      await this.#seat?.take();
      this.#announcer.announce();
    });
  }

  get #allowsToRun(): boolean {
    return currentState(this.parts, this.#schedule, undefined).usable;
  }

  /** An answer about the session that changes what is known of the license is a reason to ask for it at once. */
  #leased({ isValid }: LeasedSession): void {
    if (!isValid || this.#schedule.isUnanswered) {
      this.#schedule.hurry();
      this.#timer.set(this.#delay());
    }
  }

  async #store(save: 'save' | 'replace' = 'save'): Promise<void> {
    const { memory, time, warn } = this.parts;
    try {
      await memory[save](time.now());
    } catch (error) {
      warn(STORE_NOT_WRITABLE);
      this.report(error);
    }
  }

  #delay(): number {
    if (this.parts.memory.licenseKey === undefined) {
      return WITHOUT_KEY_MS;
    }
    const { state } = this;
    return this.#schedule.delay(state.usable ? state.until.getTime() + 1000 : undefined);
  }

  async #wakeUp(): Promise<void> {
    try {
      await this.#wake();
    } catch (error) {
      this.#schedule.failed(error);
      this.report(error);
      this.#timer.set(this.#delay());
    }
  }

  async #wake(): Promise<void> {
    const { memory, time } = this.parts;
    await this.runSerialized(() => this.#adoptStored());
    this.#schedule.noticeClock(time.isTurnedBack);
    if (memory.licenseKey !== undefined && this.#schedule.isDue) {
      await this.check();
    } else {
      await this.runSerialized(() => this.settle());
    }
  }

  /** Another process of this program may have asked already. */
  async #adoptStored(): Promise<void> {
    const { memory, time } = this.parts;
    const before = memory.answer;
    await memory.refresh().catch((error: unknown) => this.report(error));
    const { answer } = memory;
    if (answer && answer !== before) {
      time.sawAtLeast(answer.issuedAt);
      this.#schedule.recalled(answer);
    }
  }
}
