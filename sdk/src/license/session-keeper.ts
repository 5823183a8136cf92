import { LicenseSession, type SessionHost } from './license-session';
import { nodeProcess } from './node-module';

/** The floating sessions of one program. They end with it. */
export class SessionKeeper {
  readonly #sessions = new Set<LicenseSession>();
  /** That of a license opened with `floating`. */
  #own: LicenseSession | undefined;

  constructor(private readonly host: SessionHost) {}

  get own(): LicenseSession | undefined {
    return this.#own;
  }

  async start(): Promise<LicenseSession> {
    const { host } = this;
    const onChange = (session: LicenseSession): void => {
      if (session.hasEnded) {
        this.#forget(session);
      }
      host.onChange(session);
    };
    const session = await LicenseSession.start({ ...host, onChange });
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

  #forget(session: LicenseSession): void {
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
