import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { tracing } from '../../common/tracing/tracing';
import { ConnectionWatch } from './connection-watch';
import { DatabaseClient, eachHost } from './database-client';
import { traceStatements } from './trace-statements';

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
  private readonly peers = new Set<HealthCheckedPool>();
  private releasedAt = 0;

  /** Called with the time in seconds that a caller waited for a connection, whether it got one or not. */
  onWaited: (seconds: number) => void = () => undefined;

  constructor({ silence = SILENCE_LIMITS, ...config }: WatchedPoolConfig) {
    super({ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER, Client: DatabaseClient, ...config });
    this.silence = silence;
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
      (client) => callback(undefined, client, client.release.bind(client)),
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
        const client = await eachHost(this.options.connectionString ?? '', () => super.connect());
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
    // Between the pool and the caller, no other listener handles an error of the connection.
    client.on('error', () => undefined);
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

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
