import { KeywardError } from '../errors';
import { IdleClock } from './idle-clock';
import type { LeasedSession } from './license-server';
import { usageError } from './problems';
import { LONGEST_SEAT_WAIT_MS, requestedWait } from './retry-after';
import { ASK_MS, type WaitingPlace } from './seat-wait';
import type { FloatingFeature } from './session-features';
import type { SessionLock } from './session-lock';
import type { SetTimer } from './timers';

// TypeScript before 5.2 does not know the symbol; newer ones and @types/node declare it in the same way.
declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** A session, and for how long it is held. */
export type Lease = Pick<LeasedSession, 'id' | 'token' | 'issuedAt' | 'expiresAt' | 'borrowedUntil' | 'proof'>;

/** What a session needs of its license. */
export interface SessionHost {
  start(place?: WaitingPlace): Promise<LeasedSession>;
  /** Whether it has a place in the waiting line. */
  waits(): boolean;
  /** @param borrowDays 0 returns a borrowed session */
  renew(session: Lease, borrowDays?: number, idleSeconds?: number): Promise<LeasedSession>;
  changeFeatures(
    session: Pick<Lease, 'token'>,
    take: readonly string[],
    release: readonly string[],
  ): Promise<FloatingFeature[]>;
  end(session: Pick<Lease, 'token'>): Promise<void>;
  /** The server does not know it any more. */
  lost(session: Pick<Lease, 'token'>): Promise<void>;
  /** Takes over what another process has stored. */
  refresh(): Promise<void>;
  /** The session that is borrowed, while it needs no server. */
  borrowed(): Lease | undefined;
  lock(): Promise<SessionLock | undefined>;
  lockBorrowed(): Promise<SessionLock | 'taken' | undefined>;
  now(): number;
  readonly setTimer: SetTimer;
  onChange(session: FloatingSession): void;
  onError(error: unknown): void;
}

const SHORTEST_INTERVAL_MS = 5_000;
const LOST_INTERVAL_MS = 60_000;
/** The server takes a borrowed session without heartbeats for one whose program does not run. */
const BORROWED_INTERVAL_MS = 30_000;
const BORROWED_PAUSE_MS = 600_000;

/**
 * A running program on a floating seat. It renews itself, and takes another seat if its own was lost. `end` frees the seat at once,
 * as does `await using`; one that crashes frees it when its lease ends, or at its next start. A borrowed seat is kept by both until
 * its end.
 */
export class FloatingSession {
  #cancel: () => void = () => undefined;
  #hasEnded = false;
  #isIdle = false;
  /** The server has ended the session. */
  #isTakenBack = false;
  readonly #idle: IdleClock;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    private readonly host: SessionHost,
    private lease: Lease,
    private lock: SessionLock | undefined,
    private isLockOfBorrowed: boolean,
  ) {
    this.#idle = new IdleClock(() => host.now());
    this.#schedule();
  }

  /** Takes a seat, or goes on with the borrowed one. Rejects with `SESSIONS_EXHAUSTED` if none is free. */
  static async start(host: SessionHost): Promise<FloatingSession> {
    return (await FloatingSession.#resume(host)) ?? FloatingSession.#take(host);
  }

  /** Without asking the server. Undefined if nothing is borrowed, or another running program is on it. */
  static async #resume(host: SessionHost): Promise<FloatingSession | undefined> {
    const lock = host.borrowed() ? await host.lockBorrowed() : 'taken';
    if (lock === 'taken') {
      return undefined;
    }
    // The program that had the lock may have returned the seat.
    await host.refresh();
    const lease = host.borrowed();
    if (lease) {
      return new FloatingSession(host, lease, lock, true);
    }
    await lock?.unlock().catch(() => undefined);
    return undefined;
  }

  static async #take(host: SessionHost): Promise<FloatingSession> {
    const lock = await host.lock();
    try {
      await endLeft(host, lock);
      const lease = await host.start();
      await keep(lock, lease.token);
      const session = new FloatingSession(host, lease, lock, false);
      await session.#fitLock();
      return session;
    } catch (error) {
      await lock?.unlock().catch(() => undefined);
      throw error;
    }
  }

  /** Id of the session on the server. */
  get id(): string {
    return this.lease.id;
  }

  /** When the seat is free again unless the session is renewed before. */
  get expiresAt(): Date {
    return new Date(this.lease.expiresAt);
  }

  /** Whether this program holds its seat. */
  get isActive(): boolean {
    return !this.#hasEnded && this.host.now() < this.lease.expiresAt;
  }

  /** Whether `end` was called. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether the seat needs no server now. */
  get isBorrowed(): boolean {
    const { borrowedUntil = -Infinity } = this.lease;
    return !this.#hasEnded && this.host.now() < borrowedUntil + 1_000;
  }

  /**
   * Lets the seat need no server for some days, or with 0 returns it.
   * @throws KeywardError if the server refuses, or another running program has borrowed a seat: all is as before then
   */
  async borrow(days: number): Promise<void> {
    this.#cancel();
    await this.#work;
    try {
      const isFirst = days > 0 && !this.isLockOfBorrowed;
      if (isFirst) {
        await this.#borrowFirst(days);
      } else {
        await this.#borrowAgain(days);
      }
    } finally {
      this.#schedule();
    }
    this.host.onChange(this);
  }

  async #borrowFirst(days: number): Promise<void> {
    const lock = await this.host.lockBorrowed();
    if (lock === 'taken') {
      throw usageError('Another running copy of this program has borrowed a seat with this store', 'SEAT_BORROWED');
    }
    try {
      this.lease = await this.host.renew(this.lease, days);
    } catch (error) {
      await lock?.unlock().catch(() => undefined);
      throw error;
    }
    await this.#swapLock(lock, true);
  }

  async #borrowAgain(days: number): Promise<void> {
    this.lease = await this.host.renew(this.lease, days);
    await this.#fitLock();
  }

  /**
   * Takes features with this session. One that is exhausted is named so in the answer; the session goes on. They are given back by
   * `release` or at the end of the session; after a lost seat, take them again.
   */
  take(...features: string[]): Promise<FloatingFeature[]> {
    return this.host.changeFeatures(this.lease, features, []);
  }

  /** Gives features back. */
  release(...features: string[]): Promise<FloatingFeature[]> {
    return this.host.changeFeatures(this.lease, [], features);
  }

  /**
   * Tells that the user is active, as at each key or click. From the first call on, the server is told how long the user is idle, and
   * may take the seat back after `idle_timeout` of the policy (`SESSION_IDLE`); the next call takes another one.
   */
  active(): void {
    this.#idle.note();
    if (this.#isIdle && !this.#hasEnded) {
      this.#isIdle = false;
      this.#work = this.#renew();
    }
  }

  /** Frees the seat, also a borrowed one. If nobody answers, it is free when its lease ends. */
  async end(): Promise<void> {
    await this.#stop(async () => {
      await this.host.end(this.lease);
      await keep(this.lock, undefined);
    });
  }

  /** As at the end of the program: a borrowed seat is kept. */
  async close(): Promise<void> {
    if (this.isBorrowed) {
      await this.#stop(() => keep(this.lock, undefined));
    } else {
      await this.end();
    }
  }

  async #stop(giveUp: () => Promise<void>): Promise<void> {
    if (this.#hasEnded) {
      return;
    }
    this.#hasEnded = true;
    this.#cancel();
    await this.#work;
    try {
      await giveUp();
    } catch (error) {
      this.host.onError(error);
    }
    await this.lock?.unlock().catch(() => undefined);
    this.host.onChange(this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
   * asked again.
   */
  #interval(failure: unknown): number {
    const { expiresAt, issuedAt } = this.lease;
    if (!this.isActive) {
      return this.host.waits() ? ASK_MS : LOST_INTERVAL_MS;
    }
    if (this.isBorrowed && failure !== undefined) {
      return BORROWED_PAUSE_MS;
    }
    const third = Math.max(SHORTEST_INTERVAL_MS, (expiresAt - issuedAt) / 3);
    return this.isBorrowed ? Math.min(third, BORROWED_INTERVAL_MS) : third;
  }

  #schedule(failure?: unknown): void {
    this.#cancel = this.host.setTimer(
      () => {
        this.#work = this.#renew();
      },
      Math.max(this.#interval(failure), requestedWait(failure, LONGEST_SEAT_WAIT_MS)),
    );
  }

  async #renew(): Promise<void> {
    let failure: unknown;
    try {
      this.lease = await this.#renewed();
      await this.#fitLock();
    } catch (error) {
      failure = error;
      this.#report(error);
    }
    if (!this.#hasEnded) {
      if (!this.#isIdle) {
        this.#schedule(failure);
      }
      this.host.onChange(this);
    }
  }

  /** Nobody has to answer while the seat is borrowed. */
  #report(error: unknown): void {
    if (!(this.isBorrowed && error instanceof KeywardError && error.isUnreachable)) {
      this.host.onError(error);
    }
  }

  /** The server forgets a session when its lease ends, as while a computer sleeps. */
  async #renewed(): Promise<Lease> {
    if (this.#isTakenBack) {
      return this.#startAgain();
    }
    try {
      return await this.host.renew(this.lease, undefined, this.#idle.seconds);
    } catch (error) {
      const { code, status, isUnreachable } = error instanceof KeywardError ? error : ({} as Partial<KeywardError>);
      this.#isIdle = code === 'SESSION_IDLE';
      if (this.#isIdle || code === 'SESSION_TAKEN_BACK') {
        await this.host.lost(this.lease);
        this.#isTakenBack = true;
        this.lease = { ...this.lease, expiresAt: 0, borrowedUntil: undefined };
        throw error;
      }
      if (status === 404 && !isUnreachable) {
        await this.host.lost(this.lease);
        return this.#startAgain();
      }
      throw error;
    }
  }

  async #startAgain(): Promise<Lease> {
    const lease = await this.host.start();
    this.#isTakenBack = false;
    await keep(this.lock, lease.token);
    return lease;
  }

  /** A borrowed seat has a lock of its own, and its token is in the store. */
  async #fitLock(): Promise<void> {
    const { isBorrowed, host } = this;
    if (isBorrowed !== this.isLockOfBorrowed) {
      const lock = isBorrowed ? await host.lockBorrowed() : await host.lock();
      if (lock !== 'taken') {
        await this.#swapLock(lock, isBorrowed);
      }
    }
  }

  async #swapLock(lock: SessionLock | undefined, isOfBorrowed: boolean): Promise<void> {
    const previous = this.lock;
    this.lock = lock;
    this.isLockOfBorrowed = isOfBorrowed;
    await keep(lock, isOfBorrowed ? undefined : this.lease.token);
    await keep(previous, undefined);
    await previous?.unlock().catch(() => undefined);
  }
}

/** Gives back the seat of a program that crashed. If nobody answers, the next start tries again. */
async function endLeft(host: SessionHost, lock: SessionLock | undefined): Promise<void> {
  if (lock?.left === undefined) {
    return;
  }
  try {
    await host.end({ token: lock.left });
  } catch (error) {
    if (!(error instanceof KeywardError) || error.status !== 404) {
      return;
    }
  }
  await keep(lock, undefined);
}

/** A store that cannot be written remembers nothing. */
async function keep(lock: SessionLock | undefined, token: string | undefined): Promise<void> {
  await lock?.keep(token).catch(() => undefined);
}
