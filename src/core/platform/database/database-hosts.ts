import { targetOf, urlsOfHosts } from '../config/postgres-url';
import type { DatabaseClient } from './database-client';

/** Time for opening a connection to one of several hosts, before the next one is tried. */
const HOST_TIMEOUT_MS = 3_000;

const known = new Map<string, DatabaseHosts>();

/**
 * The hosts of a connection URL and the one in use, shared by all connections of the process with this URL. They stay at a
 * host until it cannot be reached, or is no server of the kind that the URL asks for.
 */
export class DatabaseHosts {
  /** The wanted kind of server, a value of `target_session_attrs`. */
  readonly target: string;
  /** One for each host. */
  readonly urls: readonly string[];
  private readonly clients = new Set<DatabaseClient>();
  private index = 0;

  private constructor(url: string) {
    this.urls = urlsOfHosts(url);
    this.target = targetOf(url);
  }

  static of(url: string): DatabaseHosts {
    const hosts = known.get(url) ?? new DatabaseHosts(url);
    known.set(url, hosts);
    return hosts;
  }

  get count(): number {
    return this.urls.length;
  }

  /** URL of the host for the next connection. */
  get current(): string {
    return this.urls[this.index] ?? '';
  }

  /** @param whole timeout for a connection; 0 for none */
  connectTimeout(whole: number): number {
    return this.count === 1 ? whole : Math.min(whole || HOST_TIMEOUT_MS, HOST_TIMEOUT_MS);
  }

  /** Moves on to the next host, unless another connection has done so. */
  turnFrom(url: string): void {
    if (this.current === url) {
      this.index = (this.index + 1) % this.count;
    }
  }

  /** Whether a server that reports these parameters is of the wanted kind. A server that reports no parameters is. */
  accepts(parameters: ReadonlyMap<string, string>): boolean {
    const isStandby = parameters.get('in_hot_standby') === 'on';
    const isReadOnly = parameters.get('default_transaction_read_only') === 'on';
    switch (this.target) {
      case 'read-write':
        return !isStandby && !isReadOnly;
      case 'primary':
        return !isStandby;
      case 'standby':
        return parameters.get('in_hot_standby') !== 'off';
      default:
        return true;
    }
  }

  /** Adds an open connection and ends those to other hosts, which are the wrong ones now. False if it is to one itself. */
  join(client: DatabaseClient): boolean {
    if (client.url !== this.current) {
      return false;
    }
    this.clients.add(client);
    client.once('end', () => this.clients.delete(client));
    this.endOthers();
    return true;
  }

  /** Moves to a host at once. */
  moveTo(url: string): void {
    this.index = this.urls.indexOf(url);
    this.endOthers();
  }

  /** Ends the connections to a host that does not answer any more; the next ones go to the next host. */
  leave(url: string): void {
    this.turnFrom(url);
    this.endOthers();
  }

  private endOthers(): void {
    for (const client of this.clients) {
      if (client.url !== this.current) {
        client.abort('another server is used now');
      }
    }
  }
}
