import { Client, type ClientConfig, type CustomTypesConfig, types } from 'pg';
import { isHostAway } from './database-error';
import { DatabaseHosts } from './database-hosts';
import { sessionStatements } from './session-settings';

const { TIMESTAMPTZ, TIMESTAMP, DATE } = types.builtins;
const TIMES = new Set<number>([TIMESTAMPTZ, TIMESTAMP, DATE]);

type Parser = (text: string) => unknown;

/** Reads values like pg, but throws for a time that it cannot read, where pg returns null. */
export const STRICT_TYPES: CustomTypesConfig = {
  getTypeParser: (type: Parameters<typeof types.getTypeParser>[0], format: 'text' | 'binary' = 'text'): Parser => {
    const parse = types.getTypeParser(type, format) as Parser;
    return format === 'text' && TIMES.has(type) ? strictly(parse) : parse;
  },
};

function strictly(parse: Parser): Parser {
  return (text) => {
    const time = parse(text);
    if (time === null || (time instanceof Date && Number.isNaN(time.getTime()))) {
      throw new Error(`PostgreSQL sent a time that cannot be read: ${text}`);
    }
    return time;
  };
}

type Connected = (error: Error | null) => void;

/** The server at a host is not of the kind that `target_session_attrs` asks for, or is not the one in use. */
export class WrongHost extends Error {
  /** SQLSTATE of a server that accepts no changes. */
  readonly code = '25006';

  constructor(target: string) {
    super(`Connection terminated: the server is not ${target}, or another one is used`);
  }
}

/**
 * A connection to the host in use of a URL with one or several hosts. If it fails, the next client tries the next host:
 * `DatabaseClient.open` and the pools do so at once. Its session does not depend on defaults of the database or the role.
 */
export class DatabaseClient extends Client {
  /** URL of the host. */
  readonly url: string;
  /** To be replaced after its use: the server has become one of another kind, or a migration has outdated its plans. */
  isStale = false;
  private readonly hosts: DatabaseHosts;
  private readonly parameters = new Map<string, string>();
  private readonly preparation: string;
  private isOpen = false;

  constructor(config: ClientConfig = {}) {
    const hosts = DatabaseHosts.of(config.connectionString ?? '');
    const url = hosts.current;
    const connectionTimeoutMillis = hosts.connectTimeout(config.connectionTimeoutMillis ?? 0);
    super({ types: STRICT_TYPES, ...config, connectionString: url, connectionTimeoutMillis });
    this.preparation = sessionStatements(url);
    this.hosts = hosts;
    this.url = url;
    // A lost connection fails its statements; without a listener, it would also end the process, even before a pool or a
    // caller has the client.
    this.on('error', () => undefined);
    this.connection.on('parameterStatus', ({ parameterName, parameterValue }: Record<string, string>) =>
      this.learn(parameterName ?? '', parameterValue ?? ''),
    );
  }

  /** Returns a new client that is connected to one of the hosts of `connectionString`. */
  static open(config: ClientConfig): Promise<DatabaseClient> {
    return eachHost(DatabaseHosts.of(config.connectionString ?? ''), async () => {
      const client = new DatabaseClient(config);
      await client.connect();
      return client;
    });
  }

  override connect(): Promise<Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<Client> | undefined {
    if (!callback) {
      return new Promise((opened, failed) => this.connect((error) => (error ? failed(error) : opened(this))));
    }
    super.connect((error: Error | null) => {
      const failure = this.failureOf(error);
      if (failure) {
        callback(failure);
      } else {
        this.query(this.preparation).then(
          () => callback(null),
          (refusal: unknown) => this.giveUp(refusal, callback),
        );
      }
    });
    return undefined;
  }

  /** Ends the connection at once; its statements fail. */
  abort(reason: string): void {
    this.connection.stream.destroy(new Error(`Connection terminated: ${reason}`));
  }

  private learn(name: string, value: string): void {
    this.parameters.set(name, value);
    if (this.isOpen && !this.hosts.accepts(this.parameters)) {
      this.isStale = true;
      this.hosts.turnFrom(this.url);
    }
  }

  private giveUp(refusal: unknown, callback: Connected): void {
    void this.end().catch(() => undefined);
    callback(this.failureOf(refusal instanceof Error ? refusal : new Error(String(refusal))));
  }

  private failureOf(error: Error | null): Error | null {
    if (error) {
      if (isHostAway(error)) {
        this.hosts.turnFrom(this.url);
      }
      return error;
    }
    this.isOpen = this.hosts.accepts(this.parameters);
    if (!this.isOpen) {
      this.hosts.turnFrom(this.url);
    }
    if (this.isOpen && this.hosts.join(this)) {
      return null;
    }
    void this.end();
    return new WrongHost(this.hosts.target);
  }
}

/** Repeats opening a connection, as often as there are hosts, while it fails because of its host. */
export async function eachHost<T>({ urls }: DatabaseHosts, open: () => Promise<T>): Promise<T> {
  for (let left = urls.length; ; left--) {
    try {
      return await open();
    } catch (error) {
      if (left <= 1 || !(isHostAway(error) || error instanceof WrongHost)) {
        throw error;
      }
    }
  }
}
