import { Socket } from 'node:net';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { tracing } from '../../common/tracing/tracing';
import { DatabaseClient, eachHost } from './database-client';
import { DatabaseHosts } from './database-hosts';
import { prepareStatements } from './prepared-statement';
import { traceStatements } from './trace-statements';

const watchOf = new WeakMap<PoolClient, ConnectionWatch>();

/** Limits how long a connection may be silent while it waits for an answer, until it is released. */
export function limitSilence(client: PoolClient, timeoutMs: number): void {
  watchOf.get(client)?.limit(timeoutMs);
}

/** Part of the timeout that a suspect connection gets in any case. */
const LAST_CHANCE = 0.1;

/**
 * Reports a connection that is waiting for an answer and has received no data for the timeout. Without this, a connection
 * dropped by a firewall would hang for about 15 minutes.
 */
class ConnectionWatch {
  isInUse = false;
  private readonly socket: Socket;
  /** Bytes sent when the database was last ready for the next statement. */
  private bytesAnswered: number;
  /** Timeout of a suspect connection. */
  private suspectMs: number | undefined;
  private usedAt = performance.now();
  /** When the database was last ready, or the connection was acquired. */
  private readyAt = performance.now();

  constructor(
    client: PoolClient,
    private readonly timeoutMs: number,
    onSilence: () => void,
  ) {
    const { connection } = client;
    const { stream } = connection;
    if (!(stream instanceof Socket)) {
      throw new TypeError('A connection to the database must be a socket');
    }
    watchOf.set(client, this);
    this.socket = stream;
    this.bytesAnswered = stream.bytesWritten;
    connection.on('readyForQuery', () => {
      this.bytesAnswered = stream.bytesWritten;
      this.readyAt = performance.now();
      if (this.suspectMs !== undefined) {
        this.setTimeout(this.suspectMs);
      }
    });
    // The socket's timeout restarts with each byte in either direction. A listener given to `setTimeout` would be called
    // only once, for a connection that is merely idle.
    stream.setTimeout(timeoutMs).on('timeout', () => {
      if (stream.bytesWritten > this.bytesAnswered) {
        onSilence();
      }
    });
  }

  get idleFor(): number {
    return performance.now() - this.usedAt;
  }

  acquire(): void {
    this.isInUse = true;
    this.readyAt = performance.now();
  }

  release(): void {
    this.isInUse = false;
    this.suspectMs = undefined;
    this.usedAt = performance.now();
    this.setTimeout(this.timeoutMs);
  }

  /** @param timeoutMs 0 for none */
  setTimeout(timeoutMs: number): void {
    this.socket.setTimeout(timeoutMs);
  }

  /** Sets a shorter timeout until the release, if there is none that is shorter. */
  limit(timeoutMs: number): void {
    if (this.suspectMs === undefined && timeoutMs < this.timeoutMs) {
      this.setTimeout(timeoutMs);
    }
  }

  /** Sets a shorter timeout once, for a connection that may be dead. Its silence until now counts. */
  suspect(timeoutMs: number): void {
    if (this.suspectMs === undefined) {
      this.suspectMs = timeoutMs;
      const silentFor = this.isInUse ? performance.now() - this.readyAt : 0;
      this.setTimeout(Math.max(timeoutMs - silentFor, timeoutMs * LAST_CHANCE));
    }
  }

  end(): void {
    this.socket.destroy(new Error('Connection terminated: the database was silent for too long'));
  }
}

/** In milliseconds. */
export interface SilenceLimits {
  /** Timeout for an answer, longer than the statement timeout; 0 for none. */
  readonly answer: number;
  /** Idle time after which a connection is probed before it is used. */
  readonly idle: number;
  /** Timeout of the probe. */
  readonly probe: number;
  /** Replaces `answer` after another connection was found dead; longer than the lock timeout. */
  readonly suspect: number;
}

export const SILENCE_LIMITS: SilenceLimits = { answer: 35_000, idle: 1_000, probe: 2_000, suspect: 6_000 };

export interface WatchedPoolConfig extends PoolConfig {
  silence?: SilenceLimits;
  /** Whether each connection keeps its session, and with it what it has prepared. */
  hasSessions?: boolean;
}

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** TCP keep-alive, so that firewalls do not drop idle connections. */
const KEEP_ALIVE_AFTER = 5_000;

/**
 * A pool of connections to the host in use, of those in the connection URL. It replaces silent connections before the operating
 * system detects that they are dead.
 */
export class HealthCheckedPool extends Pool {
  private readonly watches = new Map<PoolClient, ConnectionWatch>();
  private readonly silence: SilenceLimits;
  private readonly hosts: DatabaseHosts;
  private readonly peers = new Set<HealthCheckedPool>();
  private releasedAt = 0;

  /** Called with the time in seconds that a caller waited for a connection, whether it got one or not. */
  onWaited: (seconds: number) => void = () => undefined;

  constructor({ silence = SILENCE_LIMITS, hasSessions = false, ...config }: WatchedPoolConfig) {
    super({ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER, Client: DatabaseClient, ...config });
    this.silence = silence;
    this.hosts = DatabaseHosts.of(config.connectionString ?? '');
    if (hasSessions) {
      this.on('connect', prepareStatements);
    }
    this.on('connect', (client) => this.watch(client));
    this.on('acquire', (client) => this.watches.get(client)?.acquire());
    this.on('release', (_error: Error, client: PoolClient) => this.onRelease(client));
    this.on('remove', (client) => this.watches.delete(client));
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    const connected = this.connectHealthy();
    if (!callback) {
      return connected;
    }
    void connected.then(
      (client) => callback(undefined, client, releaseOnce(client)),
      (error: unknown) => callback(toError(error), undefined, () => undefined),
    );
    return undefined;
  }

  /** Connects two pools of one database: a dead connection in one is a reason to suspect those of the other. */
  suspectTogetherWith(other: HealthCheckedPool): void {
    this.peers.add(other);
    other.peers.add(this);
  }

  private async connectHealthy(): Promise<PoolClient> {
    const startedAt = performance.now();
    try {
      for (;;) {
        const client = await eachHost(this.hosts, () => super.connect());
        if (await this.isAlive(client)) {
          return client;
        }
      }
    } catch (error) {
      // No connection was released in the meantime.
      if (this.releasedAt < startedAt) {
        this.suspectAll();
      }
      throw error;
    } finally {
      this.onWaited((performance.now() - startedAt) / 1000);
    }
  }

  private async isAlive(client: PoolClient): Promise<boolean> {
    const watch = this.watches.get(client);
    if (!watch || watch.idleFor < this.silence.idle) {
      return true;
    }
    watch.setTimeout(this.silence.probe);
    try {
      await client.query('SELECT 1');
      watch.setTimeout(this.silence.answer);
      return true;
    } catch {
      client.release(true);
      return false;
    }
  }

  private watch(client: PoolClient): void {
    if (tracing.tracer) {
      traceStatements(client);
    }
    const watch = new ConnectionWatch(client, this.silence.answer, () => this.discard(watch));
    this.watches.set(client, watch);
  }

  private onRelease(client: PoolClient): void {
    this.releasedAt = performance.now();
    this.watches.get(client)?.release();
    if (client instanceof DatabaseClient && client.isStale) {
      // The pool drops a connection that is ending.
      void client.end();
    }
  }

  /** The other connections are probably dead too. */
  private discard(dead: ConnectionWatch): void {
    dead.end();
    [this, ...this.peers].forEach((pool) => pool.replaceAll());
  }

  /** Closes idle connections without a probe, and the others if they stay silent. */
  private replaceAll(): void {
    for (const watch of this.watches.values()) {
      if (!watch.isInUse) {
        watch.end();
      }
    }
    this.suspectAll();
  }

  private suspectAll(): void {
    if (this.silence.answer > 0) {
      this.watches.forEach((watch) => watch.suspect(this.silence.suspect));
    }
  }
}

/** graphile-worker's listener releases its connection twice when it breaks while the worker stops. */
function releaseOnce(client: PoolClient): (error?: Error | boolean) => void {
  let isReleased = false;
  return (error) => {
    if (!isReleased) {
      isReleased = true;
      client.release(error);
    }
  };
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
