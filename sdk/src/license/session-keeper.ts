import { FloatingSession, type SessionHost } from './floating-session';
import type { WaitingPlace } from './seat-wait';
import { nodeProcess } from './node-module';

/** The floating sessions of one program. They end with it. */
export class SessionKeeper {
  readonly #sessions = new Set<FloatingSession>();
  /** That of a license opened with `floating`. */
  #own: FloatingSession | undefined;

  constructor(private readonly host: SessionHost) {}

  get own(): FloatingSession | undefined {
    return this.#own;
  }

  async start(place?: WaitingPlace): Promise<FloatingSession> {
    const { host } = this;
    const onChange = (session: FloatingSession): void => {
      if (session.hasEnded) {
        this.#forget(session);
      }
      host.onChange(session);
    };
    const session = await FloatingSession.start({
      ...host,
      start: () => host.start(place),
      waits: () => place?.place !== undefined,
      onChange,
    });
    if (this.#sessions.size === 0) {
      nodeProcess()?.once('beforeExit', this.#endAll);
    }
    this.#sessions.add(session);
    return session;
  }

  /** Starts the program's own session unless it has one. */
  async startOwn(place?: WaitingPlace): Promise<void> {
    this.#own ??= await this.start(place);
  }

  /** Lets the program's own session need no server for some days, or with 0 returns it. */
  async borrow(days: number): Promise<void> {
    if (days > 0) {
      await this.startOwn();
    }
    if (this.#own && (days > 0 || this.#own.isBorrowed)) {
      await this.#own.borrow(days);
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.end()));
  }

  /** As at the end of the program: borrowed seats are kept. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.close()));
  }

  #forget(session: FloatingSession): void {
    this.#sessions.delete(session);
    if (this.#own === session) {
      this.#own = undefined;
    }
    if (this.#sessions.size === 0) {
      nodeProcess()?.off('beforeExit', this.#endAll);
    }
  }

  /** Timers do not keep Node running, so this is when nothing else is left to do. */
  readonly #endAll = (): void => void this.close();
}
