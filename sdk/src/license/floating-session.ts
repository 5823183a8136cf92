import { KeywardError } from '../errors';
import type { LeasedSession } from './license-server';
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
  end(session: LeasedSession): Promise<void>;
  now(): number;
  readonly setTimer: SetTimer;
  onChange(session: FloatingSession): void;
  onError(error: unknown): void;
}

const SHORTEST_INTERVAL_MS = 5_000;
const LOST_INTERVAL_MS = 60_000;

/**
 * A running program on a floating seat. It renews itself, and takes another seat if its own was lost. `end` frees the seat at once,
 * as does `await using`; a program that crashes frees it when its lease ends.
 */
export class FloatingSession {
  #cancel: () => void = () => undefined;
  #hasEnded = false;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    private readonly host: SessionHost,
    private lease: LeasedSession,
  ) {
    this.#schedule();
  }

  /** Takes a seat. Rejects with `SESSIONS_EXHAUSTED` if none is free. */
  static async start(host: SessionHost): Promise<FloatingSession> {
    return new FloatingSession(host, await host.start());
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
    await this.host.end(this.lease).catch((error: unknown) => this.host.onError(error));
    this.host.onChange(this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  /** A third of the lease, so that one lost call does no harm; a minute once the seat is lost. */
  #schedule(): void {
    const { expiresAt, issuedAt } = this.lease;
    const interval = this.isActive ? Math.max(SHORTEST_INTERVAL_MS, (expiresAt - issuedAt) / 3) : LOST_INTERVAL_MS;
    this.#cancel = this.host.setTimer(() => {
      this.#work = this.#renew();
    }, interval);
  }

  async #renew(): Promise<void> {
    try {
      this.lease = await this.#renewed();
    } catch (error) {
      this.host.onError(error);
    }
    if (!this.#hasEnded) {
      this.#schedule();
      this.host.onChange(this);
    }
  }

  /** The server forgets a session when its lease ends, as while a computer sleeps. */
  async #renewed(): Promise<LeasedSession> {
    try {
      return await this.host.renew(this.lease);
    } catch (error) {
      if (error instanceof KeywardError && error.status === 404) {
        return this.host.start();
      }
      throw error;
    }
  }
}
