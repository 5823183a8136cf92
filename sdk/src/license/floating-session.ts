import { KeywardError } from '../errors';
import type { LeasedSession } from './license-server';
import { LONGEST_SEAT_WAIT_MS, requestedWait } from './retry-after';
import type { SessionLock } from './session-lock';
import type { SetTimer } from './timers';

// TypeScript before 5.2 does not know the symbol; newer ones and @types/node declare it in the same way.
declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** What a session needs of its license. */
export interface SessionHost {
  start(): Promise<LeasedSession>;
  renew(session: LeasedSession): Promise<LeasedSession>;
  end(session: Pick<LeasedSession, 'token'>): Promise<void>;
  lock(): Promise<SessionLock | undefined>;
  now(): number;
  readonly setTimer: SetTimer;
  onChange(session: FloatingSession): void;
  onError(error: unknown): void;
}

const SHORTEST_INTERVAL_MS = 5_000;
const LOST_INTERVAL_MS = 60_000;

/**
 * A running program on a floating seat. It renews itself, and takes another seat if its own was lost. `end` frees the seat at once,
 * as does `await using`; one that crashes frees it when its lease ends, or at its next start.
 */
export class FloatingSession {
  #cancel: () => void = () => undefined;
  #hasEnded = false;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    private readonly host: SessionHost,
    private lease: LeasedSession,
    private readonly lock: SessionLock | undefined,
  ) {
    this.#schedule();
  }

  /** Takes a seat. Rejects with `SESSIONS_EXHAUSTED` if none is free. */
  static async start(host: SessionHost): Promise<FloatingSession> {
    const lock = await host.lock();
    try {
      await endLeft(host, lock);
      const lease = await host.start();
      await keep(lock, lease.token);
      return new FloatingSession(host, lease, lock);
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

  /** Frees the seat. If nobody answers, it is free when its lease ends. */
  async end(): Promise<void> {
    if (this.#hasEnded) {
      return;
    }
    this.#hasEnded = true;
    this.#cancel();
    await this.#work;
    try {
      await this.host.end(this.lease);
      await keep(this.lock, undefined);
    } catch (error) {
      this.host.onError(error);
    }
    await this.lock?.unlock().catch(() => undefined);
    this.host.onChange(this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  /**
   * A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
   * asked again.
   */
  #schedule(failure?: unknown): void {
    const { expiresAt, issuedAt } = this.lease;
    const interval = this.isActive ? Math.max(SHORTEST_INTERVAL_MS, (expiresAt - issuedAt) / 3) : LOST_INTERVAL_MS;
    this.#cancel = this.host.setTimer(
      () => {
        this.#work = this.#renew();
      },
      Math.max(interval, requestedWait(failure, LONGEST_SEAT_WAIT_MS)),
    );
  }

  async #renew(): Promise<void> {
    let failure: unknown;
    try {
      this.lease = await this.#renewed();
    } catch (error) {
      failure = error;
      this.host.onError(error);
    }
    if (!this.#hasEnded) {
      this.#schedule(failure);
      this.host.onChange(this);
    }
  }

  /** The server forgets a session when its lease ends, as while a computer sleeps. */
  async #renewed(): Promise<LeasedSession> {
    try {
      return await this.host.renew(this.lease);
    } catch (error) {
      if (error instanceof KeywardError && error.status === 404) {
        const lease = await this.host.start();
        await keep(this.lock, lease.token);
        return lease;
      }
      throw error;
    }
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
