import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { ConnectionWatch } from './connection-watch';

/** In milliseconds. */
export interface SilenceLimits {
  /** So long the database may leave a statement without a byte of its answer: longer than it works on one. 0: for ever. */
  readonly answer: number;
  /** A connection that was not used for so long is asked whether it is alive before it is used… */
  readonly idle: number;
  /** …and has so long to answer. */
  readonly probe: number;
  /** The same as `answer` once another connection turned out to be dead: longer than a statement waits for a lock. */
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

/** Idle connections are no news to the firewalls in between for long. */
const KEEP_ALIVE_AFTER = 5_000;

/** A pool that replaces connections which have gone silent instead of waiting for the operating system to notice. */
export class WatchedPool extends Pool {
  private readonly watches = new Map<PoolClient, ConnectionWatch>();
  private readonly silence: SilenceLimits;
  private givenBackAt = 0;

  constructor({ silence = SILENCE_LIMITS, ...config }: WatchedPoolConfig) {
    super({ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER, ...config });
    this.silence = silence;
    this.on('connect', (client) => this.watch(client));
    this.on('acquire', (client) => this.watches.get(client)?.take());
    this.on('release', (_error: Error, client: PoolClient) => this.onRelease(client));
    this.on('remove', (client) => this.watches.delete(client));
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    const connected = this.connectAlive();
    if (!callback) {
      return connected;
    }
    void connected.then(
      (client) => callback(undefined, client, client.release.bind(client)),
      (error: unknown) => callback(toError(error), undefined, () => undefined),
    );
    return undefined;
  }

  private async connectAlive(): Promise<PoolClient> {
    const asked = performance.now();
    try {
      for (;;) {
        const client = await super.connect();
        if (await this.isAlive(client)) {
          return client;
        }
      }
    } catch (error) {
      // Whoever holds the connections has given none back all the while.
      if (this.givenBackAt < asked) {
        this.suspectAll();
      }
      throw error;
    }
  }

  private async isAlive(client: PoolClient): Promise<boolean> {
    const watch = this.watches.get(client);
    if (!watch || watch.idleFor < this.silence.idle) {
      return true;
    }
    watch.allow(this.silence.probe);
    try {
      await client.query('SELECT 1');
      watch.allow(this.silence.answer);
      return true;
    } catch {
      client.release(true);
      return false;
    }
  }

  private watch(client: PoolClient): void {
    const watch = new ConnectionWatch(client, this.silence.answer, () => this.discard(watch));
    this.watches.set(client, watch);
    // Between the pool and who takes the connection there is a moment in which nobody else would hear of its end.
    client.on('error', () => undefined);
  }

  private onRelease(client: PoolClient): void {
    this.givenBackAt = performance.now();
    this.watches.get(client)?.giveBack();
  }

  /** What silenced one connection has probably silenced the others: idle ones are not worth asking. */
  private discard(dead: ConnectionWatch): void {
    dead.end();
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
