import { type Answer, requestIdIn } from '../answer';
import type { CallOptions, ClientOptions } from '../client-options';
import type { Download } from '../download';
import { usageError } from '../usage-error';
import { readBaseUrl } from './address';
import type { ApiProfile } from './api-profile';
import { checkCallOptions, checkClientOptions } from './check-options';

type Fetch = NonNullable<ClientOptions['fetch']>;

export interface Settings extends CallOptions {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly backoffMs: number;
  readonly maxRetryAfterMs: number;
  readonly headers: Record<string, string>;
}

/** Receives the response of a single call. */
interface Listener {
  onResponse?(response: Response): void;
  /** Receives a file before it is read. */
  onDownload?(download: Download): void;
}

/** Shared by a client and all clients bound to it, so that a log-in applies to all of them. */
interface Session {
  token: string | undefined;
}

const DEFAULTS = { timeoutMs: 30_000, retries: 2, backoffMs: 250, maxRetryAfterMs: 60_000 };

/** Address, credentials and options of a client. */
export class Connection {
  private constructor(
    readonly profile: ApiProfile,
    readonly baseUrl: string,
    readonly fetch: Fetch,
    readonly settings: Settings,
    private readonly session: Session,
    readonly listener: Listener = {},
  ) {}

  static from(options: ClientOptions | Connection, profile: ApiProfile): Connection {
    if (options instanceof Connection) {
      return options;
    }
    checkClientOptions(options);
    const { baseUrl, fetch, token, ...rest } = options;
    return new Connection(
      profile,
      readBaseUrl(baseUrl),
      // Browsers require a call without a receiver; the late lookup supports replacing the global.
      fetch ?? ((address, init) => globalThis.fetch(address, init)),
      merged({ ...DEFAULTS, headers: {} }, rest),
      { token },
    );
  }

  get token(): string | undefined {
    return this.session.token;
  }

  set token(token: string | undefined) {
    this.session.token = token;
  }

  with(changes: CallOptions): Connection {
    checkCallOptions(changes);
    const { token, ...options } = changes;
    const session = token === undefined ? this.session : { token };
    return this.#changed(merged(this.settings, options), session, this.listener);
  }

  async answerOf<T>(call: (connection: Connection) => Promise<T>): Promise<Answer<T>> {
    let response: Response | undefined;
    const data = await call(this.#listening({ onResponse: (received) => (response = received) }));
    const { status, headers } = answered(response);
    return {
      data,
      status,
      headers,
      requestId: requestIdIn(headers),
      replayed: headers.get('idempotent-replayed') === 'true',
    };
  }

  async download(call: (connection: Connection) => Promise<unknown>): Promise<Download> {
    let download: Download | undefined;
    await call(this.#listening({ onDownload: (received) => (download = received) }));
    return answered(download);
  }

  #listening(listener: Listener): Connection {
    return this.#changed(this.settings, this.session, listener);
  }

  #changed(settings: Settings, session: Session, listener: Listener): Connection {
    return new Connection(this.profile, this.baseUrl, this.fetch, settings, session, listener);
  }
}

/** An undefined option keeps the previous value. */
function merged(settings: Settings, options: CallOptions): Settings {
  const defined = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...settings, ...defined, headers: { ...settings.headers, ...options.headers } };
}

function answered<T>(received: T | undefined): T {
  if (received === undefined) {
    throw usageError('The function made no call with the given client');
  }
  return received;
}
