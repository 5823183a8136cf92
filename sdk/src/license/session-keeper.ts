import { FloatingSession, type SessionHost } from './floating-session';
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

  async start(): Promise<FloatingSession> {
    const { host } = this;
    const onChange = (session: FloatingSession): void => {
      if (session.hasEnded) {
        this.#forget(session);
      }
      host.onChange(session);
    };
    const session = await FloatingSession.start({ ...host, onChange });
    if (this.#sessions.size === 0) {
      nodeProcess()?.once('beforeExit', this.#endAll);
    }
    this.#sessions.add(session);
    return session;
  }

  /** Starts the program's own session unless it has one. */
  async startOwn(): Promise<void> {
    this.#own ??= await this.start();
  }

  async end(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.end()));
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
  readonly #endAll = (): void => void this.end();
}
